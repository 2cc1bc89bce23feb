@testable import PacketInputs

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the inputs were, reported at the end: a check that never has anything to check is worth
/// nothing.
enum InputUse {
  // libFuzzer calls from one thread only.
  private nonisolated(unsafe) static var inputs = 0
  private nonisolated(unsafe) static var counts = [0, 0, 0, 0, 0, 0]

  private static let names = [
    "compressed", "HTTP", "archives", "with results", "with places that were counted",
    "with a packet after them that was read",
  ]

  private static let tellsAtEnd: Bool =
    atexit {
      let all = unsafe zip(names, counts).map { "\($1) \($0)" }.joined(separator: ", ")
      unsafe print("inputs: \(inputs), \(all)")
    } == 0

  static func count(_ input: MadeInput, _ run: InputRun) {
    _ = tellsAtEnd
    unsafe inputs += 1
    switch InputForm.recognise(input.bytes, isAll: true) {
    case .compressed: add(0)
    case .http: add(1)
    case .har: add(2)
    case .packet, nil: break
    }
    if !run.results.isEmpty { add(3) }
  }

  static func countPlaces() { add(4) }

  static func countPacketAfter() { add(5) }

  private static func add(_ index: Int) { unsafe counts[index] += 1 }
}

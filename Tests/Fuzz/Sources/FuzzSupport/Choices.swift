/// A fuzzer's input, read as decisions: one byte each, and zeros when it is used up.
public struct Choices {
  private let bytes: [UInt8]
  private var position = 0

  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The rest of the input.
  public var rest: [UInt8] { Array(bytes[position...]) }

  public var isUsedUp: Bool { position == bytes.count }

  public mutating func byte() -> UInt8 {
    if isUsedUp { return 0 }
    defer { position += 1 }
    return bytes[position]
  }

  /// The decisions of the next `size` bytes, with zeros for missing ones.
  public mutating func part(of size: Int) -> Choices {
    Choices((0..<size).map { _ in byte() })
  }

  /// A number of two bytes.
  public mutating func word() -> Int { Int(byte()) << 8 | Int(byte()) }

  /// A number from 0; smaller ones may be a little more frequent.
  public mutating func number(below bound: Int) -> Int { Int(byte()) % bound }

  /// One element of a list that is not empty.
  public mutating func pick<Element>(_ list: [Element]) -> Element {
    list[number(below: list.count)]
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A pipe within this process, so that bytes can come from a file descriptor in pieces of chosen
/// sizes.
public final class Pipe {
  public let readEnd: CInt
  private let writeEnd: CInt
  private var hasEnded = false

  public init() {
    var ends: (CInt, CInt) = (-1, -1)
    // Room for the two descriptors.
    let status = unsafe withUnsafeMutableBytes(of: &ends) {
      unsafe pipe($0.baseAddress?.assumingMemoryBound(to: CInt.self))
    }
    precondition(status == 0, "no pipe: \(errno)")
    (readEnd, writeEnd) = ends
  }

  deinit {
    close(readEnd)
    end()
  }

  /// Lets the reader see the end after the bytes written so far.
  public func end() {
    if !hasEnded { close(writeEnd) }
    hasEnded = true
  }

  /// The number of bytes that always fit.
  public static var room: Int { 16 * 1024 }

  /// Writes bytes, which fit if all before have been read.
  public func put(_ bytes: Span<UInt8>) {
    precondition(bytes.count <= Self.room)
    // As many bytes as there are.
    let count = unsafe bytes.withUnsafeBytes { unsafe write(writeEnd, $0.baseAddress, $0.count) }
    precondition(count == bytes.count, "a pipe took \(count) of \(bytes.count) bytes")
  }
}

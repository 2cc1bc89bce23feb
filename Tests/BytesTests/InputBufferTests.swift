import Bytes
import Testing

@Suite struct InputBufferTests {
  /// The byte of the input at an offset.
  private static func byte(at offset: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: offset &* 31 &+ offset >> 8)
  }

  private static func input(_ range: Range<Int>) -> [UInt8] { range.map(byte(at:)) }

  /// Fills the buffer with input from an offset on, as much as there is room for.
  ///
  /// - Returns: How many bytes have been written.
  private func fill(_ buffer: inout InputBuffer, from offset: Int, most: Int = .max) -> Int {
    let count = unsafe buffer.fill { room -> Int? in
      let count = min(room.count, most)
      // Within the room.
      for index in 0..<count { unsafe room[index] = Self.byte(at: offset + index) }
      return count
    }
    return count ?? 0
  }

  private func copyWaiting(of buffer: borrowing InputBuffer) -> [UInt8] {
    [UInt8](copying: buffer.waiting)
  }

  private func copyWindow(of buffer: borrowing InputBuffer) -> (byteOffset: Int, bytes: [UInt8]) {
    let window = buffer.window
    return (window.byteOffset, [UInt8](copying: window.bytes))
  }

  @Test func anEmptyBufferHasNoBytes() {
    var buffer = InputBuffer()
    buffer.drop(5)
    let waiting = copyWaiting(of: buffer)
    let window = copyWindow(of: buffer)
    #expect(buffer.count == 0)
    #expect(waiting == [])
    #expect(window.byteOffset == 0)
    #expect(window.bytes == [])
  }

  @Test("no more bytes are appended than may wait", arguments: [-1, 0, 1, 5, 6, 100])
  func append(_ most: Int) {
    var buffer = InputBuffer()
    let bytes = Self.input(0..<6)
    let first = buffer.append(copying: bytes.span, upTo: most)
    let second = buffer.append(copying: bytes.span, upTo: most)
    let allowed = max(0, most)
    #expect(first == min(6, allowed))
    #expect(second == min(12, allowed) - min(6, allowed))
    let waiting = copyWaiting(of: buffer)
    #expect(waiting == Array((bytes + bytes).prefix(allowed)))
  }

  @Test func dropMovesPastBytesThatStayInTheWindow() {
    var buffer = InputBuffer()
    let bytes = Self.input(0..<6)
    _ = buffer.append(copying: bytes.span, upTo: 6)
    buffer.drop(4)
    buffer.drop(-1)
    let waiting = copyWaiting(of: buffer)
    let window = copyWindow(of: buffer)
    #expect(buffer.count == 2)
    #expect(waiting == Self.input(4..<6))
    #expect(window.byteOffset == 0)
    #expect(window.bytes == bytes)
    buffer.drop(.max - 10)
    #expect(buffer.count == 0)
  }

  @Test func forgottenBytesLeaveTheWindow() {
    var buffer = InputBuffer()
    let bytes = Self.input(0..<6)
    _ = buffer.append(copying: bytes.span, upTo: 6)
    buffer.drop(4)
    buffer.forgetWaiting()
    let window = copyWindow(of: buffer)
    #expect(buffer.count == 0)
    #expect(window.bytes == Self.input(0..<4))
  }

  @Test func bytesThatBypassTheBufferMoveTheWindow() {
    var buffer = InputBuffer()
    let bytes = Self.input(0..<6)
    _ = buffer.append(copying: bytes.span, upTo: 6)
    buffer.drop(6)
    buffer.pass(10)
    let empty = copyWindow(of: buffer)
    #expect(empty.byteOffset == 16)
    #expect(empty.bytes == [])
    _ = buffer.append(copying: bytes.span, upTo: 6)
    let window = copyWindow(of: buffer)
    #expect(window.byteOffset == 16)
    #expect(window.bytes == bytes)
  }

  @Test func theFirstReadIsSmall() {
    var buffer = InputBuffer()
    var sizes: [Int] = []
    for _ in 0..<3 {
      let count = fill(&buffer, from: sizes.reduce(0, +))
      sizes.append(count)
      buffer.drop(count)
    }
    #expect(sizes == [64 * 1024, 512 * 1024, 512 * 1024])
  }

  @Test(
    "bytes that wait are kept, and 1 KiB before them",
    arguments: [0, 1, 1000, 8 * 1024, 70_000])
  func keeps(_ most: Int) {
    var buffer = InputBuffer()
    var read = 0
    for _ in 0..<20 {
      read += fill(&buffer, from: read, most: 100_000)
      buffer.drop(buffer.count - most)
      let count = buffer.count
      let waiting = copyWaiting(of: buffer)
      let window = copyWindow(of: buffer)
      #expect(count == min(most, read))
      #expect(waiting == Self.input((read - count)..<read))
      #expect(window.bytes == Self.input(window.byteOffset..<read))
      #expect(window.byteOffset <= max(0, read - count - 1024))
    }
  }

  @Test("a full buffer has no room and loses nothing")
  func full() {
    var buffer = InputBuffer()
    var read = 0
    while true {
      let count = fill(&buffer, from: read)
      read += count
      if count == 0 { break }
    }
    let waiting = copyWaiting(of: buffer)
    #expect(waiting == Self.input(0..<read))
  }

  @Test func slicesAreSmallAtFirst() {
    var buffer = InputBuffer()
    let first = fill(&buffer, from: 0)
    #expect(buffer.slice(of: first) == 64 * 1024)
    buffer.drop(first)
    let second = fill(&buffer, from: first)
    #expect(buffer.slice(of: second) == 128 * 1024)
    #expect(buffer.slice(of: 1000) == 1000)
  }

  @Test func anInterruptedReadChangesNothing() {
    var buffer = InputBuffer()
    let bytes = Self.input(0..<6)
    _ = buffer.append(copying: bytes.span, upTo: 6)
    let count = unsafe buffer.fill { _ -> Int? in nil }
    let waiting = copyWaiting(of: buffer)
    #expect(count == nil)
    #expect(waiting == bytes)
  }
}

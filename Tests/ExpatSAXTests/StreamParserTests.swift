import ExpatSAX
import Foundation
import Testing

/// The life of a parser: stopping, finishing, reading from descriptors, and the window in memory.
@Suite struct StreamParserTests {
  private func error(_ body: () throws(SAXError) -> Void) -> SAXError? {
    do throws(SAXError) {
      try body()
      return nil
    } catch {
      return error
    }
  }

  @Test("the handler can end the parse", arguments: [1, 3, Int.max])
  func stop(_ size: Int) {
    var handler = Recorder()
    handler.lastElement = "b"
    var parser = StreamParser(handler: handler)
    let document = Array("<a>\n<b c='d'>x</b><e/></a>".utf8)
    let stopped = error { () throws(SAXError) in
      try parser.feed(document, pieces: size)
    }
    #expect(stopped?.code == .stopped)
    #expect(stopped?.location == Location(byteOffset: 4, line: 2, column: 1))
    #expect(
      parser.handler.events == [
        .start("a"), .text("\n"), .start("b", attributes: [.init(name: "c", value: "d")]),
      ])
    #expect(error { () throws(SAXError) in try parser.feed(text: "") } == stopped)
    #expect(error { () throws(SAXError) in try parser.finish() } == stopped)
  }

  @Test func nothingIsFedAfterTheEnd() throws {
    var parser = StreamParser(handler: Recorder())
    try parser.feed(text: "<a/>")
    try parser.finish()
    #expect(error { () throws(SAXError) in try parser.feed(text: " ") }?.code == .finished)
    #expect(error { () throws(SAXError) in try parser.feed(text: "") }?.code == .finished)
    #expect(error { () throws(SAXError) in try parser.finish() }?.code == .finished)
    #expect(error { () throws(SAXError) in _ = try parser.feed(reading: 0) }?.code == .finished)
    #expect(parser.byteCount == 4)
  }

  @Test func theSameErrorIsThrownAgain() {
    var parser = StreamParser(handler: Recorder())
    let first = error { () throws(SAXError) in try parser.feed(text: "<a></b>") }
    #expect(first?.code == .notWellFormed)
    #expect(error { () throws(SAXError) in try parser.feed(text: "x") } == first)
    #expect(error { () throws(SAXError) in try parser.finish() } == first)
    #expect(parser.handler.events == [.start("a")])
  }

  @Test func bytesAreCounted() throws {
    var parser = StreamParser(handler: Recorder())
    #expect(parser.byteCount == 0)
    #expect(parser.location == .start)
    for (index, byte) in "<a>é</a>\n".utf8.enumerated() {
      try parser.feed([byte], pieces: 1)
      #expect(parser.byteCount == index + 1)
    }
    try parser.finish()
    #expect(parser.byteCount == 10)
  }

  @Test func readsAPipe() throws {
    let pipe = Pipe()
    let descriptor = pipe.fileHandleForReading.fileDescriptor
    var parser = StreamParser(handler: Recorder())
    pipe.fileHandleForWriting.write(Data("<a><b>".utf8))
    #expect(try parser.feed(reading: descriptor) == 6)
    #expect(parser.handler.events == [.start("a"), .start("b")])
    pipe.fileHandleForWriting.write(Data("x</b></a>".utf8))
    try pipe.fileHandleForWriting.close()
    #expect(try parser.feed(reading: descriptor) == 9)
    #expect(try parser.feed(reading: descriptor) == 0)
    try parser.finish()
    #expect(
      parser.handler.events == [.start("a"), .start("b"), .text("x"), .end, .end])
  }

  @Test func aPipeByteByByte() throws {
    let pipe = Pipe()
    var parser = StreamParser(handler: Recorder())
    for byte in "<a>é<b/></a>".utf8 {
      pipe.fileHandleForWriting.write(Data([byte]))
      #expect(try parser.feed(reading: pipe.fileHandleForReading.fileDescriptor) == 1)
    }
    try parser.finish()
    #expect(parser.handler.events == [.start("a"), .text("é"), .start("b"), .end, .end])
  }

  @Test(
    "a pipe that does not block is waited for, at the limit of a token too", arguments: [100, 5])
  func waits(_ limit: Int) throws {
    let pipe = Pipe()
    let descriptor = pipe.fileHandleForReading.fileDescriptor
    #expect(fcntl(descriptor, F_SETFL, O_NONBLOCK) == 0)
    // A thread instead of a task, because all threads that run tasks may be waiting here.
    Thread.detachNewThread {
      Thread.sleep(forTimeInterval: 0.02)
      pipe.fileHandleForWriting.write(Data("<aaaa".utf8))
      Thread.sleep(forTimeInterval: 0.02)
      try? pipe.fileHandleForWriting.close()
    }
    var limits = Limits.default
    limits.token = limit
    var parser = StreamParser(handler: Recorder(), limits: limits)
    var counts: [Int?] = []
    repeat { counts.append(try parser.feed(reading: descriptor)) } while counts.last != 0
    #expect(counts == [5, 0])
    #expect(error { () throws(SAXError) in try parser.finish() }?.code == .truncated)
  }

  @Test func aDescriptorThatCannotBeReadIsAnInputError() {
    var parser = StreamParser(handler: Recorder())
    let refused = error { () throws(SAXError) in _ = try parser.feed(reading: -1) }
    #expect(refused?.code == .input)
    #expect(refused?.message.isEmpty == false)
  }

  @Test("the window is the input around Expat's place", arguments: [1, 7, 1000, Int.max])
  func window(_ size: Int) {
    let document = Array("<a>\(String(repeating: "<b>text</b>\n", count: 500))</c>".utf8)
    var parser = StreamParser(handler: Recorder())
    let failure = error { () throws(SAXError) in
      try parser.feed(document, pieces: size)
    }
    #expect(failure?.code == .notWellFormed)
    var range = 0..<0
    var isTheInput = false
    parser.withWindow { window in
      range = window.byteOffset..<(window.byteOffset + window.bytes.count)
      isTheInput =
        range.upperBound <= document.count
        && window.bytes.elementsEqual(Array(document[range]))
    }
    #expect(isTheInput)
    #expect(range.contains(failure?.location.byteOffset ?? -1))
  }

  @Test func beforeTheFirstByteTheWindowIsEmpty() {
    let parser = StreamParser(handler: Recorder())
    var size = -1
    parser.withWindow { size = $0.bytes.count }
    #expect(size == 0)
  }

  @Test func expatHasAVersion() {
    #expect(expatVersion.hasPrefix("expat_"))
  }
}

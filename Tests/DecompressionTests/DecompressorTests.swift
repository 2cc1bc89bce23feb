import TestSupport
import Testing

@testable import Decompression

@Suite struct DecompressorTests {
  /// Decompresses bytes in pieces of this size.
  private func decompress(
    _ bytes: [UInt8], _ format: CompressionFormat, size: Int = .max,
    onOutput: ([UInt8]) -> Void = { _ in }
  ) throws -> (output: [UInt8], decompressor: Decompressor) {
    let decompressor = try Decompressor(format)
    var all: [UInt8] = []
    var output: [UInt8] = []
    var waiting: [UInt8] = []
    var rest = bytes[...]
    while true {
      let taken = try decompressor.decompress(waiting.span, into: &output)
      #expect(output.count <= Decompressor.pieceSize)
      waiting.removeFirst(taken)
      all += output
      onOutput(output)
      if !output.isEmpty || taken > 0 { continue }
      if rest.isEmpty { return (all, decompressor) }
      waiting += rest.prefix(size)
      rest = rest.dropFirst(size)
    }
  }

  @Test("one stream, in pieces", arguments: CompressionFormat.allCases, [1, 2, 7, .max])
  func oneStream(_ format: CompressionFormat, _ size: Int) throws {
    let (output, decompressor) = try decompress(Samples.stream(format), format, size: size)
    #expect(output == Samples.packet)
    #expect(decompressor.isComplete)
    #expect(decompressor.surplus == 0)
  }

  @Test("deflate without a header", arguments: [1, .max])
  func rawDeflate(_ size: Int) throws {
    let (output, decompressor) = try decompress(Samples.rawDeflate, .deflate, size: size)
    #expect(output == Samples.packet)
    #expect(decompressor.isComplete)
  }

  @Test(
    "several streams, with zeros between", arguments: [CompressionFormat.gzip, .zstd, .xz],
    [1, 5, .max])
  func severalStreams(_ format: CompressionFormat, _ size: Int) throws {
    let one = Samples.stream(format)
    let (output, decompressor) = try decompress(
      one + one + [0, 0, 0, 0] + one + [0, 0, 0, 0], format, size: size)
    #expect(output == Samples.packet + Samples.packet + Samples.packet)
    #expect(decompressor.isComplete)
    #expect(decompressor.surplus == 0)
  }

  @Test("skippable frames of zstd", arguments: [1, .max])
  func skippedFrames(_ size: Int) throws {
    let skipped: [UInt8] = [0x51, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 1, 2, 3]
    let (output, decompressor) = try decompress(
      skipped + Samples.stream(.zstd) + skipped, .zstd, size: size)
    #expect(output == Samples.packet)
    #expect(decompressor.isComplete)
  }

  @Test(
    "bytes after the last stream are counted", arguments: CompressionFormat.allCases, [1, .max])
  func surplus(_ format: CompressionFormat, _ size: Int) throws {
    let (output, decompressor) = try decompress(
      Samples.stream(format) + Array("garbage".utf8), format, size: size)
    #expect(output == Samples.packet)
    #expect(decompressor.isComplete)
    #expect(decompressor.surplus == 7)
  }

  @Test("a stream that is cut anywhere is not complete", arguments: CompressionFormat.allCases)
  func cut(_ format: CompressionFormat) throws {
    let stream = Samples.stream(format)
    for count in 0..<stream.count {
      let (output, decompressor) = try decompress(Array(stream[..<count]), format)
      #expect(Samples.packet.starts(with: output))
      #expect(!decompressor.isComplete, "cut at \(count)")
    }
  }

  @Test("the output before the damage does not depend on the pieces")
  func beforeTheDamage() throws {
    let frame = Compressed.zstd(texts: ["first ", "second "])
    let places = frame.indices.dropFirst(5)
    for place in places {
      var damaged = frame
      damaged[place] ^= 0x06
      let whole = before(damaged, size: .max)
      #expect(before(damaged, size: 1) == whole, "damaged at \(place)")
      #expect(before(damaged, size: 7) == whole, "damaged at \(place)")
    }
    // The header of the second block gives a block type that does not exist.
    var damaged = frame
    damaged[frame.count - 7 - 3] |= 0x06
    #expect(before(damaged, size: .max) == Array("first ".utf8))
  }

  /// The output of a zstd frame, up to its end or to the damage.
  private func before(_ bytes: [UInt8], size: Int) -> [UInt8] {
    var all: [UInt8] = []
    _ = try? decompress(bytes, .zstd, size: size) { all += $0 }
    return all
  }

  @Test(
    "a changed byte is noticed or changes nothing",
    arguments: [CompressionFormat.gzip, .zstd, .xz])
  func damaged(_ format: CompressionFormat) throws {
    let stream = Samples.stream(format)
    for place in stream.indices {
      var damaged = stream
      damaged[place] ^= 0x10
      do {
        let (output, decompressor) = try decompress(damaged, format)
        let isTaken = decompressor.isComplete && decompressor.surplus == 0
        #expect(!isTaken || output == Samples.packet, "byte \(place)")
      } catch is DecompressionError {}
    }
  }

  @Test("a large output of a small input comes in pieces")
  func bomb() throws {
    let (output, decompressor) = try decompress(Compressed.bomb(blocks: 16), .zstd)
    #expect(output.count == 16 * 128 * 1024)
    #expect(decompressor.isComplete)
  }

  @Test(
    "formats are recognised by their first bytes", arguments: [CompressionFormat.gzip, .zstd, .xz])
  func recognition(_ format: CompressionFormat) {
    let stream = Samples.stream(format)
    let whole = CompressionFormat(start: stream.span)
    let cut = CompressionFormat(start: stream.span.extracting(first: 1))
    let cutMayStart = CompressionFormat.mayStart(stream.span.extracting(first: 1))
    #expect(whole == format)
    #expect(cut == nil)
    #expect(cutMayStart)
  }

  @Test("a packet is not compressed")
  func plain() {
    let packet = Samples.packet
    let format = CompressionFormat(start: packet.span)
    let mayStart = CompressionFormat.mayStart(packet.span)
    #expect(format == nil)
    #expect(!mayStart)
  }
}

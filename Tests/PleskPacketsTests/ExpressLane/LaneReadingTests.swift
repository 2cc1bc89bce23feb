import Foundation
import PleskPackets
import TestSupport
import Testing

/// The lane where bytes do not come as pieces of one array.
@Suite struct LaneReadingTests {
  static let packets: [(String, [UInt8])] =
    Layout.all.map { layout in
      ("results \(layout)", Array(layout.response(CanonicalResult.list(1..<40)).utf8))
    } + [
      ("an odd result among others", Array(LaneTrap.among("<result><odd/></result>").utf8)),
      ("a mistake after results", Array(LaneTrap.among("<result><status>ok</stat>").utf8)),
      ("cut short", Array(response(LaneTrap.canonical(1...9)).utf8.dropLast(200))),
    ]

  @Test("from a pipe, as the pieces come", arguments: packets, [1, 3, 100, 170, 5000])
  func pipe(_ packet: (name: String, bytes: [UInt8]), _ size: Int) throws {
    let pipe = Pipe()
    let descriptor = pipe.fileHandleForReading.fileDescriptor
    let log = EventLog()
    var parser = PacketParser { log.append($0) }
    let pieces = Cut.every(size).pieces(of: packet.bytes.count)
    let run = EngineRun(log, &parser, pieces) { piece, parser throws(PacketError) in
      write(packet.bytes[piece], to: pipe)
      _ = try parser.feed(reading: descriptor)
      if piece.upperBound < packet.bytes.count { return }
      try? pipe.fileHandleForWriting.close()
      let rest = try parser.feed(reading: descriptor)
      #expect(rest == 0)
    }
    let expat = EngineRun(.expat, packet.bytes, cut: .into(pieces))
    #expect(run.difference(from: expat) == nil)
    #expect(run.arrivals == expat.arrivals)
  }

  @Test("fed and read in turn", arguments: packets)
  func mixed(_ packet: (name: String, bytes: [UInt8])) throws {
    let pipe = Pipe()
    let log = EventLog()
    var parser = PacketParser { log.append($0) }
    let pieces = Cut.every(71).pieces(of: packet.bytes.count)
    let run = EngineRun(log, &parser, pieces) { piece, parser throws(PacketError) in
      if piece.lowerBound / 71 % 2 == 0 {
        try parser.feed(packet.bytes.span.extracting(piece))
      } else {
        write(packet.bytes[piece], to: pipe)
        let count = try parser.feed(reading: pipe.fileHandleForReading.fileDescriptor)
        #expect(count == piece.count)
      }
    }
    #expect(run.difference(from: EngineRun(.expat, packet.bytes)) == nil)
  }

  /// Bytes that would change the meaning of a piece if they followed it in memory.
  private static let followers = [
    "9999999999", "</result></result>", "<odd/><odd/>", "&&&&&&&&", "\0\0",
  ]

  @Test("bytes after the end of a piece are not read", arguments: packets, followers)
  func bounds(_ packet: (name: String, bytes: [UInt8]), _ follower: String) {
    let expat = EngineRun(.expat, packet.bytes, cut: .every(97))
    for size in [1, 10, 97, packet.bytes.count] {
      let log = EventLog()
      var parser = PacketParser { log.append($0) }
      let pieces = Cut.every(size).pieces(of: packet.bytes.count)
      let run = EngineRun(log, &parser, pieces) { piece, parser throws(PacketError) in
        let memory = Array(packet.bytes[piece]) + Array(follower.utf8)
        try parser.feed(memory.span.extracting(first: piece.count))
      }
      #expect(run.difference(from: expat) == nil, "pieces of \(size)")
    }
  }

  @Test("after a fatal error, feeding and finishing give the same error again")
  func afterAnError() {
    let packet = Array(LaneTrap.among("<result><status>ok</stat>").utf8)
    var errors: [[PacketError?]] = []
    for engine in PacketOptions.Engine.allCases {
      let log = EventLog()
      var options = PacketOptions.default
      options.engine = engine
      var parser = PacketParser(options: options) { log.append($0) }
      func error(_ body: () throws(PacketError) -> Void) -> PacketError? {
        do throws(PacketError) {
          try body()
          return nil
        } catch {
          return error
        }
      }
      errors.append([
        error { () throws(PacketError) in try parser.feed(packet) },
        error { () throws(PacketError) in try parser.feed(Array(LaneTrap.canonical(1...3).utf8)) },
        error { () throws(PacketError) in _ = try parser.finish() },
      ])
      #expect(log.events.count == 4, "\(engine)")
      #expect(parser.summary.results == 3)
    }
    #expect(errors[0] == errors[1])
    #expect(errors[0].allSatisfy { $0 != nil && $0 == errors[0][0] })
  }

  private func write(_ bytes: ArraySlice<UInt8>, to pipe: Pipe) {
    #expect(throws: Never.self) {
      try pipe.fileHandleForWriting.write(contentsOf: Data(bytes))
    }
  }

  @Test("a reader of a file gives the same results with either engine", arguments: Layout.all)
  func reader(_ layout: Layout) throws {
    let directory = try TemporaryDirectory()
    let packet = Array(layout.response(CanonicalResult.list(1..<2000)).utf8)
    let path = try directory.write("packet.xml", packet)
    let expat = EngineRun(.expat, packet).results
    #expect(expat.count == 1999)
    for engine in PacketOptions.Engine.allCases {
      var options = PacketOptions.default
      options.engine = engine
      let reader = try DownloadStatusReader(path: path, options: options)
      #expect(Array(reader) == expat, "\(engine)")
    }
  }
}

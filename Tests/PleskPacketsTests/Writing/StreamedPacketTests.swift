import PleskPackets
import TestSupport
import Testing

/// Packets that are written piece by piece.
@Suite struct StreamedPacketTests {
  private func result(_ id: Int64) -> DownloadResult {
    DownloadResult(
      status: .ok, filterID: String(id), id: id,
      task: DownloadTask(id: id, state: .finished(package: id)))
  }

  @Test("the caller may take the bytes away after each call")
  func pieces() throws {
    let results = (1...100).map { result($0) }
    for layout in [PacketWriter.Layout.compact, .indented(by: 2)] {
      let options = PacketWriter.Options(layout: layout)
      var writer = PacketWriter(options: options)
      var packet: [UInt8] = []
      for result in results {
        var piece: [UInt8] = []
        try writer.write(result, into: &piece)
        packet += piece
      }
      var end: [UInt8] = []
      try writer.finish(into: &end)
      #expect(packet + end == (try PacketWriter.response(results, options: options)))
    }
  }

  @Test("what is in the caller's buffer stays there")
  func appends() throws {
    var bytes: [UInt8] = [1, 2]
    var writer = PacketWriter()
    try writer.write(DownloadStatusRequest(.all), into: &bytes)
    try writer.finish(into: &bytes)
    #expect(bytes == [1, 2] + (try PacketWriter.request([DownloadStatusRequest(.all)])))
  }

  @Test("several operations in one response")
  func operations() throws {
    var writer = PacketWriter()
    var packet: [UInt8] = []
    for id in 1...3 {
      try writer.write(result(Int64(id)), into: &packet)
      try writer.write(result(Int64(10 * id)), into: &packet)
      try writer.endOperation(into: &packet)
      try writer.endOperation(into: &packet)
    }
    try writer.finish(into: &packet)
    let operations = String(decoding: packet, as: UTF8.self)
      .split(separator: "<get-download-status>").dropFirst()
    #expect(operations.map { $0.matches(of: /<result>/).count } == [2, 2, 2])
    for run in Written.runs(of: packet) {
      #expect(run.summary.verdict == .valid)
      #expect(run.findings.isEmpty)
      #expect(run.results == Written.inOrder([1, 10, 2, 20, 3, 30].map { result($0) }))
    }
  }

  @Test("each operation on its own lines")
  func lines() throws {
    var writer = PacketWriter(options: .init(version: nil, layout: .indented(by: 1)))
    var packet: [UInt8] = []
    for _ in 0..<2 {
      try writer.write(DownloadResult(status: .ok), into: &packet)
      try writer.endOperation(into: &packet)
    }
    try writer.finish(into: &packet)
    #expect(
      String(decoding: packet, as: UTF8.self) == """
        <?xml version="1.0" encoding="UTF-8"?>
        <packet>
         <aps>
          <get-download-status>
           <result>
            <status>ok</status>
           </result>
          </get-download-status>
          <get-download-status>
           <result>
            <status>ok</status>
           </result>
          </get-download-status>
         </aps>
        </packet>

        """)
  }

  @Test("a refusal names the result by its place in its operation")
  func places() throws {
    var writer = PacketWriter()
    var packet: [UInt8] = []
    for _ in 0..<2 {
      try writer.write(result(1), into: &packet)
      try writer.endOperation(into: &packet)
    }
    for id in 1...3 { try writer.write(result(Int64(id)), into: &packet) }
    let error = Written.refusal {
      try writer.write(DownloadResult(), into: &packet)
    }
    #expect(error?.path == "/packet/aps[1]/get-download-status[3]/result[4]")
  }
}

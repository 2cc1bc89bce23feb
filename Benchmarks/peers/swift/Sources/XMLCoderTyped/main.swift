// XMLCoder: the whole packet decoded into values, which are then added up.

import Foundation
import Totals
import XMLCoder

struct Packet: Decodable {
  let aps: APS

  struct APS: Decodable {
    let operation: Operation

    enum CodingKeys: String, CodingKey { case operation = "get-download-status" }
  }

  struct Operation: Decodable {
    let results: [DownloadResult]

    enum CodingKeys: String, CodingKey { case results = "result" }
  }
}

guard CommandLine.arguments.count == 2 else { exit(64) }
let bytes = try Data(contentsOf: URL(fileURLWithPath: CommandLine.arguments[1]))
do {
  let packet = try XMLDecoder().decode(Packet.self, from: bytes)
  var totals = Totals()
  for result in packet.aps.operation.results { totals.add(result) }
  try totals.print()
} catch {
  FileHandle.standardError.write(Data("\(error)\n".utf8))
  exit(1)
}

import Foundation
import PleskPackets
import TestSupport

/// The lines of an expectation file: options, results, findings and the packet line.
struct Expectation {
  var options = PacketOptions.default
  var results: [ResultLine] = []
  var findings: [FindingLine] = []
  var packet: PacketLine

  init(lines: [String]) throws {
    let decoder = JSONDecoder()
    var packet: PacketLine?
    for line in lines {
      let data = Data(line.utf8)
      switch try decoder.decode(Line.self, from: data).type {
      case nil: results.append(try decoder.decode(ResultLine.self, from: data))
      case "finding": findings.append(try decoder.decode(FindingLine.self, from: data))
      case "options": options = try decoder.decode(OptionsLine.self, from: data).options
      case "packet": packet = try decoder.decode(PacketLine.self, from: data)
      case let type?: throw Problem.unknownLine(type)
      }
    }
    guard let packet else { throw Problem.noPacketLine }
    self.packet = packet
  }

  enum Problem: Error {
    case unknownLine(String)
    case unknownLimit(String)
    case noPacketLine
  }

  private struct Line: Decodable {
    var type: String?
  }
}

private struct OptionsLine: Decodable {
  var kind: PacketKind?
  var duplicateIds: Bool?
  var limits: [String: Int]?

  var options: PacketOptions {
    get throws {
      var sizes = Limits.default
      for (name, value) in limits ?? [:] {
        guard let name = Limits.Name(rawValue: name) else {
          throw Expectation.Problem.unknownLimit(name)
        }
        sizes[name] = value
      }
      return PacketOptions(kind: kind, reportsDuplicateIDs: duplicateIds ?? false, limits: sizes)
    }
  }
}

extension Expectation {
  /// A result as in JSON Lines: the payload of the task's state is next to the state.
  struct ResultLine: Hashable, Decodable {
    var index: Int
    var status: String?
    var errcode: UInt32?
    var errtext: String?
    var filterId: String?
    var id: Int64?
    var task: TaskLine?
  }

  struct TaskLine: Hashable, Decodable {
    var id: Int64?
    var state: String?
    var packageId: Int64?
    var error: String?
    var total: Int64?
    var completed: Int64?
  }

  struct FindingLine: Hashable, Decodable {
    var rule: String
    var severity: String
    var line: Int
    var column: Int
    var byteOffset: Int
    var path: String
  }

  struct PacketLine: Hashable, Decodable {
    var kind: String
    var verdict: String
    var results: Int
    var errors: Int
    var warnings: Int
    var infos: Int
    var bytes: Int?
  }
}

extension Expectation.ResultLine {
  init(_ result: DownloadResult) {
    self.init(
      index: result.index, status: result.status?.rawValue, errcode: result.errcode,
      errtext: result.errtext, filterId: result.filterID, id: result.id,
      task: result.task.map(Expectation.TaskLine.init))
  }
}

extension Expectation.TaskLine {
  init(_ task: DownloadTask) {
    self.init(id: task.id)
    switch task.state {
    case .finished(let package):
      state = "finished"
      packageId = package
    case .failed(let reason):
      state = "failed"
      error = reason
    case .downloading(let progress):
      state = "downloading"
      (total, completed) = (progress.total, progress.completed)
    case .queued(let progress):
      state = "queued"
      (total, completed) = (progress.total, progress.completed)
    case nil: break
    }
  }
}

extension Expectation.FindingLine {
  init(_ finding: Finding) {
    self.init(
      rule: finding.rule.id, severity: finding.severity.rawValue, line: finding.location.line,
      column: finding.location.column, byteOffset: finding.location.byteOffset, path: finding.path)
  }
}

extension Expectation.PacketLine {
  init(_ outcome: Outcome) {
    let summary = outcome.summary
    self.init(
      kind: summary.kind.rawValue, verdict: summary.verdict.rawValue, results: summary.results,
      errors: summary.errors, warnings: summary.warnings, infos: summary.infos,
      bytes: outcome.error == nil ? summary.bytes : nil)
  }
}

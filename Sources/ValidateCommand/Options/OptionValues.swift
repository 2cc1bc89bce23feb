import PleskPackets
import Reports

extension ReportFormat: NamedChoice {}
extension ResultsFormat: NamedChoice {}
extension ColorChoice: NamedChoice {}
extension ProgressChoice: NamedChoice {}

/// The values of `--kind`.
enum Kind: String, NamedChoice {
  case auto, request, response

  var packetKind: PacketKind? { PacketKind(rawValue: rawValue) }
}

/// The values of `--print-schema`.
enum SchemaKind: String, NamedChoice {
  case request, response

  var packetKind: PacketKind {
    switch self {
    case .request: .request
    case .response: .response
    }
  }
}

/// The values of `--engine`.
enum Engine: String, NamedChoice {
  case auto, expat, both
}

/// A value of `--limit`: `NAME=N`.
struct LimitSetting {
  let name: Limits.Name
  let value: Int

  /// - Throws: `UnknownName`, which says what is expected.
  init(argument: String) throws(UnknownName) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    try self.init(String(parts[0]), parts.count == 2 ? Int(parts[1]) : nil)
  }

  init(_ name: String, _ value: Int?) throws(UnknownName) {
    guard let known = Limits.Name(rawValue: name) else {
      let list = Self.names.map { "\($0)=N" }.joined(separator: ", ")
      throw UnknownName(name, Self.names, reason: "expected one of \(list)")
    }
    guard let value, value >= 1 else {
      throw UnknownName("", [], reason: "expected a number from 1, as in \(name)=4096")
    }
    self.name = known
    self.value = value
  }

  static var names: [String] { Limits.Name.allCases.map(\.rawValue) }
}

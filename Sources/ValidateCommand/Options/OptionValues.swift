import ArgumentParser
import PleskPackets

/// The values of `--format`.
enum Format: String, ExpressibleByArgument, CaseIterable {
  case text, json, sarif, junit, github, html
}

/// The values of `--results-format`.
enum ResultsFormat: String, ExpressibleByArgument, CaseIterable {
  case jsonl, csv
}

/// The values of `--kind`.
enum Kind: String, ExpressibleByArgument, CaseIterable {
  case auto, request, response

  var packetKind: PacketKind? { PacketKind(rawValue: rawValue) }
}

/// The values of `--print-schema`.
enum SchemaKind: String, ExpressibleByArgument, CaseIterable {
  case request, response

  var packetKind: PacketKind {
    switch self {
    case .request: .request
    case .response: .response
    }
  }
}

/// The values of `--engine`.
enum Engine: String, ExpressibleByArgument, CaseIterable {
  case auto, expat, both
}

/// The values of `--color`.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never
}

/// The values of `--progress`.
enum ProgressChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never
}

/// A value of `--limit`: `NAME=N`.
struct LimitSetting: ExpressibleByArgument {
  let name: Limits.Name
  let value: Int

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let name = Limits.Name(rawValue: String(parts[0])),
      let value = Int(parts[1]), value >= 1
    else { return nil }
    self.name = name
    self.value = value
  }

  static var allValueStrings: [String] { Limits.Name.allCases.map { "\($0.rawValue)=N" } }
}

/// What names separated by commas stand for.
///
/// - Throws: `ValidationError` that tells the names there are, or the one that was meant.
func choices<Choice: CaseIterable>(
  _ list: String, _ name: (Choice) -> String
) throws -> [Choice] {
  let names = Choice.allCases.map(name)
  return try list.split(separator: ",", omittingEmptySubsequences: false).map { typed in
    if let choice = Choice.allCases.first(where: { name($0) == typed }) { return choice }
    let hint =
      closest(to: String(typed), in: names).map { "Did you mean '\($0)'?" }
      ?? "There are \(names.joined(separator: ", "))."
    throw ValidationError("Nothing is named '\(typed)' here. \(hint)")
  }
}

/// The name that is most like the one that was typed, if any is close.
func closest(to typed: String, in names: [String]) -> String? {
  let ranked = names.map { (name: $0, distance: editDistance(Array(typed.utf8), Array($0.utf8))) }
  guard let best = ranked.min(by: { $0.distance < $1.distance }) else { return nil }
  return best.distance <= max(2, typed.utf8.count / 3) ? best.name : nil
}

/// How many bytes must be put in, taken out or changed to make one name of the other.
private func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
  var row = Array(0...right.count)
  for (line, byte) in left.enumerated() {
    var diagonal = row[0]
    row[0] = line + 1
    for (column, other) in right.enumerated() {
      let change = diagonal + (byte == other ? 0 : 1)
      diagonal = row[column + 1]
      row[column + 1] = min(change, row[column] + 1, diagonal + 1)
    }
  }
  return row[right.count]
}

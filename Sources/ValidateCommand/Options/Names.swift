import ArgumentParser
import PleskPackets

/// A value that is one of some names, on the command line and in the configuration.
protocol NamedChoice: CaseIterable, RawRepresentable, Sendable where RawValue == String {}

extension NamedChoice {
  static var names: [String] { allCases.map(\.rawValue) }

  /// - Throws: `UnknownName`, which lists the names.
  static func named(_ text: String) throws(UnknownName) -> Self {
    guard let value = Self(rawValue: text) else { throw UnknownName(text, names) }
    return value
  }

  static var completion: CompletionKind { .list(names) }
}

/// The values of names separated by commas.
///
/// - Throws: `UnknownName`, which lists the names.
func choices<Choice: CaseIterable>(
  _ list: String, _ name: (Choice) -> String
) throws(UnknownName) -> [Choice] {
  try choices(
    list.split(separator: ",", omittingEmptySubsequences: false).map(String.init), name)
}

/// The values of names.
///
/// - Throws: `UnknownName`, which lists the names.
func choices<Choice: CaseIterable>(
  _ names: [String], _ name: (Choice) -> String
) throws(UnknownName) -> [Choice] {
  var choices: [Choice] = []
  for typed in names {
    guard let choice = Choice.allCases.first(where: { name($0) == typed }) else {
      throw UnknownName(typed, Choice.allCases.map(name))
    }
    choices.append(choice)
  }
  return choices
}

/// Somebody typed a name that does not exist.
struct UnknownName: Error, CustomStringConvertible {
  let description: String

  /// - Parameters:
  ///   - names: What may have been meant.
  ///   - reason: What was expected; nil: one of the names.
  init(_ typed: String, _ names: [String], reason: String? = nil) {
    let guess = closest(to: typed, in: names).map { "; did you mean '\($0)'?" } ?? ""
    description = (reason ?? "expected \(Self.list(names))") + guess
  }

  private static func list(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.joined() }
    return names.dropLast().joined(separator: ", ") + " or " + last
  }
}

/// The name closest to what was typed, if any is close.
func closest(to typed: String, in names: [String]) -> String? {
  let ranked = names.map { (name: $0, distance: editDistance(Array(typed.utf8), Array($0.utf8))) }
  guard let best = ranked.min(by: { $0.distance < $1.distance }) else { return nil }
  return best.distance <= max(2, typed.utf8.count / 3) && best.distance < typed.utf8.count
    ? best.name : nil
}

/// How many bytes must be inserted, removed or changed to turn one name into the other.
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

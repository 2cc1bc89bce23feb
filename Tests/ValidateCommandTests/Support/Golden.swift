import Foundation
import TestSupport
import Testing

@testable import ValidateCommand

/// One file below Golden, and how its text comes about.
struct Golden: CustomTestStringConvertible, Sendable {
  let name: String
  let text: @Sendable () throws -> String

  var testDescription: String { name }

  /// Whether the files are to be written anew instead of compared.
  static let isUpdating = ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1"

  /// What the command writes of packets below Golden/Packets.
  static func command(_ name: String, _ options: String..., of packets: [String]) -> Golden {
    Golden(name: name) {
      let paths = packets.map { Repository.goldens.appendingPathComponent("Packets/\($0)").path }
      return try Rendering.output(options + paths, base: Repository.goldens)
    }
  }

  /// The page that the command writes of packets below Golden/Packets, without its style and
  /// script.
  static func page(_ name: String, _ options: String..., of packets: [String]) -> Golden {
    Golden(name: name) {
      let paths = packets.map { Repository.goldens.appendingPathComponent("Packets/\($0)").path }
      let output = try Rendering.output(
        ["--format", "html"] + options + paths, base: Repository.goldens)
      return Page(text: output).content
    }
  }

  var url: URL { Repository.goldens.appendingPathComponent(name) }

  /// The first line in which the text is not what the file says, with both; nil if there is none.
  func firstDifference() throws -> String? {
    let expected = String(decoding: try Data(contentsOf: url), as: UTF8.self)
    let actual = try text()
    if actual == expected { return nil }
    let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let new = actual.split(separator: "\n", omittingEmptySubsequences: false)
    let line = zip(old, new).prefix { $0 == $1 }.count
    func shown(_ lines: [Substring]) -> String {
      line < lines.count ? String(reflecting: String(lines[line])) : "the end"
    }
    return "\(name):\(line + 1): expected \(shown(old)), found \(shown(new))"
  }
}

import Foundation
import TestSupport
import Testing

/// A document for one production of XML or of its namespaces: a row of
/// Tests/Conformance/cases.tsv.
struct ConformanceCase: CustomTestStringConvertible {
  let production: String
  let name: String
  private let place: String
  private let bytes: [UInt8]
  /// Whether the specifications call it well-formed.
  let isWellFormed: Bool
  /// The rule `xml/…` that it breaks here; nil for none.
  let rule: String?
  /// Why someone disagrees with the specifications; empty if nobody does.
  let reason: String

  var testDescription: String { "\(production): \(name)" }

  static func all() throws -> [ConformanceCase] {
    let table = Repository.root.appendingPathComponent("Tests/Conformance/cases.tsv")
    return try String(decoding: Data(contentsOf: table), as: UTF8.self)
      .split(separator: "\n").dropFirst()
      .map {
        try ConformanceCase(cells: $0.split(separator: "\t", omittingEmptySubsequences: false))
      }
  }

  private init(cells: [Substring]) throws {
    try #require(cells.count == 9, "\(cells)")
    production = String(cells[0])
    name = String(cells[1])
    place = String(cells[2])
    bytes = try Self.bytes(of: cells[3], in: place)
    isWellFormed = cells[4] == "yes"
    rule = cells[5] == "yes" ? nil : String(cells[5])
    reason = String(cells[8])
  }

  /// A packet with the case in it, and how many of its results come before the case and after it.
  struct Packet {
    let bytes: [UInt8]
    var before = 0
    var after = 0
  }

  /// The packets to be read: what belongs inside an element is put where content is not checked,
  /// between results, and into texts of results.
  var packets: [Packet] {
    let three = (1...3).map { finishedResult(id: $0, package: $0) }.joined()
    let operation = "<packet><aps><get-download-status>"
    let end = "</get-download-status></aps></packet>"
    func packet(_ head: String, _ tail: String, before: Int = 0, after: Int = 0) -> Packet {
      Packet(bytes: Array(head.utf8) + bytes + Array(tail.utf8), before: before, after: after)
    }
    return switch place {
    case "prolog":
      [packet("", "<packet><webspace/></packet>"), packet("", response(three), after: 3)]
    case "epilog":
      [packet("<packet><webspace/></packet>", ""), packet(response(three), "", before: 3)]
    case "content":
      [
        packet("<packet><webspace>", "</webspace></packet>"),
        packet(operation + three, three + end, before: 3, after: 3),
        packet(
          operation + three + "<result><status>error</status><errcode>1013</errcode><errtext>",
          "</errtext><filter-id>1</filter-id></result>" + three + end, before: 3, after: 4),
        packet(
          operation + three
            + "<result><status>ok</status><filter-id>1</filter-id><id>1</id><task><id>1</id><finished><error>",
          "</error></finished></task></result>" + three + end, before: 3, after: 4),
      ]
    default: [packet("", "")]
    }
  }

  /// What is written with escapes: `\n`, `\t`, `\r`, `\\`, `\xHH` for a byte, `\u{H}` for a scalar.
  private static func bytes(of written: Substring, in place: String) throws -> [UInt8] {
    var scalars = String.UnicodeScalarView()
    var bytes: [UInt8] = []
    func flush() {
      let text = String(scalars)
      switch place {
      case "UTF-16LE": bytes += text.utf16Bytes(bigEndian: false)
      case "UTF-16BE": bytes += text.utf16Bytes(bigEndian: true)
      case "UTF-32BE":
        bytes += text.unicodeScalars.flatMap { scalar in
          [24, 16, 8, 0].map { UInt8(scalar.value >> $0 & 0xFF) }
        }
      default: bytes += text.utf8
      }
      scalars.removeAll()
    }
    var rest = written
    while let character = rest.popFirst() {
      guard character == "\\" else {
        scalars.append(contentsOf: character.unicodeScalars)
        continue
      }
      switch rest.popFirst() {
      case "n": scalars.append("\n")
      case "t": scalars.append("\t")
      case "r": scalars.append("\r")
      case "\\": scalars.append("\\")
      case "x":
        flush()
        bytes.append(try #require(UInt8(rest.prefix(2), radix: 16)))
        rest = rest.dropFirst(2)
      case "u":
        let digits = rest.dropFirst().prefix { $0 != "}" }
        scalars.append(try #require(UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init)))
        rest = rest[digits.endIndex...].dropFirst()
      case let other: throw Unreadable(escape: "\(other.map(String.init) ?? "nothing")")
      }
    }
    flush()
    return bytes
  }

  private struct Unreadable: Error {
    let escape: String
  }
}

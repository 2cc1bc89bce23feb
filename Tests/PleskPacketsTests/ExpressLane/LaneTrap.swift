import PleskPackets
import TestSupport
import Testing

/// A packet with something in it that could mislead the lane, and what must be reported.
struct LaneTrap: CustomTestStringConvertible, Sendable {
  var name: String
  var packet: [UInt8]
  /// How many results are delivered.
  var results: Int
  /// The broken rules, in the order of the reports.
  var rules: [String]
  var options = PacketOptions.default
  /// The place of the first finding, and its element.
  var place: Place?
  /// The texts of the results that have any: errtext or the reason of a failed task.
  var texts: [String]?

  struct Place: Hashable, Sendable {
    var location: Location
    var path: String
  }

  init(
    _ name: String, bytes: [UInt8], results: Int, _ rules: [String] = [],
    options: PacketOptions = .default
  ) {
    self.name = name
    packet = bytes
    self.results = results
    self.rules = rules
    self.options = options
  }

  init(
    _ name: String, _ packet: String, results: Int, _ rules: String...,
    options: PacketOptions = .default
  ) {
    self.init(name, bytes: Array(packet.utf8), results: results, rules, options: options)
  }

  var testDescription: String { name }

  /// The same with the place of its first finding: where this text first occurs.
  func at(_ text: String, _ path: String) -> LaneTrap {
    var trap = self
    trap.place = Place(location: Self.location(of: text, in: packet), path: path)
    return trap
  }

  /// The same with the texts of its results.
  func with(texts: [String]) -> LaneTrap {
    var trap = self
    trap.texts = texts
    return trap
  }

  /// The same with other options.
  func with(_ options: PacketOptions) -> LaneTrap {
    var trap = self
    trap.options = options
    return trap
  }

  /// Counts lines and columns in the simplest way, in UTF-8.
  private static func location(of text: String, in packet: [UInt8]) -> Location {
    let needle = Array(text.utf8)
    let offset = packet.indices.first { packet[$0...].starts(with: needle) } ?? -1
    var (line, column, previous) = (1, 1, UInt8(0))
    let mark = packet.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    for byte in packet[..<max(0, offset)].dropFirst(mark) {
      if byte == 0x0A, previous == 0x0D {
        // The second half of a line end that is already counted.
      } else if byte == 0x0A || byte == 0x0D {
        (line, column) = (line + 1, 1)
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
      previous = byte
    }
    return Location(byteOffset: offset, line: line, column: column)
  }
}

extension LaneTrap {
  /// Canonical results with these ids, on one line.
  static func canonical(_ ids: ClosedRange<Int>) -> String {
    Layout.oneLine.text(CanonicalResult.list(ids.lowerBound..<(ids.upperBound + 1)))
  }

  /// A response with this after three canonical results and before two.
  static func among(_ odd: String) -> String {
    response(canonical(1...3) + odd + canonical(4...5))
  }

  /// An odd result, or something else, among five canonical ones.
  ///
  /// - Parameter delivered: How many results the odd part itself delivers.
  static func odd(
    _ name: String, _ odd: String, delivered: Int = 1, _ rules: String...
  ) -> LaneTrap {
    LaneTrap(name, bytes: Array(among(odd).utf8), results: 5 + delivered, rules)
  }

  /// A result with something that ends the parse, after three canonical ones.
  static func fatal(_ name: String, _ odd: String, _ rules: String...) -> LaneTrap {
    LaneTrap(name, bytes: Array(among(odd).utf8), results: 3, rules)
  }

  /// A failed query with this errtext, as markup.
  static func failedQuery(_ errtext: String) -> String {
    "<result><status>error</status><errcode>1013</errcode><errtext>\(errtext)</errtext>"
      + "<filter-id>18</filter-id></result>"
  }
}

extension LaneTrap {
  /// Traps of one kind.
  struct Group: CustomTestStringConvertible, Sendable {
    var name: String
    var traps: [LaneTrap]

    var testDescription: String { name }
  }

  static let groups = [
    Group(name: "namespaces", traps: namespaces),
    Group(name: "encodings", traps: encodings),
    Group(name: "characters", traps: characters),
    Group(name: "results where none are", traps: elsewhere),
    Group(name: "status ok and nothing else", traps: bare),
    Group(name: "options", traps: optional),
    Group(name: "limits", traps: limits),
    Group(name: "positions", traps: positions),
    Group(name: "texts", traps: textual),
    Group(name: "numbers", traps: numbers),
    Group(name: "shapes", traps: shapes),
    Group(name: "rules", traps: ruleBreakers),
    Group(name: "neighbours", traps: neighbours),
    Group(name: "ends", traps: ends),
  ]
}

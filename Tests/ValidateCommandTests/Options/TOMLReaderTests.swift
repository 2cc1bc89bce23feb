import Testing

@testable import ValidateCommand

/// The part of TOML that configurations are written in.
@Suite struct TOMLReaderTests {
  private static func read(_ text: String) throws -> [TOMLEntry] {
    try TOMLReader.entries(of: Array(text.utf8))
  }

  @Test("keys, values, tables and comments")
  func example() throws {
    let text = """
      # A comment.
      format = "json"  # another
      'max-findings' = 1_000
      strict=true
      include = [
        "*.xml", # of folders
        'b\\.xml',
      ]

      [ rules ]
      "progress/*" = "ignore"\r
      """
    #expect(
      try Self.read("\u{FEFF}" + text + "\n") == [
        TOMLEntry(table: "", key: "format", value: .string("json"), line: 2),
        TOMLEntry(table: "", key: "max-findings", value: .integer(1000), line: 3),
        TOMLEntry(table: "", key: "strict", value: .boolean(true), line: 4),
        TOMLEntry(table: "", key: "include", value: .strings(["*.xml", #"b\.xml"#]), line: 5),
        TOMLEntry(table: "rules", key: "progress/*", value: .string("ignore"), line: 11),
      ])
  }

  @Test(
    "values",
    arguments: [
      (#""a\"\\\b\t\n\f\r\u00e9\U0001F4E6""#, .string("a\"\\\u{8}\t\n\u{C}\ré📦")),
      ("\"tab\there\"", .string("tab\there")), (#"'\n'"#, .string(#"\n"#)), ("''", .string("")),
      ("0", .integer(0)), ("-0", .integer(0)), ("+17", .integer(17)), ("-1_0", .integer(-10)),
      ("9223372036854775807", .integer(.max)), ("false", .boolean(false)), ("[]", .strings([])),
      ("[ 'a' , \"b\" ]", .strings(["a", "b"])), ("[\n#c\n'a'\n,\n]", .strings(["a"])),
    ] as [(String, TOMLValue)])
  func values(_ text: String, _ value: TOMLValue) throws {
    #expect(try Self.read("key = \(text)").map(\.value) == [value])
  }

  @Test("nothing is nothing", arguments: ["", "\n", "\r\n \t\n", "# only", "[a]\n[b]"])
  func empty(_ text: String) throws {
    #expect(try Self.read(text).isEmpty)
  }

  @Test(
    "what is no TOML is refused, with its line",
    arguments: [
      ("a", 1, "expected “=”"), ("a =", 1, "expected a value"),
      ("\n= 1", 2, "expected a key"),
      ("a = 1 b = 2", 1, "the end of the line"), ("[a]\n[a]", 2, "defined twice"),
      ("a = 1\na = 2", 2, "defined twice"), ("a = 1\n[a]", 2, "defined twice"),
      ("[t]\na = 1\n\"a\" = 2", 3, "defined twice"), ("a = \"x", 1, "does not end"),
      ("a = 'x\n'", 1, "does not end"), ("a = \"\\x\"", 1, "unknown escape"),
      ("a = \"\\", 1, "escape"),
      ("a = \"\\uD800\"", 1, "not a character"), ("a = \"\\u00\"", 1, "not a character"),
      ("a = \"\\U00110000\"", 1, "not a character"), ("a = \"\u{1}\"", 1, "control character"),
      ("# \u{7F}", 1, "control character"), ("a = 1\r", 1, "the end of the line"),
      ("[a", 1, "expected “]”"), ("[]", 1, "expected a key"),
      ("[a] b", 1, "the end of the line"),
      ("a = [", 1, "an array of strings"), ("a = ['x' 'y']", 1, "comma"),
      ("a = ['x',,]", 1, "an array"),
      ("a = 01", 1, "not supported"), ("a = 1__0", 1, "not supported"),
      ("a = _1", 1, "not supported"),
      ("a = 1_", 1, "not supported"), ("a = --1", 1, "not supported"),
      ("a = True", 1, "not supported"),
      ("a = yes", 1, "not supported"), ("a = 9223372036854775808", 1, "not supported"),
      ("a b = 1", 1, "expected “=”"), ("é = 1", 1, "expected a key"),
      ("a = \u{A0}1", 1, "expected a value"),
    ])
  func refused(_ text: String, _ line: Int, _ message: String) {
    let error = #expect(throws: TOMLError.self) { try Self.read(text) }
    #expect(error?.line == line)
    #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
  }

  @Test(
    "what is TOML, but not of the part that is read, is refused",
    arguments: [
      "a = 1.5", "a = inf", "a = 1e3", "a = 0x10", "a = 1979-05-27", "a = 07:32:00", "a = {}",
      "a.b = 1",
      "[a.b]", "[[a]]", "a = [1]", "a = [['x']]", "a = \"\"\"x\"\"\"", "a = '''x'''",
    ])
  func unsupported(_ text: String) {
    #expect(throws: TOMLError.self) { try Self.read(text) }
  }

  @Test("bytes that are no UTF-8 are refused")
  func badBytes() {
    #expect(throws: TOMLError.self) { try TOMLReader.entries(of: [0x61, 0x3D, 0x22, 0xFF, 0x22]) }
  }

  @Test("no cut and no byte brings it down")
  func damaged() {
    let text = Array("# c\na = [\"x\\u0041\", 'y']\r\n[t]\n\"k\" = -1_0\nb = true\n".utf8)
    for index in text.indices {
      _ = try? TOMLReader.entries(of: Array(text[..<index]))
      for byte in [0x00, 0x22, 0x27, 0x5B, 0x5C, 0x5D, 0x0A, 0xC3] as [UInt8] {
        var damaged = text
        damaged[index] = byte
        _ = try? TOMLReader.entries(of: damaged)
      }
    }
  }
}

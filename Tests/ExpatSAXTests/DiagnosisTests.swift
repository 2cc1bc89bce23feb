import ExpatSAX
import Testing

/// Why a parse ends: the code, detail and place of each mistake, in one piece and byte by byte.
@Suite struct DiagnosisTests {
  struct Case: CustomTestStringConvertible {
    var name: String
    var document: [UInt8]
    var code: SAXError.Code
    var detail: SAXError.Detail?
    /// Where Expat stops; nil if it does not matter.
    var byteOffset: Int?

    init(
      _ name: String, _ document: String, _ code: SAXError.Code, _ detail: SAXError.Detail? = nil,
      at byteOffset: Int? = nil
    ) {
      self.init(name, bytes: Array(document.utf8), code, detail, at: byteOffset)
    }

    init(
      _ name: String, bytes: [UInt8], _ code: SAXError.Code, _ detail: SAXError.Detail? = nil,
      at byteOffset: Int? = nil
    ) {
      self.name = name
      document = bytes
      self.code = code
      self.detail = detail
      self.byteOffset = byteOffset
    }

    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case("nothing", "", .empty, at: 0),
    Case("whitespace", " \r\n\t", .empty),
    Case("much whitespace", String(repeating: " \n", count: 5000), .empty),
    Case("a byte order mark", bytes: [0xEF, 0xBB, 0xBF], .empty),
    Case("a UTF-16 mark and whitespace", bytes: [0xFF, 0xFE, 0x20, 0, 0x0A, 0], .empty),

    Case("an open element", "<a><b>", .truncated, at: 6),
    Case("an open tag", "<a><b", .truncated, at: 3),
    Case("an open comment", "<a><!-- x", .truncated, at: 3),
    Case("open CDATA", "<a><![CDATA[x", .truncated),
    Case("half a character", bytes: Array("<a>".utf8) + [0xC3], .truncated),
    Case("one byte", "<", .truncated, at: 0),
    Case("a declaration alone", "<?xml version=\"1.0\"?>\n", .truncated),
    Case("a comment alone", "<!-- x -->", .truncated),
    Case("half a declaration", "<?xml versi", .truncated, at: 0),

    Case("a DOCTYPE", "<!DOCTYPE html>\n<html/>", .doctype),
    Case("a DOCTYPE with a subset", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", .doctype),
    Case("a lower-case doctype", "<!doctype html>\n<html/>", .notWellFormed, .html),
    Case(
      "HTML's public DOCTYPE", "<!DOCTYPE html PUBLIC \"-//W3C//DTD HTML 4.01//EN\">\n<html/>",
      .notWellFormed, .html),

    Case(
      "a line before the declaration", "\n<?xml version=\"1.0\"?><a/>", .notWellFormed,
      .blankBeforeDeclaration, at: 1),
    Case(
      "spaces before the declaration", "   <?xml version=\"1.0\"?><a/>", .notWellFormed,
      .blankBeforeDeclaration, at: 3),
    Case("JSON", "{\"a\":1}", .notWellFormed, .notMarkup(firstByte: UInt8(ascii: "{")), at: 0),
    Case("text", "Not found", .notWellFormed, .notMarkup(firstByte: UInt8(ascii: "N")), at: 0),
    Case(
      "gzip", bytes: [0x1F, 0x8B, 0x08, 0x00], .notWellFormed, .notMarkup(firstByte: 0x1F), at: 0),

    Case("two documents", "<a/>\n<a/>", .notWellFormed, .secondDocument, at: 5),
    Case(
      "two documents with declarations", "<?xml version='1.0'?><a/><?xml version='1.0'?><a/>",
      .notWellFormed, .secondDocument, at: 25),
    Case("text after the root", "<a/>x", .notWellFormed, .afterRoot, at: 4),
    Case("a reference after the root", "<a/>&amp;", .notWellFormed, .afterRoot, at: 4),
    Case("text after lines after the root", "<a/>\r\n\r\nx", .notWellFormed, .afterRoot, at: 8),
    Case("a broken word after the root", "<a/>\r\rx\u{1}", .notWellFormed, .afterRoot, at: 7),
    Case("a broken quote after the root", "<a/>'b\nc'\u{1}", .notWellFormed, .afterRoot, at: 4),
    Case(
      "a broken long word after the root", "<a/>\(String(repeating: "x", count: 64))\u{1}",
      .notWellFormed,
      .afterRoot, at: 68),
    Case(
      "a broken word that is too long to wait for",
      "<a/>\(String(repeating: "x", count: 65))\u{1}", .notWellFormed, .afterRoot, at: 4),
    Case(
      "a long word and a scalar beyond names", "<a/>\(String(repeating: "x", count: 64))😀",
      .notWellFormed, .afterRoot, at: 68),
    Case("an open quote after the root", "<a/>\"b <", .notWellFormed, .afterRoot, at: 4),
    Case(
      "a word and half a character after the root", bytes: Array("<a/>x".utf8) + [0xC3],
      .encoding, at: 4),
    Case(
      "a broken comment after the root", "<a/>x<!-- -- -->", .notWellFormed, .afterRoot, at: 5),
    Case(
      "a comment after the root that is broken", "<a/><!-- -- -->", .notWellFormed, .afterRoot,
      at: 11),

    Case("tags that do not match", "<a><b></a></b>", .notWellFormed, at: 8),
    Case("an unknown entity", "<a>&nbsp;</a>", .notWellFormed, at: 3),
    Case("a bare ampersand", "<a>a & b</a>", .notWellFormed),
    Case("an attribute twice", "<a b='1' b='2'/>", .notWellFormed),
    Case("an unbound prefix", "<p:a/>", .notWellFormed),
    Case("a NUL", bytes: Array("<a>".utf8) + [0] + Array("</a>".utf8), .notWellFormed, at: 3),
    Case("a control character", "<a>\u{1}</a>", .notWellFormed, at: 3),
    Case("U+FFFE", "<a>\u{FFFE}</a>", .notWellFormed, at: 3),

    Case("an unknown encoding", "<?xml version=\"1.0\" encoding=\"windows-1251\"?><a/>", .encoding),
    Case(
      "a wrong declared encoding", "<?xml version=\"1.0\" encoding=\"UTF-16\"?><a/>",
      .encoding),
    Case(
      "Latin-1 in UTF-8", bytes: Array("<a>".utf8) + [0xE9] + Array("</a>".utf8), .encoding, at: 3),
    Case(
      "an overlong form", bytes: Array("<a>".utf8) + [0xC0, 0x80] + Array("</a>".utf8), .encoding),
    Case(
      "a surrogate in UTF-8", bytes: Array("<a>".utf8) + [0xED, 0xA0, 0x80] + Array("</a>".utf8),
      .encoding, at: 3),
    Case(
      "Latin-1 in US-ASCII",
      bytes: Array("<?xml version='1.0' encoding='US-ASCII'?><a>".utf8) + [0xE9]
        + Array("</a>".utf8), .encoding),
    Case(
      "first halves of surrogate pairs",
      bytes: [0xFE, 0xFF, 0, 0x3C, 0, 0x61, 0, 0x3E]
        + [0xD8, 0, 0xD8, 0, 0xD8, 0, 0xD8, 0], .encoding, at: 8),
    Case(
      "a second half of a surrogate pair", bytes: [0xFE, 0xFF, 0, 0x3C, 0, 0x61, 0, 0x3E, 0xDC, 0],
      .encoding, at: 8),
    Case("a cut character after the root", bytes: Array("<a/>".utf8) + [0xC3], .encoding, at: 4),
  ]

  @Test("distinguishes", arguments: cases)
  func diagnosis(_ testCase: Case) throws {
    let whole = try #require(Parse(testCase.document).error)
    #expect(whole.code == testCase.code)
    #expect(whole.detail == testCase.detail)
    #expect(!whole.message.isEmpty)
    #expect(whole.breach == nil)
    if let offset = testCase.byteOffset { #expect(whole.location.byteOffset == offset) }
    for size in [1, 2, 3, 64] {
      #expect(Parse(testCase.document, pieces: size).error == whole, "in pieces of \(size)")
    }
  }

  @Test func codesDescribeThemselves() {
    #expect(String(describing: SAXError.Code.notWellFormed) == "notWellFormed")
    #expect(SAXError.Code.truncated != .empty)
  }

  /// XML allows whitespace, only not in this place.
  @Test("whitespace is not called a forbidden character", arguments: ["\n", "\r", "\t", " "])
  func whitespaceInTheWrongPlace(_ whitespace: String) {
    let error = Parse("<a><\(whitespace)b/></a>").error
    #expect(error?.code == .notWellFormed)
    #expect(error?.message.contains("not allowed in XML") == false)
  }

  @Test func nothingComesAfterARefusedDoctype() {
    #expect(Parse("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>").events == [])
  }

  @Test func aBreachHasTheLimitAndTheCounts() {
    var limits = Limits.default
    limits.depth = 2
    let error = Parse("<a><b><c/></b></a>", limits: limits).error
    #expect(error?.code == .limit)
    #expect(error?.breach == Limits.Breach(limit: .depth, actual: 3, maximum: 2))
    #expect(error?.location == Location(byteOffset: 6, line: 1, column: 7))
  }

  @Test func limitsAreAtLeastOne() {
    var limits = Limits.default
    for name in Limits.Name.allCases {
      limits[name] = -5
      #expect(limits[name] == 1)
    }
  }
}

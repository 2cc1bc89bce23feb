import ExpatSAX
import Testing

/// Lines and columns are counted as people count them, and offsets in bytes of the input as given.
@Suite struct LocationTests {
  /// Every kind of line end, and scalars of two to four bytes in UTF-8. The last one has two units
  /// in UTF-16.
  static let text = "<a>\n é€<b/>😀<c/>\r\n<d/>\r<e\n/>ß\n\r\n<f></f>\r\r  <g/></a>"

  static let names = ["a", "b", "c", "d", "e", "f", "g"]

  /// The text without the scalars that the encoding does not have.
  private func text(in encoded: Encoded) -> String {
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: Self.text.unicodeScalars.filter(encoded.has))
    return String(scalars)
  }

  /// The place of an element, counted in the text itself.
  private func expected(before name: String, in encoded: Encoded) -> Location {
    let document = Array((encoded.declaration + text(in: encoded)).unicodeScalars)
    let tag = Array("<\(name)".unicodeScalars)
    let index = document.indices.first { document[$0...].starts(with: tag) } ?? 0
    var before = String.UnicodeScalarView()
    before.append(contentsOf: document[..<index])
    let prefix = String(before)
    var place = Location.start
    place.byteOffset = encoded.byteOrderMark.count + encoded.bytes(prefix).count
    var last: Unicode.Scalar = " "
    for scalar in prefix.unicodeScalars {
      if scalar == "\n", last == "\r" {
        // The second half of one line end.
      } else if scalar == "\n" || scalar == "\r" {
        place.line += 1
        place.column = 1
      } else {
        place.column += 1
      }
      last = scalar
    }
    return place
  }

  @Test("are the same in every encoding", arguments: Encoded.all)
  func everyEncoding(_ encoded: Encoded) {
    let document = encoded.document(text(in: encoded))
    for size in [Int.max, 1, 2, 3, 5, 16] {
      let parse = Parse(document, pieces: size)
      #expect(parse.error == nil)
      #expect(parse.encoding == encoded.encoding)
      for name in Self.names {
        #expect(
          parse.recorder.starts[name] == expected(before: name, in: encoded),
          "\(name) in pieces of \(size)")
      }
    }
  }

  /// The end of an empty element has no bytes of its own. Its place is right after the tag.
  @Test func thePlaceOfAnEndTagIsItsStart() {
    let parse = Parse("<a>\n<b/>\n</a>")
    #expect(
      parse.recorder.ends == [
        Location(byteOffset: 8, line: 2, column: 5), Location(byteOffset: 9, line: 3, column: 1),
      ])
  }

  @Test func aByteOrderMarkIsNotAColumn() {
    let parse = Parse([0xEF, 0xBB, 0xBF] + Array("<a/>".utf8))
    #expect(parse.recorder.starts["a"] == Location(byteOffset: 3, line: 1, column: 1))
  }

  /// Finds the place of a letter in text, however the text is cut.
  private struct Finder: SAXHandler {
    var place: Location?
    mutating func startElement(_ element: SAXElement) -> SAXAction { .proceed }
    mutating func endElement(_ context: SAXContext) -> SAXAction { .proceed }
    mutating func text(_ bytes: Span<UInt8>, _ context: SAXContext) -> SAXAction {
      for index in bytes.indices where bytes[index] == UInt8(ascii: "!") {
        place = context.location(after: index, of: bytes)
      }
      return .proceed
    }
  }

  @Test("of bytes in text", arguments: Encoded.all)
  func ofText(_ encoded: Encoded) throws {
    let scalars = "x\n é€😀&lt;!y".unicodeScalars.filter(encoded.has)
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    let text = String(view)
    let document = encoded.document("<a>\(text)</a>")
    let before = encoded.bytes(encoded.declaration + "<a>" + text.prefix { $0 != "!" })
    for size in [document.count, 1, 2, 3] {
      var parser = StreamParser(handler: Finder())
      try parser.feed(document, pieces: size)
      try parser.finish()
      let place = Location(
        byteOffset: encoded.byteOrderMark.count + before.count, line: 2,
        column: text.split(separator: "\n")[1].unicodeScalars.prefix { $0 != "!" }.count + 1)
      #expect(parser.handler.place == place, "in pieces of \(size)")
    }
  }
}

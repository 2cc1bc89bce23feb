import ExpatSAX
import Testing

/// The events that a handler gets for a document.
@Suite struct EventTests {
  @Test func elementsNest() {
    #expect(
      Parse("<a><b/><c>x</c></a>").events == [
        .start("a"), .start("b"), .end, .start("c"), .text("x"), .end, .end,
      ])
  }

  @Test func attributesComeInOrder() {
    #expect(
      Parse("<a z='1' b=\"&lt;&#x41;&quot;\" c=' x\n\ty '/>").events == [
        .start(
          "a",
          attributes: [
            .init(name: "z", value: "1"), .init(name: "b", value: "<A\""),
            .init(name: "c", value: " x  y "),
          ]),
        .end,
      ])
  }

  @Test func namespacesAreExpanded() {
    let document = """
      <p:a xmlns:p="urn:x" xmlns="urn:y"><b q="1" p:r="2"/><c xmlns="" xml:lang="de"/></p:a>
      """
    #expect(
      Parse(document).events == [
        .start("a", namespace: "urn:x"),
        .start(
          "b", namespace: "urn:y",
          attributes: [
            .init(name: "q", value: "1"), .init(name: "r", value: "2", namespace: "urn:x"),
          ]),
        .end,
        .start(
          "c",
          attributes: [
            .init(name: "lang", value: "de", namespace: "http://www.w3.org/XML/1998/namespace")
          ]),
        .end, .end,
      ])
  }

  @Test func aNamespaceMayHaveALineEndInItsName() {
    #expect(
      Parse("<a xmlns='urn:x&#10;y'/>").events == [.start("a", namespace: "urn:x\ny"), .end])
  }

  @Test func textIsEverythingBetweenTags() {
    #expect(
      Parse("<a>a<![CDATA[<b>&amp;]]>c&#100;&amp;<!-- x -->e<?p q?>f&#x1F600;</a>").events
        == [.start("a"), .text("a<b>&amp;cd&ef😀"), .end])
  }

  @Test func lineEndsBecomeLineFeeds() {
    #expect(Parse("<a>1\r\n2\r3\n4&#13;</a>").events == [.start("a"), .text("1\n2\n3\n4\r"), .end])
  }

  @Test func nothingElseIsAnEvent() {
    let document = "<?xml version='1.0'?><!-- a --><?p?>\n<a/>\n<!-- b --><?q r?> "
    #expect(Parse(document).events == [.start("a"), .end])
    #expect(Parse(document).error == nil)
  }

  static let documents = [
    "<a><b/><c>x</c></a>", "<a z='1' b=\"&lt;&#x41;\" c=' x\n\ty '/>",
    "<p:a xmlns:p='urn:x' xmlns='urn:y'><b q='1' p:r='2'/></p:a>",
    "<a>a<![CDATA[<b>]]]]>c&#100;&amp;<!-- x -->e<?p q?>f😀é\r\n\r</a>\n",
  ]

  @Test("are the same however the document is cut", arguments: documents, [1, 2, 3, 5, 8])
  func pieces(_ document: String, _ size: Int) {
    let whole = Parse(document)
    let cut = Parse(document, pieces: size)
    #expect(whole.error == nil)
    #expect(cut.error == nil)
    #expect(cut.events == whole.events)
    #expect(cut.recorder.starts == whole.recorder.starts)
    #expect(cut.recorder.ends == whole.recorder.ends)
  }

  @Test(
    "text before a refused “]]>” comes in any encoding", arguments: Encoded.all, [1, 2, 3, .max])
  func textBeforeSectionEnd(_ encoded: Encoded, _ size: Int) {
    let text = encoded.has("é") ? "[é]" : "[e]"
    let parse = Parse(encoded.document("<a>x&lt;<b/>\(text)]]></a>"), pieces: size)
    #expect(parse.error?.code == .notWellFormed)
    #expect(parse.events == [.start("a"), .text("x<"), .start("b"), .end, .text(text)])
  }

  @Test func handlerCanBeReplacedBetweenFeeds() throws {
    var parser = StreamParser(handler: Recorder())
    try parser.feed(text: "<a><b/>")
    #expect(parser.handler.events == [.start("a"), .start("b"), .end])
    parser.handler = Recorder()
    try parser.feed(text: "</a>")
    try parser.finish()
    #expect(parser.handler.events == [.end])
  }

  @Test func elementsKnowTheirNamespaceAndAttributes() throws {
    struct Properties: SAXHandler {
      var found: [String] = []
      mutating func startElement(_ element: SAXElement) -> SAXAction {
        found.append("\(element.isNamespaced) \(element.hasAttributes)")
        return .proceed
      }
      mutating func endElement(_ context: SAXContext) -> SAXAction { .proceed }
      mutating func text(_ bytes: Span<UInt8>, _ context: SAXContext) -> SAXAction { .proceed }
    }
    var parser = StreamParser(handler: Properties())
    try parser.feed(text: "<a><b xmlns='u'/><c xmlns:p='u' d=''/></a>")
    #expect(parser.handler.found == ["false false", "true false", "false true"])
  }
}

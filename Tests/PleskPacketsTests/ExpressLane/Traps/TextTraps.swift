import TestSupport

/// Texts with more than plain characters, and texts that only look like it.
extension LaneTrap {
  /// A text as markup, and its value; nil if it is not well-formed.
  private static let texts: [(markup: String, says: String?)] = [
    ("", ""), (" ", " "), ("\n\t ", "\n\t "), ("a", "a"), (" a ", " a "), ("a\nb", "a\nb"),
    ("a\r\nb", "a\nb"), ("a\rb", "a\nb"), ("a\r\rb", "a\n\nb"), ("a\r", "a\n"), ("\r\na", "\na"),
    ("a\n\rb", "a\n\nb"), ("a\tb", "a\tb"), ("]", "]"), ("]]", "]]"), ("]>", "]>"), ("]]]", "]]]"),
    ("] ]>", "] ]>"), ("]]\u{200B}>", "]]\u{200B}>"), (">", ">"), (">>", ">>"), ("/>", "/>"),
    ("-->", "-->"), ("?>", "?>"), ("'\"", "'\""), ("a&amp;b", "a&b"),
    ("&lt;/errtext>", "</errtext>"),
    ("&lt;/result&gt;", "</result>"), ("&#233;", "é"), ("&#xE9;", "é"), ("&#13;", "\r"),
    ("&#10;", "\n"), ("&#x1F600;", "😀"), ("<![CDATA[a]]>", "a"), ("a<![CDATA[]]>b", "ab"),
    ("<![CDATA[<&]]>", "<&"), ("<![CDATA[]]]]><![CDATA[>]]>", "]]>"), ("a<!-- c -->b", "ab"),
    ("<!-- c -->", ""), ("a<?p i?>b", "ab"), ("é", "é"), ("e\u{301}", "e\u{301}"), ("€", "€"),
    ("😀", "😀"), ("أهلا", "أهلا"), ("\u{85}", "\u{85}"), ("\u{2028}", "\u{2028}"), ("%00", "%00"),
    ("]]>", nil), ("a]]>b", nil), ("]]]>", nil), ("&", nil), ("a & b", nil), ("&amp", nil),
    ("&x;", nil), ("&#0;", nil), ("&#xD800;", nil), ("&#xFFFE;", nil), ("&#;", nil), ("<", nil),
    ("a<b", nil), ("< a", nil), ("<!-- -- -->", nil), ("<?xml a?>", nil), ("</", nil),
    ("</result>", nil), ("<![cdata[a]]>", nil),
  ]

  private static let reason = "Cannot download package from catalog"

  private static func isBlank(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { " \t\n\r".unicodeScalars.contains($0) }
  }

  static let textual: [LaneTrap] = texts.flatMap { markup, says -> [LaneTrap] in
    let broken = says == nil ? ["xml/not-well-formed"] : []
    let results = says == nil ? 3 : 6
    let shown = markup.debugDescription
    let errtext = LaneTrap(
      "\(shown) as errtext", bytes: Array(among(failedQuery(markup)).utf8), results: results, broken
    ).with(texts: [reason] + (says.map { [$0] } ?? []))
    let error = LaneTrap(
      "\(shown) as error", bytes: Array(among(failedResult(reason: markup)).utf8),
      results: results, says.map { isBlank($0) ? ["task/error-blank"] : [] } ?? broken
    ).with(texts: [reason] + (says.map { [$0] } ?? []))
    let filterID = LaneTrap(
      "\(shown) as filter-id",
      bytes: Array(among(failedQuery("x").replacing(">18<", with: ">\(markup)<")).utf8),
      results: results, broken)
    let current = LaneTrap(
      "\(shown) as current",
      bytes: Array(
        among(
          result(
            taskState:
              "<in-progress><total>9</total><completed>4</completed><current>\(markup)</current></in-progress>"
          )
        ).utf8), results: results, broken)
    return [errtext, error, filterID, current]
  }
}

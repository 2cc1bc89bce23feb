import TestSupport

/// Results whose tags are not quite those of the model.
extension LaneTrap {
  private static let unexpected = "schema/unexpected-element"
  private static let missing = "schema/missing-element"
  private static let broken = "xml/not-well-formed"
  private static let finished = finishedResult(id: 9, package: 1)
  private static let downloading = result(
    id: "9",
    taskState: "<in-progress><total>9</total><completed>4</completed><current/></in-progress>")
  private static let failed = failedQuery("x")

  static let shapes: [LaneTrap] =
    gaps + tags + endTags + attributes + repeated + swapped + dropped + emptyTags + names + nested

  /// The results of all kinds, with the tags that each has.
  private static let bases = [
    ("finished", finished), ("downloading", downloading), ("failed query", failed),
  ]

  private static func tagEnds(_ markup: String) -> [String.Index] {
    markup.indices.filter { markup[$0] == ">" }.map { markup.index(after: $0) }
  }

  /// The place of the `>` or `/>` of a tag that ends here.
  private static func closing(_ markup: String, _ end: String.Index) -> String.Index {
    markup.index(end, offsetBy: markup[..<end].hasSuffix("/>") ? -2 : -1)
  }

  /// Something in every gap between elements.
  private static let gaps: [LaneTrap] = [
    ("a comment", "<!-- -->", nil), ("an empty comment", "<!---->", nil),
    ("a processing instruction", "<?p?>", nil), ("CDATA of a space", "<![CDATA[ ]]>", nil),
    ("empty CDATA", "<![CDATA[]]>", nil), ("a space as a reference", "&#32;", nil),
    ("a line end as a reference", "&#xA;", nil), ("CR", "\r", nil), ("CR CR LF", "\r\r\n", nil),
    ("stray text", "x", "schema/unexpected-text"), ("a stray ]", "]", "schema/unexpected-text"),
    ("a stray ]]", "]]", "schema/unexpected-text"), ("a stray >", ">", "schema/unexpected-text"),
    ("a stray /", "/", "schema/unexpected-text"), ("a digit", "1", "schema/unexpected-text"),
    ("CDATA", "<![CDATA[x]]>", "schema/unexpected-text"),
    ("a reference", "&amp;", "schema/unexpected-text"),
    ("an unknown element", "<odd/>", unexpected),
    ("an unknown element with text", "<odd>1</odd>", unexpected),
  ].flatMap { name, odd, rule in
    bases.flatMap { base, markup in
      // Not after the start tag of a leaf, where it would be part of the value.
      tagEnds(markup).filter { markup[$0...].hasPrefix("<") && !isLeafStart(markup[..<$0]) }
        .enumerated().map { number, place in
          LaneTrap(
            "\(name) in gap \(number + 1) of a \(base) result",
            bytes: Array(among(markup[..<place] + odd + markup[place...]).utf8), results: 6,
            rule.map { [$0] } ?? [])
        }
    }
  }

  private static func isLeafStart(_ before: Substring) -> Bool {
    let tag = before.suffix(from: before.lastIndex(of: "<") ?? before.startIndex)
    return !tag.hasPrefix("</") && !tag.hasSuffix("/>")
      && !["<result>", "<task>", "<finished>", "<in-progress>"].contains(tag)
  }

  /// Whitespace in every tag, where it is allowed.
  private static let tags: [LaneTrap] = bases.flatMap { base, markup in
    tagEnds(markup).enumerated().flatMap { number, end in
      [" ", "\n", "\r\n", "\t  "].map { space in
        var text = markup
        text.insert(contentsOf: space, at: closing(markup, end))
        return odd("\(space.debugDescription) in tag \(number + 1) of a \(base) result", text)
      }
    }
  }

  /// Whitespace in tags, where none is allowed, and end tags that end something else.
  private static let endTags: [LaneTrap] = [
    ("< id>", "<id>", "< id>"), ("</ id>", "</id>", "</ id>"), ("<id / >", "<id>", "<id / >"),
    ("</id/>", "</id>", "</id/>"), ("</ID>", "</id>", "</ID>"), ("</i>", "</id>", "</i>"),
    ("</idd>", "</id>", "</idd>"), ("</>", "</id>", "</>"), ("</id", "</id>", "</id"),
    ("</filter-id> for id", "</id>", "</filter-id>"),
    ("</finished> for task", "</task>", "</finished>"),
    ("</results>", "</result>", "</results>"), ("</result<", "</result>", "</result<"),
    ("</resul>", "</result>", "</resul>"), ("no end of package-id", "</package-id>", ""),
    ("no end of task", "</task>", ""),
    ("an attribute of an end tag", "</task>", "</task a=''>"),
    ("<<", "<task>", "<<task>"), ("an unquoted attribute", "<task>", "<task a=1>"),
    ("an attribute twice", "<task>", "<task a='' a=''>"),
  ].map { name, tag, other in
    fatal(name, finished.replacing(tag, with: other), broken)
  }

  private static let attributes: [LaneTrap] = bases.flatMap { base, markup in
    tagEnds(markup).filter { !isEndTag(markup[..<$0]) }.enumerated().flatMap { number, end in
      [
        ("an attribute", " a='1'", "schema/unexpected-attribute"),
        ("an empty attribute", " id=\"\"", "schema/unexpected-attribute"),
        ("xml:lang", " xml:lang='de'", "schema/namespace"),
        ("an empty default namespace", " xmlns=''", nil),
        ("a declared prefix", " xmlns:p='urn:x'", nil),
      ]
      .map { name, attribute, rule in
        var text = markup
        text.insert(contentsOf: attribute, at: closing(markup, end))
        return LaneTrap(
          "\(name) of start tag \(number + 1) of a \(base) result",
          bytes: Array(among(text).utf8), results: 6, rule.map { [$0] } ?? [])
      }
    }
  }

  private static func isEndTag(_ before: Substring) -> Bool {
    before.suffix(from: before.lastIndex(of: "<") ?? before.startIndex).hasPrefix("</")
  }

  /// Every element of the results again, right after itself.
  private static let repeated: [LaneTrap] = [
    (finished, "<status>ok</status>"), (finished, "<filter-id>9</filter-id>"),
    (finished, "<package-id>1</package-id>"),
    (finished, "<finished><package-id>1</package-id></finished>"),
    (finished, "<task><id>9</id><finished><package-id>1</package-id></finished></task>"),
    (downloading, "<total>9</total>"), (downloading, "<completed>4</completed>"),
    (downloading, "<current/>"), (failed, "<errcode>1013</errcode>"),
    (failed, "<errtext>x</errtext>"),
  ].map { markup, element in
    odd("\(element) twice", markup.replacing(element, with: element + element), unexpected)
  }

  /// Neighbours in the wrong order: the second comes too late, and is still read.
  private static let swapped: [LaneTrap] = [
    (finished, "<status>ok</status>", "<filter-id>9</filter-id>"),
    (finished, "<filter-id>9</filter-id>", "<id>9</id>"),
    (finished, "<id>9</id>", "<finished><package-id>1</package-id></finished>"),
    (downloading, "<total>9</total>", "<completed>4</completed>"),
    (downloading, "<completed>4</completed>", "<current/>"),
    (failed, "<status>error</status>", "<errcode>1013</errcode>"),
    (failed, "<errcode>1013</errcode>", "<errtext>x</errtext>"),
    (failed, "<errtext>x</errtext>", "<filter-id>18</filter-id>"),
  ].map { markup, first, second in
    odd(
      "\(second) before \(first)", markup.replacing(first + second, with: second + first),
      unexpected)
  }

  /// Results without one of their elements.
  private static let dropped: [LaneTrap] = [
    odd("no status", finished.replacing("<status>ok</status>", with: ""), missing),
    odd(
      "no filter-id", finished.replacing("<filter-id>9</filter-id>", with: ""),
      "result/ids-required"),
    odd("no id", finished.replacing("<id>9</id><task>", with: "<task>"), "result/ids-required"),
    odd(
      "no task",
      finished.replacing(
        "<task><id>9</id><finished><package-id>1</package-id></finished></task>", with: ""),
      "result/task-missing"),
    odd("no id of the task", finished.replacing("<task><id>9</id>", with: "<task>"), missing),
    odd(
      "no state of the task",
      finished.replacing("<finished><package-id>1</package-id></finished>", with: ""), missing),
    odd("nothing in finished", finished.replacing("<package-id>1</package-id>", with: ""), missing),
    odd("no total", downloading.replacing("<total>9</total>", with: ""), missing),
    odd("no completed", downloading.replacing("<completed>4</completed>", with: ""), missing),
    odd(
      "no current", downloading.replacing("<current/>", with: ""), "progress/bytes-without-current"),
    odd(
      "no errcode", failed.replacing("<errcode>1013</errcode>", with: ""), "result/errcode-required"
    ),
    odd("no errtext", failed.replacing("<errtext>x</errtext>", with: ""), "result/errtext-missing"),
    odd(
      "no filter-id of a failed query", failed.replacing("<filter-id>18</filter-id>", with: ""),
      "result/filter-id-missing"),
  ]

  private static let emptyTags: [LaneTrap] = [
    odd("<result/>", "<result/>", missing), odd("<result />", "<result />", missing),
    odd("<result></result>", "<result></result>", missing),
    odd("<status/>", finished.replacing("<status>ok</status>", with: "<status/>"), "schema/value"),
    odd("<filter-id/>", finished.replacing("<filter-id>9</filter-id>", with: "<filter-id/>")),
    odd(
      "<filter-id></filter-id>",
      finished.replacing("<filter-id>9</filter-id>", with: "<filter-id></filter-id>")),
    odd("<id/>", finished.replacing("<id>9</id><task>", with: "<id/><task>"), "schema/value"),
    odd(
      "<id/> of the task", finished.replacing("<task><id>9</id>", with: "<task><id/>"),
      "schema/value"),
    odd(
      "<package-id/>", finished.replacing("<package-id>1</package-id>", with: "<package-id/>"),
      "schema/value"),
    odd(
      "<error/>", failedResult(reason: "").replacing("<error></error>", with: "<error/>"),
      "task/error-blank"),
    odd(
      "<errcode/>", failed.replacing("<errcode>1013</errcode>", with: "<errcode/>"), "schema/value"),
    odd("<errtext/>", failed.replacing("<errtext>x</errtext>", with: "<errtext/>")),
    odd("<total/>", downloading.replacing("<total>9</total>", with: "<total/>"), "schema/value"),
    odd(
      "<completed/>", downloading.replacing("<completed>4</completed>", with: "<completed/>"),
      "schema/value"),
    odd("<current />", downloading.replacing("<current/>", with: "<current />")),
    odd("<current> with text", downloading.replacing("<current/>", with: "<current>x</current>")),
    odd(
      "<task/>", "<result><status>ok</status><filter-id>9</filter-id><id>9</id><task/></result>",
      missing),
    odd(
      "<finished/>",
      finished.replacing("<finished><package-id>1</package-id></finished>", with: "<finished/>"),
      missing),
    odd("<in-progress/>", result(taskState: "<in-progress/>"), missing),
    odd("<odd/>", "<odd/>", delivered: 0, unexpected),
  ]

  /// Names that only begin or end like those of the model.
  private static let names: [LaneTrap] =
    [
      "results", "result2", "resul", "r", "Result", "RESULT", "result-", "result.", "_result",
      "rresult",
    ].map { name in
      odd(
        "an element \(name)", "<\(name)>\(finished.dropFirst(8).dropLast(9))</\(name)>",
        delivered: 0, unexpected)
    }
    + [
      ("id", "ids", "result/ids-required"), ("filter-id", "filter-ids", "result/ids-required"),
      ("filter-id", "filterid", "result/ids-required"), ("task", "tasks", "result/task-missing"),
    ].map { name, other, rule in
      odd(
        "\(other) for \(name)",
        finished.replacingFirst("<\(name)>", "</\(name)>", by: other), unexpected, rule)
    }

  private static let nested: [LaneTrap] = [
    odd(
      "error and package-id",
      finished.replacing("<package-id>", with: "<error>x</error><package-id>"), unexpected),
    odd(
      "package-id and error",
      finished.replacing("</finished>", with: "<error>x</error></finished>"), unexpected),
    odd(
      "finished and in-progress",
      finished.replacing(
        "</finished>",
        with: "</finished><in-progress><total>1</total><completed>0</completed></in-progress>"),
      unexpected),
    odd(
      "an element in id", finished.replacing("<id>9</id><task>", with: "<id>9<b/></id><task>"),
      unexpected),
    odd("an element in status", finished.replacing("ok<", with: "ok<b/><"), unexpected),
    odd(
      "an element in errtext", failed.replacing("x</errtext>", with: "x<b>y</b></errtext>"),
      unexpected),
    odd("an element in error", failedResult(reason: "x<b>y</b>"), "task/error-markup"),
    odd(
      "an attribute of error", failedResult(reason: "x").replacing("<error>", with: "<error a=''>"),
      "task/error-markup"),
    odd(
      "a namespace of error",
      failedResult(reason: "x").replacing("<error>", with: "<error xmlns='urn:x'>"),
      "schema/namespace"),
    odd("text after the end of a result", finished + "x", "schema/unexpected-text"),
    odd("] after the end of a result", finished + "]", "schema/unexpected-text"),
    fatal("]]> before a result", "]]>" + finished, broken),
    fatal("text and ]]> before a result", "x]]>" + finished, "schema/unexpected-text", broken),
    fatal(
      "no start of task", finished.replacing("<task>", with: ""), unexpected, unexpected, broken),
    // The second start and the two results after it are children of the first start.
    fatal(
      "two starts of a result", "<result>" + finished, unexpected, unexpected, unexpected, broken),
    odd("text twice", "x" + finished + "y", "schema/unexpected-text"),
    odd("> after the end of a result", finished + ">", "schema/unexpected-text"),
  ]
}

extension String {
  /// With another name in the first tags of these spellings.
  fileprivate func replacingFirst(_ start: String, _ end: String, by name: String) -> String {
    replacing(start, with: "<\(name)>", maxReplacements: 1)
      .replacing(end, with: "</\(name)>", maxReplacements: 1)
  }
}

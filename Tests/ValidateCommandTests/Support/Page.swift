import Foundation

/// An HTML page, taken apart.
struct Page {
  let text: String

  /// The page without what does not depend on the input: the style, the script, and the digests
  /// that allow them.
  var content: String {
    text.replacing(/<style>[\s\S]*?<\/style>/, with: "<style>…</style>")
      .replacing(/<script>[\s\S]*?<\/script>/, with: "<script>…</script>")
      .replacing(/'sha256-[A-Za-z0-9+\/=]*'/, with: "'sha256-…'")
  }

  /// Every tag with its attributes, in order; values of attributes are left out unless they decide
  /// what the element does.
  var tags: [String] {
    content.matches(of: /<[^>]*>/).map { match in
      String(match.output).replacing(/(aria-label|data-value)="[^"]*"/) { "\($0.output.1)=…" }
    }
  }

  /// What a reader gets to read, without the markup.
  var words: String {
    content.replacing(/<[^>]*>/, with: " ")
      .replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
      .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
  }

  /// The text of the first element of this name.
  func element(_ name: String) -> Substring? {
    guard let start = text.range(of: "<\(name)>"),
      let end = text.range(of: "</\(name)>", range: start.upperBound..<text.endIndex)
    else { return nil }
    return text[start.upperBound..<end.lowerBound]
  }
}

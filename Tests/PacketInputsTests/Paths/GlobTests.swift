import Testing

@testable import PacketInputs

/// Patterns for names of files.
@Suite struct GlobTests {
  @Test(
    "matches",
    arguments: [
      ("*.xml", "a.xml"), ("*.xml", "deep/down/a.xml"), ("*", ""), ("a?c", "abc"), ("[ab]*", "b"),
      ("[!ab]", "c"), ("[a-c]x", "bx"), ("[]]", "]"), ("[", "["), ("a[b", "a[b"),
      ("*a*b*", "xaxxbx"),
      ("**", "a/b/c"), ("**/c", "c"), ("**/c", "a/b/c"), ("a/**/c", "a/c"), ("a/**/c", "a/b/b/c"),
      ("/a", "a"), ("a/*/c", "a/b/c"), ("a/**", "a/b"), ("é*", "été".replacing("é", with: "é")),
    ])
  func matches(_ pattern: String, _ path: String) {
    #expect(Glob(pattern).matches(segments(path)))
  }

  @Test(
    "does not match",
    arguments: [
      ("*.xml", "a.xml.gz"), ("a?c", "ac"), ("[ab]", "c"), ("[!ab]", "a"), ("[c-a]", "b"),
      ("a/*", "a/b/c"), ("a/*", "b/a"), ("**/c", "a/b"), ("/a", "b/a"), ("", "a"), ("a", ""),
      ("a/**/c", "b/c"), ("*a*b*", "xbxxax"),
    ])
  func doesNotMatch(_ pattern: String, _ path: String) {
    #expect(!Glob(pattern).matches(segments(path)))
  }

  // Else they would take more than a lifetime. What other tests do meanwhile counts too.
  @Test("many stars take no time", .timeLimit(.minutes(60)))
  func stars() {
    let pattern = String(repeating: "*a", count: 200) + "b"
    #expect(!Glob(pattern).matches([Array(repeating: UInt8(ascii: "a"), count: 2000)]))
    let folders = String(repeating: "**/", count: 200) + "b"
    #expect(!Glob(folders).matches(Array(repeating: [UInt8(ascii: "a")], count: 500)))
  }

  private func segments(_ path: String) -> [[UInt8]] {
    Array(path.utf8).split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map(
      Array.init)
  }
}

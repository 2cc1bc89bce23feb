import Foundation
import Testing

@testable import Reports

/// Names of files as URIs, from which they come back.
@Suite struct FileReferenceTests {
  @Test(
    "a relative path stays one, an absolute one gets a scheme",
    arguments: [
      ("a.xml", "a.xml"), ("./a/b-c_d~1.xml", "./a/b-c_d~1.xml"), ("../a", "../a"), ("-", "-"),
      ("/a/b.xml", "file:///a/b.xml"), ("a b.xml", "a%20b.xml"), ("ü📦", "%C3%BC%F0%9F%93%A6"),
      ("a%20b", "a%2520b"), ("a?b#c", "a%3Fb%23c"), ("\n\"\\", "%0A%22%5C"),
      ("javascript:alert(1)", "javascript%3Aalert%281%29"), ("[a]&'", "%5Ba%5D%26%27"),
    ])
  func reference(_ path: String, _ expected: String) {
    #expect(FileReference.uri(of: PacketName(path)) == expected)
  }

  @Test("a name that is no UTF-8 keeps its bytes")
  func otherBytes() {
    let name = PacketName("a\\xE9b", fileBytes: [0x61, 0xE9, 0x62])
    #expect(FileReference.uri(of: name) == "a%E9b")
  }

  @Test("every scalar below U+0180 comes back")
  func comesBack() {
    for value in UInt32(1)..<0x180 {
      let path = "a\(Unicode.Scalar(value).map(String.init) ?? "")b"
      let uri = FileReference.uri(of: PacketName(path))
      #expect(uri.removingPercentEncoding == path)
      #expect(URL(string: uri)?.scheme == nil)
    }
  }
}

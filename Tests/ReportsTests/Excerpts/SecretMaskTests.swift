import Testing

@testable import Reports

/// Passwords, keys and tokens in excerpts.
@Suite struct SecretMaskTests {
  /// In the packets below, what is secret is made of this letter alone.
  private static let secret: Unicode.Scalar = "Ж"

  private static let packets = [
    #"<packet><user id="1"><password>ЖЖЖ</password><name>bob</name><x passwd="ЖЖ'Ж" b='q'/><y b='ok' api-key = 'Ж"Ж>Ж'>text</y></user><aps><e/></aps></packet>"#,
    "<packet><a><p:Password>\nЖ<![CDATA[Ж</p:Password>Ж<b>Ж]]>Ж<!-- Ж </p:Password> Ж --><c d=\"Ж\">Ж</c>\n</p:Password>\n<z/></a><secret_key><create><key>Ж</key><q/></create></secret_key><t/></packet>",
    #"<packet><e/><password><pass><pwd>Ж</pwd>Ж</pass>Ж<password>Ж</password>Ж</password><?pi passwd="Ж"?><ok/></packet>"#,
    #"<packet><passwd value="Ж"/><passwd value="Ж">Ж</passwd><it>can't be "so"</it><token/>x<token></token>y</packet>"#,
  ].map { Array($0.unicodeScalars) }

  private static func shown(
    _ text: [Unicode.Scalar], _ range: Range<Int>, at place: (path: [Substring], isTag: Bool, Int)
  ) -> [Unicode.Scalar] {
    let mask = SecretMask(
      SecretMask.Fragment(
        text: Array(text[range]), isFromStart: range.lowerBound == 0,
        place: place.2 - range.lowerBound, isAtTag: place.isTag, path: place.path))
    return mask.shown(0..<range.count)
  }

  @Test("no piece around any place shows a part of a secret", arguments: packets)
  func everyPiece(_ packet: [Unicode.Scalar]) {
    var count = 0
    for (index, place) in Places(of: packet).all.enumerated() {
      for reach in [3, 7, 15, 30, 60, 400] {
        for low in [max(0, index - reach), index] {
          let range = low..<min(packet.count, index + reach)
          let shown = Self.shown(packet, range, at: (place.path, place.isTag, index))
          #expect(!shown.contains(Self.secret), "\(String(packet[range])) at \(index)")
          count += 1
        }
      }
    }
    #expect(count > 1000)
  }

  @Test(
    "what is no secret stays",
    arguments: [
      (#"<a b="c">d</a>"#, #"<a b="c">d</a>"#),
      ("<password>x</password><name>n</name>", "<password>***</password><name>n</name>"),
      ("<password></password><key/>t", "<password></password><key/>t"),
      (#"<a passwd="x" name='y'>"#, #"<a passwd="***" name='y'>"#),
      (#"<a xmlns:token='x'>"#, #"<a xmlns:token='***'>"#),
      ("<!-- <token>x</token> --><b>c</b>", "<!-- <token>***</token> --><b>c</b>"),
      ("<![CDATA[<secret>x]]><b>c</b>", "<![CDATA[<secret>***<b>c</b>"),
      ("<errtext>bad password=x, so</errtext>", "<errtext>bad password=*** so</errtext>"),
      ("<password>x</wrong><b>c", "<password>***"),
      ("x</key><b>it's</b>", "***</key><b>it's</b>"),
    ])
  func examples(_ text: String, _ expected: String) {
    let text = Array(text.unicodeScalars)
    let shown = Self.shown(text, 0..<text.count, at: ([], true, 0))
    #expect(String(shown) == expected)
  }

  @Test(
    "names in any case and with any prefix are known",
    arguments: [
      "password", "Passwd", "KEY", "secret", "secret_key", "token", "pass", "pwd", "x:passwd",
      "adminPassword", "ftp_passwd", "api-key", "access_token", "passphrase", "credentials", "pvt",
    ])
  func names(_ name: String) {
    #expect(SecretMask.isSecret(name))
  }

  @Test(
    "the names of results are not",
    arguments: [
      "packet", "aps", "get-download-status", "result", "status", "errcode", "errtext", "filter-id",
      "id", "task", "task-id", "package-id", "finished", "error", "in-progress", "total",
      "completed",
      "current", "output", "system", "key:id", "",
    ])
  func otherNames(_ name: String) {
    #expect(!SecretMask.isSecret(name))
  }
}

/// Which elements are open at each scalar of a well-formed packet, and which scalars are the start
/// of a start tag.
private struct Places {
  private(set) var all: [(path: [Substring], isTag: Bool)] = []

  init(of packet: [Unicode.Scalar]) {
    var path: [Substring] = []
    while all.count < packet.count {
      let rest = packet[all.count...]
      func count(to end: String) -> Int {
        let after = rest.indices.first { packet[$0...].starts(with: end.unicodeScalars) }
        return (after ?? packet.count) + end.unicodeScalars.count - rest.startIndex
      }
      let blocks = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")]
      if let block = blocks.first(where: { rest.starts(with: $0.0.unicodeScalars) }) {
        add(count(to: block.1), path)
      } else if rest.starts(with: "</".unicodeScalars) {
        add(count(to: ">"), path)
        path.removeLast()
      } else if rest.first == "<" {
        let tag = Self.tag(rest)
        let name = String(tag.dropFirst()).split { " />".contains($0) }[0]
        path.append(name.split(separator: ":").last ?? "")
        add(tag.count, path)
        all[all.count - tag.count].isTag = true
        if String(tag).hasSuffix("/>") { path.removeLast() }
      } else {
        add(1, path)
      }
    }
  }

  private mutating func add(_ count: Int, _ path: [Substring]) {
    for _ in 0..<count { all.append((path, false)) }
  }

  /// The start tag that text begins with.
  private static func tag(_ text: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
    var quote: Unicode.Scalar?
    let body = text.prefix { scalar in
      if let open = quote {
        if scalar == open { quote = nil }
      } else if scalar == "\"" || scalar == "'" {
        quote = scalar
      }
      return quote != nil || scalar != ">"
    }
    return text.prefix(body.count + 1)
  }
}

extension String {
  fileprivate init(_ scalars: some Sequence<Unicode.Scalar>) {
    var view = UnicodeScalarView()
    view.append(contentsOf: scalars)
    self.init(view)
  }
}

import PleskPackets
import TestSupport
import Testing

/// The schema says the same as the rows, whatever they are.
@Suite struct SchemaTests {
  private static let packet = ElementRow(
    "packet",
    .elements([
      .optional(ElementRow("greeting", .leaf(.text), only: .request)),
      .oneOf(
        .init([ElementRow("site", .elements([.zeroOrMore(id)])), unknown], repeats: true),
        .init([ElementRow("system", .elements([.required(status)]), only: .response)])),
      .oneOrMore(ElementRow("note", .anything, about: "“<” & \"more\"")),
    ]),
    attributes: ["version", "nr"])
  private static let id = ElementRow("id", .leaf(.identifier))
  private static let status = ElementRow("status", .leaf(.status), only: .response)
  private static let unknown = ElementRow("dns", .opaque(isModelGap: true))

  /// The lines of the schema, without those that all schemas have.
  private func lines(of root: ElementRow, for kind: PacketKind) -> [String] {
    ContentModel.schema(of: root, for: kind).split(separator: "\n").map {
      String($0.drop { $0 == " " })
    }
  }

  @Test("a request has what no other kind owns, and a choice of one is no choice")
  func request() {
    let schema = lines(of: Self.packet, for: .request).joined()
    #expect(
      schema.contains(
        """
        <xs:element name="packet" type="packet"/><xs:complexType name="packet"><xs:sequence>\
        <xs:element name="greeting" type="xs:string" minOccurs="0"/>\
        <xs:choice maxOccurs="unbounded"><xs:element name="site" type="packet.site"/>\
        <xs:element name="dns" type="unchecked"/></xs:choice>\
        <xs:element name="note" type="anything" maxOccurs="unbounded"><xs:annotation>\
        <xs:documentation xml:lang="en">“&lt;” &amp; &quot;more&quot;</xs:documentation>\
        </xs:annotation></xs:element></xs:sequence>\
        <xs:attribute name="version" type="xs:string"/><xs:attribute name="nr" type="xs:string"/>\
        </xs:complexType><xs:complexType name="packet.site"><xs:sequence>\
        <xs:element name="id" type="xs:positiveInteger" minOccurs="0" maxOccurs="unbounded"/>
        """))
    #expect(!schema.contains("system") && !schema.contains("status"))
  }

  @Test("a response has its alternatives, and the types that they need")
  func response() {
    let schema = lines(of: Self.packet, for: .response).joined()
    #expect(
      schema.contains(
        """
        <xs:sequence><xs:choice><xs:choice maxOccurs="unbounded">\
        <xs:element name="site" type="packet.site"/><xs:element name="dns" type="unchecked"/>\
        </xs:choice><xs:element name="system" type="packet.system"/></xs:choice>
        """))
    #expect(schema.contains("<xs:simpleType name=\"status\">"))
    #expect(!schema.contains("errcode") && !schema.contains("greeting"))
  }

  @Test(
    "every named type is defined once, and every definition is used",
    arguments: PacketKind.allCases)
  func types(_ kind: PacketKind) {
    var defined: [Substring] = []
    var used: Set<Substring> = []
    for line in ContentModel.schema(for: kind).split(separator: "\n") {
      if let match = line.firstMatch(of: /Type name="([^"]+)"/) { defined.append(match.1) }
      if let match = line.firstMatch(of: /\stype="([^":]+)"/) { used.insert(match.1) }
    }
    #expect(defined.count > 5)
    #expect(Set(defined) == used)
    #expect(Set(defined).count == defined.count)
  }
}

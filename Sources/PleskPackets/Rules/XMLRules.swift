/// Rules about the bytes: what makes the input no XML, or not the kind of XML that packets are.
extension Rule {
  static let xml = [
    notWellFormed, truncated, empty, doctype, encoding, limit,
  ]

  static let notWellFormed = Rule(
    "xml/not-well-formed", .error, fatal: true, "not well-formed XML",
    "The bytes break XML's own grammar, so nothing after this place can be trusted. Frequent causes in captures: a blank line before the XML declaration, an HTML page in place of a packet, two packets in one file, a bare “&” in a text. Results before it have been delivered.",
    example: "<status>ok</result>", source: "XML 1.0, section 2.1; Namespaces in XML 1.0")
  package static let truncated = Rule(
    "xml/truncated", .error, fatal: true, "the input ends inside the packet",
    "The end tag of the root element is missing: the connection was cut, a time-out struck, or the capture stopped early. Results that were complete have been delivered.",
    example: "<packet><aps><get-download-status><result><sta", source: "XML 1.0, section 2.1")
  static let empty = Rule(
    "xml/empty", .error, fatal: true, "there is no packet",
    "The input has no bytes, or none but a byte order mark and blanks. Servers answer so when the web server in front of Plesk fails.",
    example: "(nothing)", source: "XML 1.0, section 2.1")
  static let doctype = Rule(
    "xml/doctype", .error, fatal: true, "a document type declaration",
    "Packets never have a DOCTYPE, and it is how entity attacks come in, so it is refused before any entity is read. A web page often starts with one.",
    example: "<!DOCTYPE html>", source: "a safety decision: entities are never expanded")
  static let encoding = Rule(
    "xml/encoding", .error, fatal: true, "an unknown encoding, or bytes that are not in it",
    "The declared encoding is none of UTF-8, UTF-16, ISO-8859-1 and US-ASCII, or the bytes at this place are no character of the encoding that is in force.",
    example: "<?xml version=\"1.0\" encoding=\"windows-1251\"?>", source: "XML 1.0, section 4.3.3")
  static let limit = Rule(
    "xml/limit", .error, fatal: true, "larger than a limit allows",
    "A nesting depth, a name, all distinct names together, the attributes of an element, the text of a leaf or a single token is larger than the configured limit. No real packet comes near the defaults; --limit NAME=N raises one.",
    example: "a comment of 300 KiB", source: "a safety decision: memory stays bounded")
}

import ExpatSAX

extension Rule {
  /// The rule that says what a parser error says, if the input is at fault.
  init?(_ code: SAXError.Code) {
    switch code {
    case .notWellFormed: self = .notWellFormed
    case .truncated: self = .truncated
    case .empty: self = .empty
    case .doctype: self = .doctype
    case .encoding: self = .encoding
    case .limit: self = .limit
    default: return nil
    }
  }
}

extension SAXError {
  /// The error in the words of packets.
  var packetMessage: String {
    switch code {
    case .truncated:
      "the input ends inside the packet (\(message)); expected the end tag of the root"
    case .empty: "\(message); expected a packet"
    case .doctype: doctypeMessage
    case .encoding: "\(message); expected UTF-8, UTF-16, ISO-8859-1 or US-ASCII"
    case .notWellFormed: notWellFormedMessage
    default: message
    }
  }

  private var doctypeMessage: String {
    message.lowercased() == "html"
      ? "a DOCTYPE of HTML: this is a web page, not a packet"
      : "a DOCTYPE (“\(message)”); packets have none, and its entities are not read"
  }

  private var notWellFormedMessage: String {
    switch detail {
    case .notMarkup(let byte): "\(startMessage(byte)); expected “<”: the start of a packet"
    case .html: "\(message): this looks like a web page, not a packet"
    case .blankBeforeDeclaration:
      "a blank or empty line stands before the XML declaration, which must be the very first bytes"
    case .secondDocument:
      "\(message): a second packet or element follows the packet; expected one packet and no more"
    case .afterRoot: "\(message): text follows the packet; expected nothing after it"
    case nil: message
    }
  }

  private func startMessage(_ byte: UInt8) -> String {
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "["): "the input looks like JSON"
    case 0x1F: "the input looks compressed (gzip or compress)"
    case 0x21..<0x7F: "the input starts with “\(Character(Unicode.Scalar(byte)))”"
    default: "the input does not start as XML does"
    }
  }
}

import ExpatSAX

extension Finding {
  /// Creates the finding for a parser error; nil if the input is not to blame.
  init?(_ error: SAXError, path: String) {
    guard let message = error.packetMessage else { return nil }
    self.init(message, location: error.location, path: path, error.placeholder)
  }
}

extension SAXError {
  /// The message that says the same about a packet; nil if the input is not to blame.
  fileprivate var packetMessage: Message? {
    switch code {
    case .notWellFormed: notWellFormedMessage
    case .truncated: .truncated
    case .empty: .empty
    case .doctype: message.lowercased() == "html" ? .doctypeOfWebPage : .doctype
    case .encoding: .encoding
    case .limit: .limit
    default: nil
    }
  }

  /// The message's placeholder and its value.
  fileprivate var placeholder: (Placeholder, String) {
    switch (code, detail) {
    case (.doctype, _): (.name, message)
    case (_, .notMarkup(let byte)): (.character, String(Character(Unicode.Scalar(byte))))
    default: (.reason, message)
    }
  }

  private var notWellFormedMessage: Message {
    switch detail {
    case .notMarkup(let byte): startMessage(byte)
    case .html: .looksLikeWebPage
    case .blankBeforeDeclaration: .blankBeforeDeclaration
    case .secondDocument: .secondPacket
    case .afterRoot: .textAfterPacket
    case nil: .notWellFormed
    }
  }

  private func startMessage(_ byte: UInt8) -> Message {
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "["): .looksLikeJSON
    case 0x1F: .looksCompressed
    case 0x21..<0x7F: .startsWithCharacter
    default: .startsWithBytes
    }
  }
}

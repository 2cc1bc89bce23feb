import FoundationEssentials

/// An HTTP archive (HAR 1.2), reduced to the members that are used here.
struct HARArchive: Decodable {
  struct Log: Decodable {
    var entries: [Entry]
  }

  struct Entry: Decodable {
    var request: Request?
    var response: Response?
  }

  struct Request: Decodable {
    var url: String?
    var postData: Content?
  }

  struct Response: Decodable {
    var status: Int?
    var content: Content?
  }

  struct Content: Decodable {
    var mimeType: String?
    var text: String?
    var encoding: String?

    /// The body, byte for byte; nil if there is none, or if it cannot be decoded.
    var bytes: [UInt8]? {
      guard let text else { return nil }
      if encoding?.lowercased() != "base64" { return Array(text.utf8) }
      return Data(base64Encoded: text, options: .ignoreUnknownCharacters).map { Array($0) }
    }
  }

  var log: Log

  init(_ bytes: [UInt8]) throws {
    // A byte order mark is not part of JSON.
    let json = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    self = try JSONDecoder().decode(HARArchive.self, from: Data(json))
  }
}

extension HARArchive.Entry {
  /// Whether it is a call of the XML API, or could be one.
  var isCall: Bool {
    if let url = request?.url {
      let path = url.prefix { $0 != "?" && $0 != "#" }
      if path.hasSuffix("/agent.php") { return true }
    }
    return [request?.postData?.mimeType, response?.content?.mimeType].contains { type in
      ["text/xml", "application/xml"].contains { type?.lowercased().hasPrefix($0) ?? false }
    }
  }
}

import ExpatSAX

extension StreamParser {
  /// Feeds text as UTF-8.
  mutating func feed(text: String) throws(SAXError) {
    let bytes = Array(text.utf8)
    try feed(bytes.span)
  }

  /// Feeds bytes in pieces of this size.
  mutating func feed(_ bytes: [UInt8], pieces size: Int) throws(SAXError) {
    var start = 0
    while start < bytes.count {
      let end = start + min(size, bytes.count - start)
      try feed(bytes.span.extracting(start..<end))
      start = end
    }
  }
}

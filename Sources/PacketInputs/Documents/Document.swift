package import Bytes
package import Platform

/// Which document of which input.
package struct DocumentName: Hashable, Sendable {
  /// The file as the command line or a folder names it; `-` is standard input.
  package let file: FileName
  /// Which document of the file, where a file holds several, for example `response 2`.
  package let part: String?

  package init(_ file: FileName, part: String? = nil) {
    self.file = file
    self.part = part
  }

  package static let standardInput = DocumentName(FileName("-"))

  /// A document in the same file.
  func part(_ part: String) -> DocumentName { DocumentName(file, part: part) }
}

/// One document of an input, ready to be read.
///
/// - Note: `Request` is what a `DocumentReader` keeps of a request, for reading its response.
package struct Document<Request> {
  package let name: DocumentName
  package let source: any ByteSource
  /// What the document is according to its container; nil if the container does not say.
  package var direction: DocumentDirection?
  /// What the reader kept of the request that this document answers.
  package var request: Request?
  /// Whether another document may follow in the same bytes. If so, this one ends there.
  package var endsAtNext = false
}

/// The direction in which a document is sent.
package enum DocumentDirection: Sendable {
  /// From a client to a server.
  case request
  /// From a server to a client.
  case response
}

/// How the reading of a document ended.
package struct DocumentEnd<Request> {
  /// Whether the document has a verdict. If not, because of an interruption or a failure, the rest
  /// of the input is not read.
  package var isJudged: Bool
  /// Where the document broke off, if it is broken.
  package var fatal: Location?
  /// Whether it broke off because there were no more bytes.
  package var isTruncated: Bool
  /// What to keep for reading the response, if this is a request.
  package var request: Request?

  package init(
    isJudged: Bool, fatal: Location? = nil, isTruncated: Bool = false, request: Request? = nil
  ) {
    self.isJudged = isJudged
    self.fatal = fatal
    self.isTruncated = isTruncated
    self.request = request
  }
}

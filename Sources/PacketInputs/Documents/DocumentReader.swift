/// Reads the documents of inputs, in order. What a document is, and what to do with it, is up to
/// the reader.
package protocol DocumentReader: AnyObject {
  /// What is kept of a request for reading its response.
  associatedtype Request

  /// Reads a document to its end.
  func read(_ document: Document<Request>) -> DocumentEnd<Request>

  /// Takes a note for people. It changes neither verdict nor exit status.
  func note(_ name: DocumentName, _ text: String)

  /// Takes the name of what could not be read, and why.
  func failure(_ name: DocumentName, _ reason: String)

  /// Takes the name of what was skipped, and why, for those who want to know.
  func skipped(_ name: DocumentName, _ reason: String)

  /// Whether reading should continue. Asked when the bytes in memory have been read.
  ///
  /// - Parameter mayWait: Whether the next bytes may take a while to arrive.
  func shouldContinue(mayWait: Bool) -> Bool
}

/// Reads the documents of inputs, in order. What a document is, and what becomes of it, is the reader's own affair.
package protocol DocumentReader: AnyObject {
  /// What is kept of a request, to read the response to it.
  associatedtype Request

  /// Reads a document to its end.
  func read(_ document: Document<Request>) -> DocumentEnd<Request>

  /// Takes a note for people. It does not change what the input is worth.
  func note(_ name: DocumentName, _ text: String)

  /// Takes what could not be read, and why.
  func failure(_ name: DocumentName, _ reason: String)

  /// Takes what was skipped, for those who want to know.
  func skipped(_ name: DocumentName, _ reason: String)

  /// Whether reading should continue. Asked when the bytes in memory have been read.
  ///
  /// - Parameter mayWait: Whether the next bytes may take a while to arrive.
  func shouldContinue(mayWait: Bool) -> Bool
}

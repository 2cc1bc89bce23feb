import Platform

/// Reads inputs: opens them, detects their format from the first bytes, and hands each document to
/// a reader.
package struct InputReading: Sendable {
  package var decompressionLimits = DecompressionLimits()
  /// Whether an input may hold several packets, one after the other.
  package var isConcatenated = false
  /// Whether documents are requests or responses where their container does not say so; nil:
  /// detected per document.
  package var direction: DocumentDirection?
  /// How long an unfinished token of a document may be before the reader refuses it.
  package var longestToken: Int

  package init(longestToken: Int) { self.longestToken = longestToken }

  /// Reads one input to its end.
  package func read(_ input: Input, with reader: some DocumentReader) {
    switch input {
    case .file(let path, _):
      let name = DocumentName(path)
      do throws(SystemError) {
        read(FileReader(try InputFile(path: path)), name, reader)
      } catch {
        reader.failure(name, "cannot be read: \(error.reason)")
      }
    case .standardInput:
      let file = InputFile(borrowing: StandardDescriptor.input)
      read(FileReader(file), .standardInput, reader)
    case .unreadable(let path, let reason): reader.failure(DocumentName(path), reason)
    case .skipped(let path, let reason): reader.skipped(DocumentName(path), reason)
    }
  }

  private func read(_ file: FileReader, _ name: DocumentName, _ reader: some DocumentReader) {
    // A packet in a file is read straight into the parser.
    read(file, name, asDocument: { FileSource(file, after: $0) }, with: reader)
  }

  /// Reads the documents of an input.
  ///
  /// - Parameter document: Makes one document of the input, whose first bytes have been read.
  package func read(
    _ input: any PieceReader, _ name: DocumentName,
    asDocument document: (PeekedReader) -> any ByteSource = { PieceSource($0) },
    with reader: some DocumentReader
  ) {
    do throws(InputError) {
      let start = PeekedReader(input)
      switch try form(start, reader) {
      case .compressed(let format):
        let pieces = PeekedReader(try DecompressedReader(start, format, decompressionLimits))
        try read(pieces, try form(pieces, reader), PieceSource(pieces), name, reader)
      case let form: try read(start, form, document(start), name, reader)
      }
    } catch {
      reader.failure(name, "cannot be read: \(error.reason)")
    }
  }

  /// Detects the format of an input; nil if reading should not continue.
  private func form(
    _ start: PeekedReader, _ reader: some DocumentReader
  ) throws(InputError) -> InputForm? {
    try lookAhead(start, reader) { InputForm.recognise($0, isAll: $1) }
  }

  /// Recognises something by the first bytes of an input; nil if reading should not continue.
  private func lookAhead<Answer>(
    _ start: PeekedReader, _ reader: some DocumentReader,
    _ recognise: (_ start: [UInt8], _ isAll: Bool) -> Answer?
  ) throws(InputError) -> Answer? {
    while reader.shouldContinue(mayWait: start.mayWait) {
      if let answer = try start.lookAhead(recognise) { return answer }
    }
    return nil
  }

  /// - Parameter document: The input as one document.
  private func read<Reader: DocumentReader>(
    _ pieces: PeekedReader, _ form: InputForm?, _ document: any ByteSource, _ name: DocumentName,
    _ reader: Reader
  ) throws(InputError) {
    switch form {
    case .http:
      let messages = HTTPReading(
        reader, decompressionLimits, longestToken: longestToken, name, pieces)
      try messages.read()
    case .har: try HARReading(reader: reader, name: name).read(pieces)
    case .packet where isConcatenated:
      try ConcatenatedReading(
        reader: reader, name: name, direction: direction, longestToken: longestToken
      ).read(pieces)
    case .packet, .compressed, nil:
      let foreign = try lookAhead(pieces, reader) {
        ForeignInput.recognise($0.span, isAll: $1)
      }
      _ = reader.read(
        Document<Reader.Request>(name: name, source: document, direction: direction))
      if case .foreign(let advice) = foreign { reader.note(name, advice) }
    }
    if let shortfall = pieces.shortfall { reader.failure(name, shortfall) }
    if let remark = pieces.remark { reader.note(name, remark) }
  }
}

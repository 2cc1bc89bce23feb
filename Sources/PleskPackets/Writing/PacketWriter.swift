/// Writes one packet: requests, results or a system failure in, bytes out.
///
/// The bytes are appended to the caller's, so memory is constant if these are sent and removed now and then, however many
/// results there are.
///
/// ```swift
/// var writer = PacketWriter()
/// var bytes: [UInt8] = []
/// for result in results {
///   try writer.write(result, into: &bytes)
///   if bytes.count > 64 * 1024 {
///     send(bytes)
///     bytes.removeAll(keepingCapacity: true)
///   }
/// }
/// try writer.finish(into: &bytes)
/// ```
///
/// What has been written is read back equal, and breaks no rule of severity error or, unless `Options.allowsWarnings`,
/// warning. What would is refused: nothing of it is written, and the packet so far stands. Not looked for are the rules
/// that need to be asked for in reading, `exchange/…` and `result/duplicate-id`; and limits, which are the reader's: a text of
/// more than 1 MiB is written, and refused by a reader with the default ones.
public struct PacketWriter: Sendable {
  private let model: CompiledModel
  private let options: Options
  private var open: OpenElements
  /// What is written by one call.
  private var markup: MarkupWriter
  /// Whether the first result of the operation says that no transaction is running.
  private var startsBare = false
  private var isFinished = false

  /// Makes a writer that has written nothing yet.
  public init(options: Options = .default) {
    self.init(model: .plesk, options: options)
  }

  /// Makes a writer for packets of another content model.
  package init(model: CompiledModel, options: Options = .default) {
    self.model = model
    self.options = options
    open = OpenElements(model)
    markup = MarkupWriter(model: model, layout: options.layout)
  }

  /// Writes a get-download-status operation of a request.
  ///
  /// - Throws: `PacketWritingError`. A request for no task is refused, as an empty filter asks for every task.
  /// - Complexity: Linear in the ids.
  public mutating func write(
    _ request: DownloadStatusRequest, into output: inout [UInt8]
  ) throws(PacketWritingError) {
    try write(request, as: model.first(.operation), into: &output)
  }

  /// Writes a result of a response.
  ///
  /// `DownloadResult.index` is not written: it is the place in the packet, from 1, and that is what is read back. Of a task
  /// that is being downloaded, `current` is written empty, as no value tells what it says.
  ///
  /// - Throws: `PacketWritingError`.
  /// - Complexity: Linear in the texts.
  public mutating func write(
    _ result: DownloadResult, into output: inout [UInt8]
  ) throws(PacketWritingError) {
    try write(result, as: model.first(.result), into: &output)
  }

  /// Writes that a request failed as a whole, which must be all that the response holds.
  ///
  /// - Throws: `PacketWritingError`.
  public mutating func write(
    _ failure: SystemFailure, into output: inout [UInt8]
  ) throws(PacketWritingError) {
    try write(failure, as: model.first(.system), into: &output)
  }

  /// Ends the operation that is open: the next result is one of another operation, as if several were asked for at once.
  ///
  /// - Throws: `PacketWritingError` after `finish`.
  public mutating func endOperation(into output: inout [UInt8]) throws(PacketWritingError) {
    try checkIsOpen()
    close(try open.endOfOperation(), into: &output)
  }

  /// Writes the end of the packet.
  ///
  /// - Throws: `PacketWritingError` if nothing has been written, or after `finish`.
  public mutating func finish(into output: inout [UInt8]) throws(PacketWritingError) {
    try checkIsOpen()
    close(try open.endOfPacket(), into: &output)
    isFinished = true
  }

  /// Writes a part of a packet as an element of the model, in what must be around it.
  package mutating func write<Source: WritableElement>(
    _ source: Source, as element: CompiledModel.Index?, into output: inout [UInt8]
  ) throws(PacketWritingError) {
    try checkIsOpen()
    guard let element else {
      throw PacketWritingError(.notModelled, path: "/")
    }
    let transition = try open.transition(to: element, in: Source.kind)
    markup.removeAll()
    transition.closing.forEach { markup.close($0) }
    for element in transition.opening { try start(element) }
    var writer = ElementWriter(source, transition, model, options)
    try writer.write(into: &markup)
    if !transition.isFirst, startsBare || writer.isBare {
      try writer.check(.noTransactionMisplaced, at: element, isFirst: startsBare)
    }
    if transition.isFirst { startsBare = writer.isBare }
    open.take(transition)
    output += markup.bytes
  }

  private func checkIsOpen() throws(PacketWritingError) {
    if isFinished {
      throw PacketWritingError(
        code: .finished, path: "/", message: "the packet has been finished before")
    }
  }

  private mutating func start(_ element: CompiledModel.Index) throws(PacketWritingError) {
    guard element == 0 else { return markup.open(element) }
    markup.writeDeclaration()
    let attribute = "version"
    guard let version = options.version, model.wordings[0].attributes.contains(attribute) else {
      return markup.open(element)
    }
    if let character = version.characterOutsideXML {
      throw PacketWritingError(
        .characterInAttribute, path: model.path(of: 0, ordinals: SIMD4()),
        (.character, character), (.name, attribute))
    }
    markup.open(element, attribute: (attribute, version))
  }

  private mutating func close(_ elements: [CompiledModel.Index], into output: inout [UInt8]) {
    markup.removeAll()
    elements.forEach { markup.close($0) }
    if elements.last == 0 { markup.endLine() }
    open.close(elements)
    output += markup.bytes
  }
}

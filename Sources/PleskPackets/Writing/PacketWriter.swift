/// Writes one packet from requests, results or a system failure.
///
/// The bytes are appended to the caller's array. Memory stays constant, however many results there
/// are, if you send and remove them now and then.
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
/// What was written is read back equal, and breaks no rule of severity error or, unless
/// `Options.allowsWarnings` is set, warning. A value that would break one is refused: nothing of it
/// is written, and the packet so far stays intact. The writer does not check rules that a reader
/// checks only on request (`exchange/…` and `result/duplicate-id`), nor limits, which belong to the
/// reader: it writes a text of more than 1 MiB, which a reader with the default limits refuses.
public struct PacketWriter: Sendable {
  private let model: CompiledModel
  private let options: Options
  private var open: OpenElements
  /// What the current call writes.
  private var markup: MarkupWriter
  /// Whether the first result of the operation says that no transaction is running.
  private var startsBare = false
  private var isFinished = false

  /// Creates a writer for one packet.
  public init(options: Options = .default) {
    self.init(model: .plesk, options: options)
  }

  /// Creates a writer for packets of another content model.
  package init(model: CompiledModel, options: Options = .default) {
    self.model = model
    self.options = options
    open = OpenElements(model)
    markup = MarkupWriter(model: model, layout: options.layout)
  }

  /// Writes a get-download-status operation of a request.
  ///
  /// - Throws: `PacketWritingError`. A request for no tasks is refused, because an empty filter
  ///   asks for all of them.
  /// - Complexity: Linear in the number of ids.
  public mutating func write(
    _ request: DownloadStatusRequest, into output: inout [UInt8]
  ) throws(PacketWritingError) {
    try write(request, as: model.first(.operation), into: &output)
  }

  /// Writes a result of a response.
  ///
  /// `DownloadResult.index` is not written: it is the place in the packet, from 1, and reading
  /// yields that place. For a task that is downloading, `current` is written empty, because no
  /// value keeps its text.
  ///
  /// - Throws: `PacketWritingError`.
  /// - Complexity: Linear in the length of the texts.
  public mutating func write(
    _ result: DownloadResult, into output: inout [UInt8]
  ) throws(PacketWritingError) {
    try write(result, as: model.first(.result), into: &output)
  }

  /// Writes that a request failed as a whole. The response must contain nothing else.
  ///
  /// - Throws: `PacketWritingError`.
  public mutating func write(
    _ failure: SystemFailure, into output: inout [UInt8]
  ) throws(PacketWritingError) {
    try write(failure, as: model.first(.system), into: &output)
  }

  /// Ends the open operation. The next result starts another one, as in the answer to a request
  /// with several operations.
  ///
  /// - Throws: `PacketWritingError` if an open element lacks a required child, or after `finish`.
  public mutating func endOperation(into output: inout [UInt8]) throws(PacketWritingError) {
    try checkIsOpen()
    close(try open.endOfOperation(), into: &output)
  }

  /// Writes the end of the packet.
  ///
  /// - Throws: `PacketWritingError` if nothing has been written, if an open element lacks a
  ///   required child, or after `finish`.
  public mutating func finish(into output: inout [UInt8]) throws(PacketWritingError) {
    try checkIsOpen()
    close(try open.endOfPacket(), into: &output)
    isFinished = true
  }

  /// Writes a value as an element of the model, together with the elements required around it.
  package mutating func write(
    _ source: any WritableElement, as element: CompiledModel.Index?, into output: inout [UInt8]
  ) throws(PacketWritingError) {
    try checkIsOpen()
    guard let element else {
      throw PacketWritingError(.notModelled, path: "/")
    }
    let transition = try open.transition(to: element, in: type(of: source).kind)
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

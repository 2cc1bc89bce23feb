import Platform
import ExpatSAX
import PleskPackets

/// How inputs are read: opened, recognised by their first bytes, and each of their packets read.
struct InputReading: Sendable {
  let packets: PacketReading
  var progress: ProgressCounts?
  var decompressionLimits = DecompressionLimits()
  /// Whether an input may hold several packets, one behind the other.
  var isConcatenated = false
  /// What packets are where nothing around them tells; nil: each tells.
  var kind: PacketKind?

  /// Reads one input to its end.
  ///
  /// - Parameters:
  ///   - tell: Takes each item.
  ///   - pause: Called when the bytes at hand have been read, with whether the next ones may take a while to come; returns
  ///     whether to go on.
  func read(
    _ input: Input, tell: @escaping (ReportItem) -> Void,
    pause: @escaping (_ mayWait: Bool) -> Bool
  ) {
    defer { progress?.change { $0.inputs += 1 } }
    switch input {
    case .file(let path, _):
      let name = PacketName(path)
      do throws(SystemError) {
        read(FileReader(try InputFile(path: path)), name, tell, pause)
      } catch {
        tell(.failure(name, "cannot be read: \(error.reason)"))
      }
    case .standardInput: read(FileReader(InputFile(borrowing: 0)), PacketName("-"), tell, pause)
    case .unreadable(let path, let reason): tell(.failure(PacketName(path), reason))
    case .passedOver(let text): tell(.passedOver(text))
    }
  }

  /// Reads the packets of an input.
  ///
  /// - Parameter packet: The input as one packet, of which the first bytes have been read.
  func read(
    _ input: any PieceReader, _ name: PacketName,
    asPacket packet: (PeekedReader) -> any ByteSource = { PieceSource($0) },
    _ tell: @escaping (ReportItem) -> Void, _ pause: @escaping (_ mayWait: Bool) -> Bool
  ) {
    do throws(ReadingError) {
      let start = PeekedReader(input)
      switch try form(start, pause) {
      case .compressed(let format):
        let reader = PeekedReader(try DecompressedReader(start, format, decompressionLimits))
        let form = try form(reader, pause)
        try read(reader, form, PieceSource(reader), name, tell, pause)
      case let form: try read(start, form, packet(start), name, tell, pause)
      }
    } catch {
      if case .input(let reason) = error { tell(.failure(name, "cannot be read: \(reason)")) }
    }
  }

  private func read(
    _ file: FileReader, _ name: PacketName, _ tell: @escaping (ReportItem) -> Void,
    _ pause: @escaping (_ mayWait: Bool) -> Bool
  ) {
    // A packet in a file is read straight into the parser.
    read(file, name, asPacket: { FileSource(file, after: $0) }, tell, pause)
  }

  /// Recognises what an input holds; nil if there is no point in reading on.
  private func form(
    _ start: PeekedReader, _ pause: (_ mayWait: Bool) -> Bool
  ) throws(ReadingError) -> InputForm? {
    try lookAhead(start, pause) { InputForm.recognise($0, isAll: $1) }
  }

  /// Recognises something by the first bytes of an input; nil if there is no point in reading on.
  private func lookAhead<Answer>(
    _ start: PeekedReader, _ pause: (_ mayWait: Bool) -> Bool,
    _ recognise: (_ start: [UInt8], _ isAll: Bool) -> Answer?
  ) throws(ReadingError) -> Answer? {
    while pause(start.mayWait) {
      if let answer = try start.lookAhead(recognise) { return answer }
    }
    return nil
  }

  /// - Parameter packet: The input as one packet.
  private func read(
    _ reader: PeekedReader, _ form: InputForm?, _ packet: any ByteSource, _ name: PacketName,
    _ tell: @escaping (ReportItem) -> Void, _ pause: @escaping (_ mayWait: Bool) -> Bool
  ) throws(ReadingError) {
    switch form {
    case .http:
      let messages = HTTPReading(
        packets, decompressionLimits, name.file, reader, tell: tell, pause: pause)
      try messages.read()
    case .har: try HARReading(packets, name.file).read(reader, tell, pause)
    case .packet where isConcatenated:
      try ConcatenatedReading(barePackets, name.file).read(reader, tell, pause)
    case .packet, .compressed, nil:
      let foreign = try lookAhead(reader, pause) { ForeignInput.recognise($0.span, isAll: $1) }
      barePackets.read(packet, name, tell: tell, pause: pause)
      if case .foreign(let advice) = foreign { tell(.note(name, advice)) }
    }
    if let shortfall = reader.shortfall { tell(.failure(name, shortfall)) }
    if let remark = reader.remark { tell(.note(name, remark)) }
  }

  /// How packets are read around which nothing stands.
  private var barePackets: PacketReading {
    kind.map { packets.reading($0, answering: nil) } ?? packets
  }

  /// Reads one input to its end, and lets the reporter take what is found at once.
  func read(_ input: Input, to reporter: Reporter) {
    read(input, tell: reporter.take) { mayWait in
      reporter.settle(mayWait: mayWait)
      return reporter.goesOn
    }
    reporter.settle(mayWait: input.mayWait)
  }
}

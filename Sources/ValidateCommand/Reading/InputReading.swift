import ExpatSAX
import PleskPackets

/// How inputs are read: opened, recognised by their first bytes, and each of their packets read.
struct InputReading: Sendable {
  let packets: PacketReading
  var progress: ProgressCounts?
  var decompressionLimits = DecompressionLimits()

  /// Reads one input to its end.
  ///
  /// - Parameters:
  ///   - tell: Takes each item.
  ///   - pause: Called when the bytes at hand have been read, with whether the next ones may take a while to come; returns
  ///     whether to go on.
  func read(
    _ input: Input, tell: (ReportItem) -> Void, pause: (_ mayWait: Bool) -> Bool
  ) {
    defer { progress?.change { $0.inputs += 1 } }
    switch input {
    case .file(let path, _):
      let name = PacketName(path)
      do throws(SAXError) {
        read(FileSource(try InputFile(path: path)), name, tell, pause)
      } catch {
        tell(.failure(name, "cannot be read: \(error.message)"))
      }
    case .standardInput:
      read(FileSource(InputFile(borrowing: 0)), PacketName("-"), tell, pause)
    case .unreadable(let path, let reason): tell(.failure(PacketName(path), reason))
    case .passedOver(let text): tell(.passedOver(text))
    }
  }

  private func read(
    _ file: FileSource, _ name: PacketName, _ tell: (ReportItem) -> Void,
    _ pause: (_ mayWait: Bool) -> Bool
  ) {
    do throws(ReadingError) {
      var form: InputForm?
      while form == nil, pause(file.mayWait) {
        form = try file.lookAhead { InputForm.recognise($0, isAll: $1) }
      }
      switch form {
      case .compressed(let format):
        let reader = try DecompressedReader(file, format, decompressionLimits)
        packets.read(PieceSource(reader), name, tell: tell, pause: pause)
        if let shortfall = reader.shortfall { tell(.failure(name, shortfall)) }
        if let remark = reader.remark { tell(.note("\(name.shown): \(remark)")) }
      case .packet, nil:
        let advice = ForeignInput.advice(file.start.span)
        packets.read(file, name, tell: tell, pause: pause)
        if let advice { tell(.note("\(name.shown): \(advice)")) }
      }
    } catch {
      if case .input(let reason) = error { tell(.failure(name, "cannot be read: \(reason)")) }
    }
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

import ExpatSAX
import PleskPackets

/// How inputs are read: opened, and each of their packets read.
struct InputReading: Sendable {
  let packets: PacketReading
  var progress: ProgressCounts?

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
        packets.read(FileSource(try InputFile(path: path)), name, tell: tell, pause: pause)
      } catch {
        tell(.failure(name, "cannot be read: \(error.message)"))
      }
    case .standardInput:
      packets.read(FileSource(InputFile(borrowing: 0)), PacketName("-"), tell: tell, pause: pause)
    case .unreadable(let path, let reason): tell(.failure(PacketName(path), reason))
    case .passedOver(let text): tell(.passedOver(text))
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

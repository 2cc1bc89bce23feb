import PleskPackets

/// Values to write packets from, made from the decisions of a fuzzer. Zeros make values that every
/// packet may contain.
extension Choices {
  mutating func result() -> DownloadResult {
    let id = integer()
    switch number(below: 8) {
    case 6:
      return DownloadResult(
        status: .error, errcode: UInt32(truncatingIfNeeded: integer()), errtext: text(),
        filterID: text())
    case 7: return anyResult()
    default:
      return DownloadResult(
        status: .ok, filterID: String(id), id: id, task: DownloadTask(id: id, state: state()))
    }
  }

  /// A result in which everything is optional.
  private mutating func anyResult() -> DownloadResult {
    DownloadResult(
      status: maybe { $0.pick([.ok, .error]) },
      errcode: maybe { UInt32(truncatingIfNeeded: $0.integer()) }, errtext: maybe { $0.text() },
      filterID: maybe { $0.text() }, id: maybe { $0.integer() },
      task: maybe { choices in
        DownloadTask(
          id: choices.maybe { $0.integer() }, state: choices.maybe { $0.state() })
      })
  }

  private mutating func state() -> DownloadTask.State {
    switch number(below: 4) {
    case 0: .finished(package: number(below: 8) == 7 ? nil : integer())
    case 1: .failed(reason: text())
    case 2: .downloading(progress())
    default: .queued(progress())
    }
  }

  private mutating func progress() -> DownloadTask.Progress {
    DownloadTask.Progress(
      total: number(below: 8) == 7 ? nil : integer(),
      completed: number(below: 8) == 7 ? nil : number(below: 2) == 0 ? 0 : integer())
  }

  mutating func request() -> DownloadStatusRequest {
    let count = number(below: 8)
    if count == 7 { return DownloadStatusRequest(.all) }
    return DownloadStatusRequest(
      .tasks((0...count).dropFirst(number(below: 2)).map { _ in integer() }))
  }

  mutating func failure() -> SystemFailure {
    SystemFailure(
      status: number(below: 4) == 3 ? maybe { $0.pick([.ok, .error]) } : .error,
      errcode: maybe { UInt32(truncatingIfNeeded: $0.integer()) }, errtext: maybe { $0.text() })
  }

  mutating func writerOptions() -> PacketWriter.Options {
    let layout = number(below: 6)
    return PacketWriter.Options(
      version: number(below: 2) == 0 ? "1.6.9.1" : maybe { $0.pick(Vocabulary.texts) },
      layout: layout < 3 ? .compact : .indented(by: UInt8(layout - 3)),
      allowsWarnings: number(below: 2) == 1)
  }

  /// Mostly present.
  private mutating func maybe<Value>(_ value: (inout Self) -> Value) -> Value? {
    number(below: 4) == 3 ? nil : value(&self)
  }

  /// Small, or of any size and sign.
  private mutating func integer() -> Int64 {
    let choice = byte()
    if choice < 0xC0 { return Int64(choice) + 1 }
    let values: [Int64] = [0, -1, .min, .max, 1013, 1016, 3_584_225, 100_000_000]
    if choice < 0xF0 { return values[Int(choice) % values.count] }
    return (0..<8).reduce(0) { number, _ in number << 8 | Int64(byte()) }
  }

  /// A value known from packets, or arbitrary bytes.
  private mutating func text() -> String {
    let choice = number(below: 16)
    switch choice {
    case 0...5: return pick(Vocabulary.texts)
    case 6...8: return pick(Vocabulary.texts) + pick(Vocabulary.texts)
    case 9: return String(repeating: pick(Vocabulary.texts), count: word() % 2000)
    case 10: return String(Unicode.Scalar(UInt32(byte()) << 16 | UInt32(word())) ?? "x")
    default:
      let bytes = (0..<number(below: 24)).map { _ in byte() }
      return String(decoding: bytes, as: UTF8.self)
    }
  }
}

import PleskPackets
import TestSupport
import Testing

/// Random values: what is written is read back equal, and what is refused breaks a rule.
@Suite struct RandomRoundTripTests {
  private static let partsPerSeries = 200

  @Test("results", arguments: 0..<40)
  func results(_ series: Int) throws {
    var parts = RandomParts(seed: UInt64(series))
    var good: [DownloadResult] = []
    for _ in 0..<Self.partsPerSeries {
      let result = parts.result()
      try expectTrue(to: result)
      let isBare = result == DownloadResult(index: result.index, status: .ok)
      if !isBare, (try? PacketWriter.response([result])) != nil { good.append(result) }
    }
    #expect(good.count > Self.partsPerSeries / 4)
    let layout = PacketWriter.Layout.indented(by: UInt8(series % 5))
    let packet = try PacketWriter.response(
      good, options: .init(layout: series % 2 == 0 ? .compact : layout))
    for run in Written.runs(of: packet) {
      #expect(run.error == nil)
      #expect(run.findings.allSatisfy { $0.severity == .info })
      #expect(run.results == Written.inOrder(good))
      #expect(run.results.map(\.textBytes) == good.map(\.textBytes))
    }
  }

  /// Checks what the writer reports about a result against what the reader reports.
  private func expectTrue(to result: DownloadResult) throws {
    guard
      let packet = try? PacketWriter.response([result], options: .init(allowsWarnings: true))
    else {
      let refusal = Written.refusal {
        _ = try PacketWriter.response([result], options: .init(allowsWarnings: true))
      }
      #expect(refusal?.rule?.severity == .error)
      return #expect(!result.canBeValid, "\(result)")
    }
    #expect(result.canBeValid, "\(result)")
    let refusal = Written.refusal {
      _ = try PacketWriter.response([result])
    }
    for run in Written.runs(of: packet) {
      #expect(run.summary.verdict == .valid)
      #expect(run.results == Written.inOrder([result]))
      #expect(run.results.map(\.textBytes) == [result.textBytes])
      let warnings = run.findings.filter { $0.severity == .warning }
      guard let refusal else { return #expect(warnings.isEmpty, "\(result)") }
      // The message and the place of the reader.
      #expect(
        warnings.contains {
          $0.rule == refusal.rule && $0.path == refusal.path && $0.message == refusal.message
        }, "\(result): \(refusal)")
    }
  }

  @Test("requests", arguments: 0..<10)
  func requests(_ series: Int) throws {
    var parts = RandomParts(seed: UInt64(1000 + series))
    for _ in 0..<Self.partsPerSeries {
      let requests = (0...series % 3).map { _ in parts.request() }
      let repeatsID = requests.contains {
        if case .tasks(let ids) = $0.selection { Set(ids).count < ids.count } else { false }
      }
      let packet = try PacketWriter.request(requests, options: .init(allowsWarnings: true))
      for run in Written.runs(of: packet) {
        #expect(run.summary.verdict == .valid)
        #expect(run.summary.kind == .request)
        #expect(run.ruleIDs.contains("request/repeated-task-id") == repeatsID)
        let read = run.events.compactMap {
          if case .request(let request) = $0 { request } else { nil }
        }
        #expect(read == requests)
      }
      #expect(((try? PacketWriter.request(requests)) == nil) == repeatsID)
    }
  }

  @Test("system failures", arguments: 0..<10)
  func failures(_ series: Int) throws {
    var parts = RandomParts(seed: UInt64(2000 + series))
    for _ in 0..<Self.partsPerSeries {
      let failure = parts.failure()
      let canBeValid = failure.status != nil && failure.errtext?.isXML != false
      let packet = try? PacketWriter.response(failure, options: .init(allowsWarnings: true))
      #expect((packet != nil) == canBeValid)
      #expect(
        ((try? PacketWriter.response(failure)) != nil) == (canBeValid && failure.status == .error))
      for run in packet.map({ Written.runs(of: $0) }) ?? [] {
        #expect(run.summary.verdict == .valid)
        guard case .systemFailure(let read) = run.events.last else {
          Issue.record("no failure")
          continue
        }
        #expect(read == failure)
        #expect(read.errtext.map { Array($0.utf8) } == failure.errtext.map { Array($0.utf8) })
      }
    }
  }

  /// Proves that the tests above are not void: what the results are like.
  @Test func resultsAreOfAllKinds() {
    var (valid, flawless) = (0, 0)
    var rules: Set<String> = []
    for seed in 0..<20 {
      var parts = RandomParts(seed: UInt64(seed))
      for _ in 0..<Self.partsPerSeries {
        let result = parts.result()
        for allowsWarnings in [false, true] {
          let refusal = Written.refusal {
            _ = try PacketWriter.response([result], options: .init(allowsWarnings: allowsWarnings))
          }
          if let refusal { rules.insert(refusal.rule?.id ?? "") }
          if refusal == nil { if allowsWarnings { valid += 1 } else { flawless += 1 } }
        }
      }
    }
    #expect((2000...3900).contains(valid))
    #expect((1000...3000).contains(flawless))
    #expect(rules.count == 18, "\(rules.sorted())")
  }
}

extension DownloadResult {
  /// Whether there is a valid packet with this result, by the text of the rules.
  fileprivate var canBeValid: Bool {
    guard let status, texts.allSatisfy(\.isXML), id.map({ $0 >= 1 }) != false else { return false }
    if status == .error, errcode == nil { return false }
    guard let task else { return true }
    if status == .ok, id == nil || filterID == nil { return false }
    guard let id = task.id, id >= 1 else { return false }
    switch task.state {
    case .finished(let package): return package.map { $0 >= 1 } == true
    case .failed: return true
    case .downloading(let progress), .queued(let progress):
      return progress.total != nil && progress.completed != nil
    case nil: return false
    }
  }

  private var texts: [String] {
    var texts = [errtext, filterID].compactMap { $0 }
    if case .failed(let reason) = task?.state { texts.append(reason) }
    return texts
  }
}

extension String {
  /// Whether XML 1.0 has all the characters: its production Char.
  fileprivate var isXML: Bool {
    unicodeScalars.allSatisfy {
      switch $0.value {
      case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
      default: false
      }
    }
  }
}

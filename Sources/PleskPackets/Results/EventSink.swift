import ExpatSAX

/// Counts results and findings, and passes them to the caller.
struct EventSink {
  let model: CompiledModel
  let levels: RuleLevels
  let locator: SAXLocator
  let send: (PacketEvent) -> Void
  private(set) var summary = PacketSummary(kind: .response)

  init(
    model: CompiledModel, levels: RuleLevels, locator: SAXLocator,
    send: @escaping (PacketEvent) -> Void
  ) {
    self.model = model
    self.levels = levels
    self.locator = locator
    self.send = send
  }

  mutating func report(_ finding: Finding) {
    guard let severity = levels[finding.rule] else { return }
    var finding = finding
    finding.severity = severity
    switch severity {
    case .error: summary.errors += 1
    case .warning: summary.warnings += 1
    case .info: summary.infos += 1
    }
    send(.finding(finding))
  }

  func finding(
    _ rule: Rule, at place: Place, child: String?, message: String
  ) -> Finding {
    var path = model.path(of: place.element, ordinals: place.ordinals)
    if let child { path += "/" + child }
    return Finding(
      rule: rule, location: locator.resolve(place.location), path: path, message: message)
  }
}

extension EventSink: ReducerOutput {
  mutating func report(_ rule: Rule, at place: Place, message: String) {
    report(finding(rule, at: place, child: nil, message: message))
  }

  mutating func deliver(_ result: DownloadResultView) {
    summary.results += 1
    send(.result(result))
  }

  /// Counts results that are delivered elsewhere.
  mutating func take(results count: Int) { summary.results += count }

  func deliver(_ request: DownloadStatusRequest) { send(.request(request)) }
  func deliver(_ failure: SystemFailure) { send(.systemFailure(failure)) }
}

import TestSupport

@testable import PleskPackets

/// Typed events that can be kept in an array, since `TypedEvent` borrows its text.
enum Step: Equatable {
  case open(Role)
  case close(Role)
  case status(ResultStatus)
  case integer(Role, Int64)
  case text(Role, String)
  case invalid(Role)
  case remark(Role)
  case markup(Role)
  case unusedChild(Role)
  /// The packet has ended well.
  case finish
}

/// What the reducer makes from a list of events, without any XML.
struct ReducerRun: Equatable {
  /// A finding: its rule, the opening where it is placed, and the step that made it certain.
  struct Report: Equatable {
    var rule: String
    /// The role of the element that it is placed at.
    var place: Role
    /// The number of the step that opened that element, from 0.
    var opened: Int
    /// The step during which it was reported.
    var during: Step
  }

  private(set) var reports: [Report] = []
  private(set) var results: [DownloadResult] = []
  private(set) var requests: [DownloadStatusRequest] = []
  private(set) var failures: [SystemFailure] = []
  /// The step that is being taken.
  private var current: Step = .finish

  var rules: [String] { reports.map(\.rule) }

  init(
    _ steps: [[Step]], request: DownloadStatusRequest? = nil, reportsDuplicateIDs: Bool = false
  ) {
    var reducer = PacketReducer(
      comparison: request.flatMap(ExchangeState.init), reportsDuplicateIDs: reportsDuplicateIDs)
    for (number, step) in steps.joined().enumerated() {
      current = step
      switch step {
      case .open(let role):
        if role.isPlaced {
          reducer.receive(.open(role, Self.place(role, number)), into: &self)
        } else {
          reducer.receive(.start(role), into: &self)
        }
      case .close(let role):
        reducer.receive(.close(role), into: &self)
      case .status(let status):
        reducer.receive(.value(.status, .status(status)), into: &self)
      case .integer(let role, let number):
        reducer.receive(.value(role, .integer(number)), into: &self)
      case .text(let role, let text):
        let bytes = Array(text.utf8)
        reducer.receive(.value(role, .text(bytes.span)), into: &self)
      case .invalid(let role):
        reducer.receive(.value(role, .invalid), into: &self)
      case .remark(let role):
        reducer.receive(.remark(role), into: &self)
      case .markup(let role):
        reducer.receive(.markup(role), into: &self)
      case .unusedChild(let role):
        reducer.receive(.unusedChild(of: role), into: &self)
      case .finish:
        reducer.finish(kind: .response, into: &self)
      }
    }
  }

  private static func place(_ role: Role, _ number: Int) -> Place {
    Place(
      element: CompiledModel.plesk.first(role) ?? 0, ordinals: SIMD4(),
      location: Location(byteOffset: number, line: 1, column: 1))
  }
}

extension ReducerRun: ReducerOutput {
  mutating func report(_ rule: Rule, at place: Place, message: String) {
    reports.append(
      Report(
        rule: rule.id, place: CompiledModel.plesk.elements[place.element].role,
        opened: place.location.byteOffset, during: current))
  }

  mutating func deliver(_ result: DownloadResultView) { results.append(result.owned) }
  mutating func deliver(_ request: DownloadStatusRequest) { requests.append(request) }
  mutating func deliver(_ failure: SystemFailure) { failures.append(failure) }
}

/// Parts of packets, as events.
extension [Step] {
  static func element(_ role: Role, _ content: [Step]...) -> [Step] {
    [.open(role)] + content.flatMap { $0 } + [.close(role)]
  }
  static func status(_ status: ResultStatus) -> [Step] {
    [.open(.status), .status(status)]
  }
  static func integer(_ role: Role, _ number: Int64) -> [Step] {
    [.open(role), .integer(role, number)]
  }
  static func text(_ role: Role, _ text: String) -> [Step] { [.open(role), .text(role, text)] }
  static func invalid(_ role: Role) -> [Step] { [.open(role), .invalid(role)] }

  /// A result of status ok and nothing else.
  static var bareResult: [Step] { element(.result, status(.ok)) }
  /// A result that breaks no rule.
  static func finishedResult(_ id: Int64) -> [Step] {
    element(
      .result, status(.ok), text(.filterID, String(id)), integer(.id, id),
      element(.task, integer(.taskID, id), element(.finished, integer(.packageID, 13))))
  }
  /// A failed query that breaks no rule.
  static func failedQuery(_ id: Int64) -> [Step] {
    element(
      .result, status(.error), integer(.errcode, 1013), text(.errtext, "not found"),
      text(.filterID, String(id)))
  }
  /// A request's operation.
  static func request(_ ids: Int64...) -> [Step] {
    element(.operation, element(.filter, ids.flatMap { integer(.requestedID, $0) }))
  }
}

/// What results, requests and system failures hold, by role.
extension DownloadResult: WritableElement {
  package static var kind: PacketKind { .response }

  package func has(_ role: Role) -> Bool {
    switch (role, task?.state) {
    case (.task, _): task != nil
    case (.finished, .finished), (.finished, .failed): true
    case (.progress, .downloading), (.progress, .queued): true
    default: false
    }
  }

  package func text(of role: Role) -> String? {
    switch (role, task?.state) {
    case (.status, _): status?.rawValue
    case (.errcode, _): errcode.map { String($0) }
    case (.errtext, _): errtext
    case (.filterID, _): filterID
    case (.id, _): id.map { String($0) }
    case (.taskID, _): task?.id.map { String($0) }
    case (.packageID, .finished(let package)): package.map { String($0) }
    case (.failureReason, .failed(let reason)): reason
    case (.total, .downloading(let progress)), (.total, .queued(let progress)):
      progress.total.map { String($0) }
    case (.completed, .downloading(let progress)), (.completed, .queued(let progress)):
      progress.completed.map { String($0) }
    // That it is there says all that a state keeps of it.
    case (.current, .downloading): ""
    default: nil
    }
  }
}

extension DownloadStatusRequest: WritableElement {
  package static var kind: PacketKind { .request }

  package func has(_ role: Role) -> Bool { role == .filter }
  package func text(of role: Role) -> String? { nil }

  package func numbers(of role: Role) -> [Int64] {
    if role == .requestedID, case .tasks(let ids) = selection { ids } else { [] }
  }

  package var ambiguity: String? {
    selection == .tasks([]) ? "no task is asked for, but an empty filter asks for every one" : nil
  }
}

extension SystemFailure: WritableElement {
  package static var kind: PacketKind { .response }

  package func has(_ role: Role) -> Bool { false }

  package func text(of role: Role) -> String? {
    switch role {
    case .status: status?.rawValue
    case .errcode: errcode.map { String($0) }
    case .errtext: errtext
    default: nil
    }
  }
}

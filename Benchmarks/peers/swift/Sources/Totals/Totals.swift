import Foundation

/// What was read, for comparison with what validate reads.
public struct Totals: Encodable {
  public var results = 0
  public var failedQueries = 0
  public var failedTasks = 0
  public var downloading = 0
  public var errcodes = 0
  public var ids = 0
  public var taskIds = 0
  public var packageIds = 0
  public var total = 0
  public var completed = 0
  public var textBytes = 0

  public init() {}

  public mutating func add(_ result: DownloadResult) {
    results += 1
    if result.status == "error" { failedQueries += 1 }
    errcodes += result.errcode ?? 0
    ids += result.id ?? 0
    for text in [result.errtext, result.filterID, result.task?.finished?.error] {
      textBytes += text?.utf8.count ?? 0
    }
    guard let task = result.task else { return }
    taskIds += task.id
    packageIds += task.finished?.packageID ?? 0
    if task.finished?.error != nil { failedTasks += 1 }
    total += task.inProgress?.total ?? 0
    completed += task.inProgress?.completed ?? 0
    if task.inProgress?.current != nil { downloading += 1 }
  }

  /// Prints them as one line of JSON.
  public func print() throws {
    Swift.print(String(decoding: try JSONEncoder().encode(self), as: UTF8.self))
  }
}

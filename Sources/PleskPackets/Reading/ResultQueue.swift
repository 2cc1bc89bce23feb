/// A queue between the parser, which delivers as many results as a piece of input completes, and a
/// caller that takes one at a time.
final class ResultQueue {
  private var results: [DownloadResult] = []
  private var next = 0

  func append(_ result: DownloadResult) { results.append(result) }

  func popFirst() -> DownloadResult? {
    if next == results.count {
      results.removeAll(keepingCapacity: true)
      next = 0
      return nil
    }
    next += 1
    return results[next - 1]
  }
}

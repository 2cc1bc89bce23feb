import Foundation
import Totals

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// A delegate of `XMLParser` that collects the fields of each result.
final class Reducer: NSObject, XMLParserDelegate {
  private(set) var totals = Totals()
  private(set) var problem: String?
  private var result: DownloadResult?
  private var text = ""

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    text = ""
    switch name {
    case "result": result = DownloadResult()
    case "task": result?.task = DownloadResult.Task()
    case "finished": result?.task?.finished = DownloadResult.Finished()
    case "in-progress": result?.task?.inProgress = DownloadResult.InProgress()
    default: break
    }
  }

  func parser(_ parser: XMLParser, foundCharacters characters: String) {
    text += characters
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    guard result != nil else { return }
    switch name {
    case "status": result?.status = text
    case "errcode": result?.errcode = number(parser)
    case "errtext": result?.errtext = text
    case "filter-id": result?.filterID = text
    case "id" where result?.task != nil: result?.task?.id = number(parser)
    case "id": result?.id = number(parser)
    case "package-id": result?.task?.finished?.packageID = number(parser)
    case "error": result?.task?.finished?.error = text
    case "total": result?.task?.inProgress?.total = number(parser)
    case "completed": result?.task?.inProgress?.completed = number(parser)
    case "current": result?.task?.inProgress?.current = text
    case "result":
      if let result { totals.add(result) }
      result = nil
    default: break
    }
  }

  private func number(_ parser: XMLParser) -> Int {
    if let value = Int(text) { return value }
    problem = "not a number: \(text)"
    parser.abortParsing()
    return 0
  }
}

// Foundation's XMLParser on a stream, with a delegate that reduces to typed values.

import Foundation
import Totals

#if canImport(FoundationXML)
  import FoundationXML
#endif

guard CommandLine.arguments.count == 2,
  let file = InputStream(fileAtPath: CommandLine.arguments[1])
else { exit(64) }
let reducer = Reducer()
let parser = XMLParser(stream: file)
parser.delegate = reducer
// If the input ends too early, parse() still returns true, and only the error shows it.
let parsed = parser.parse() && parser.parserError == nil
guard parsed, reducer.problem == nil else {
  let problem = reducer.problem ?? parser.parserError.map { "\($0)" } ?? "no reason given"
  FileHandle.standardError.write(Data("line \(parser.lineNumber): \(problem)\n".utf8))
  exit(1)
}
try reducer.totals.print()

import Bytes
import ExpatSAX

/// Reads whole results straight from the bytes, as long as there is nothing to report about them.
///
/// Almost every result of a real response consists of plain tags in the order of the content model,
/// digits and text. These need no XML parser: XML is compositional, so that removing a whole
/// element from element content leaves a document that is well-formed exactly if the original was.
/// In any doubt the lane takes nothing: an attribute, a comment, a different order, a number out of
/// range, a broken rule. Then Expat reads the result, so every finding is made in one place.
///
/// The lane depends only on the content model: `MarkupReader` reads the tags of any model, and
/// `LearnedRuns` remembers what it has read.
struct ExpressLane: ~Copyable {
  /// What the lane took from the start of some bytes.
  struct Taken {
    var bytes = 0
    var results = 0
    /// The number of line feeds in them.
    var lines = 0
    /// The number of their bytes that do not start a scalar.
    var continuations = 0
    /// Whether an incomplete result may follow.
    var isUnfinished = false
  }

  private let textLimit: Int
  /// Whether the document is encoded in ASCII.
  private let isASCII: Bool
  private var reader: MarkupReader
  private var learned = LearnedRuns()
  /// The decoded texts of a result whose texts contain references, and whether the current result
  /// is one.
  private var decoded = TextBuffer()
  private var decodes = false
  private var current: InlineArray<1, ResultFields> = [ResultFields()]

  /// Creates a lane for the results of one row.
  ///
  /// - Returns: Nil if no lane may be used with this row, these limits or this encoding.
  init?(
    model: CompiledModel, result: CompiledModel.Index, limits: Limits, encoding: InputEncoding
  ) {
    guard encoding == .utf8 || encoding == .ascii,
      let extent = model.extentOfPlainResult(result),
      limits.depth >= extent.depth, limits.name >= extent.name, limits.token >= extent.tag,
      limits.text >= LaneCursor.longestUnmeasured
    else { return nil }
    textLimit = limits.text
    isASCII = encoding == .ascii
    reader = MarkupReader(model: model, result: result)
  }

  /// The row of the results that the lane reads.
  var result: CompiledModel.Index { reader.result }

  /// Takes as many results as possible from the start of these bytes, with the whitespace before
  /// each.
  mutating func take(_ bytes: Span<UInt8>, into downstream: inout Downstream) -> Taken {
    var cursor = LaneCursor(bytes, isASCII: isASCII)
    var taken = Taken()
    while true {
      switch readResult(&cursor, from: taken.bytes) {
      case .done:
        let isCommitted =
          if decodes {
            downstream.reducer.commit(
              current.span, text: decoded.span, into: &downstream.sink)
          } else {
            downstream.reducer.commit(current.span, text: bytes, into: &downstream.sink)
          }
        if !isCommitted { return taken }
        taken.bytes = cursor.position
        taken.results &+= 1
        taken.lines = cursor.lines
        taken.continuations = cursor.continuations
      case .unfinished:
        // A finding that is already certain must not wait for the rest.
        taken.isUnfinished = !downstream.reducer.isCertainlyFlawed(current[0], reader.openRoles)
        return taken
      case .odd, .reference, .proceed:
        return taken
      }
    }
  }

  /// Reads one result and checks its form only. For an incomplete result, it also notes what was
  /// read so far.
  ///
  /// - Parameter start: The position where the result starts, including the whitespace before it.
  @inline(__always)
  private mutating func readResult(_ cursor: inout LaneCursor, from start: Int) -> LaneStep {
    current[0].reset()
    decodes = false
    var last = 0
    let step = learned.read(&cursor, into: &current[0], textLimit, &last)
    if step == .done {
      cursor.count(lines: learned.runs[last].lines)
      current[0].complete(learned.runs[last].facts)
      return .done
    }
    if step == .odd { return .odd }
    return readUnknown(after: last, step ?? .proceed, &cursor, from: start)
  }

  /// Reads what follows the known runs by the content model, up to the end of the result.
  ///
  /// - Parameters:
  ///   - known: The last known run.
  ///   - step: The outcome of reading its value.
  @inline(never)
  private mutating func readUnknown(
    after known: Int, _ step: LaneStep, _ cursor: inout LaneCursor, from start: Int
  ) -> LaneStep {
    var run = learned.runs[known]
    if known == 0 { run.place = reader.start }
    cursor.count(lines: run.lines)
    var last: Int? = known
    var step = step
    while true {
      if step == .reference { step = readDecoded(run, &cursor, from: start) }
      if step != .proceed { break }
      let position = cursor.position
      step = reader.read(after: &run, &cursor)
      if step != .proceed {
        current[0].complete(run.facts)
        return step
      }
      last = learned.learn(run, after: last, cursor, from: position)
      step =
        decodes && run.ending.isText
        ? .reference : run.readValue(&cursor, into: &current[0], textLimit)
    }
    if step != .done { reader.enterParent(of: run.place) }
    current[0].complete(run.facts, except: step == .done ? .none : run.role)
    return step
  }

  /// Reads a text that may contain references into the lane's own memory. The texts before it are
  /// copied there.
  private mutating func readDecoded(
    _ run: LearnedRuns.Run, _ cursor: inout LaneCursor, from start: Int
  ) -> LaneStep {
    if !decodes {
      decodes = true
      decoded.removeAll()
      decoded.append(copying: cursor.bytes(from: start))
      current[0].moveTexts(by: -start)
    }
    let first = decoded.count
    var match = LaneCursor.Match.no
    while run.ending == .text, match != .yes {
      let position = cursor.position
      match = cursor.skipText()
      decoded.append(copying: cursor.bytes(from: position))
      var reference = match
      if match == .no, cursor.isAtReference {
        var scalar: Unicode.Scalar = "&"
        reference = cursor.skipReference(&scalar)
        if reference == .yes {
          for byte in UTF8.encode(scalar) ?? .init() { decoded.append(byte) }
        }
      }
      if reference == .no || decoded.count - first > textLimit { return .odd }
      if reference == .unfinished { return .unfinished }
    }
    let range = first..<decoded.count
    current[0].note(textIn: decoded, range, of: run.role)
    return .proceed
  }
}

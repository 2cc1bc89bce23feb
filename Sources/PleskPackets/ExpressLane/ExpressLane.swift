import ExpatSAX

/// Takes whole results straight from the bytes, as long as there is nothing about them to report.
///
/// Almost every result of a real response is made of plain tags in the order of the content model, of digits and of text. These
/// need no XML parser: XML is compositional, so that taking a whole element out of element content leaves a document that is
/// well-formed exactly if the first one was. The lane takes nothing in any doubt: an attribute, a reference, a comment, another
/// order, a number out of its range, a rule that is broken. Then Expat reads the result, and every finding is made in one place.
///
/// It follows from the content model alone: `MarkupReader` reads the tags of any model, `LearnedRuns` remembers what it read.
struct ExpressLane: ~Copyable {
  /// What has been taken of some bytes, from their start.
  struct Taken {
    var bytes = 0
    var results = 0
    /// Line feeds in them.
    var lines = 0
    /// Bytes of them that do not start a scalar.
    var continuations = 0
    /// Whether what follows may be another result, of which more bytes have to come.
    var isUnfinished = false
  }

  private let textLimit: Int
  /// Whether the document is in ASCII only.
  private let isASCII: Bool
  private var reader: MarkupReader
  private var learned = LearnedRuns()
  private var current: InlineArray<1, ResultFields> = [ResultFields()]

  /// Makes a lane for the results of one row.
  ///
  /// - Returns: Nil where no lane may be used: for this row, these limits or this encoding.
  init?(
    model: CompiledModel, result: CompiledModel.Index, limits: Limits, encoding: InputEncoding
  ) {
    guard encoding == .utf8 || encoding == .ascii,
      let extent = model.extentOfPlainResult(result),
      limits.depth >= extent.depth, limits.name >= extent.name, limits.token >= extent.tag
    else { return nil }
    textLimit = limits.text
    isASCII = encoding == .ascii
    reader = MarkupReader(model: model, result: result)
  }

  /// The row of the results that it takes.
  var result: CompiledModel.Index { reader.result }

  /// Takes as many results as stand at the start of these bytes, blanks before each included.
  mutating func take(_ bytes: Span<UInt8>, into downstream: inout Downstream) -> Taken {
    var cursor = LaneCursor(bytes)
    var taken = Taken()
    while true {
      switch readResult(&cursor) {
      case .done:
        current[0].compare()
        guard cursor.continuations == 0 || !isASCII,
          downstream.reducer.commit(current.span, text: bytes, into: &downstream.sink)
        else { return taken }
        taken.bytes = cursor.position
        taken.results &+= 1
        taken.lines = cursor.lines
        taken.continuations = cursor.continuations
      case .unfinished:
        current[0].compare()
        // A finding that is certain must not wait for the rest.
        taken.isUnfinished = !downstream.reducer.isCertainlyFlawed(current[0])
        return taken
      case .odd:
        return taken
      }
    }
  }

  /// Reads one result, and nothing but its form.
  @inline(__always)
  private mutating func readResult(_ cursor: inout LaneCursor) -> LaneStep {
    current[0].startAnew()
    var last = 0
    return learned.read(&cursor, into: &current[0], textLimit, &last)
      ?? readUnknown(after: last, &cursor)
  }

  /// Reads what is known, and what is not by the content model, up to the end of the result.
  @inline(never)
  private mutating func readUnknown(after known: Int, _ cursor: inout LaneCursor) -> LaneStep {
    var last: Int? = known
    var place = known == 0 ? reader.start : learned.runs[known].place
    while true {
      let start = cursor.position
      switch reader.read(after: place, &cursor) {
      case .run(let run):
        last = learned.learn(run, after: last, cursor, from: start)
        let step = run.readValue(&cursor, into: &current[0], textLimit)
        if step != .done || run.ending == .result { return step }
        place = run.place
      case .odd: return .odd
      case .unfinished: return .unfinished
      }
    }
  }
}

/// How reading a result, or a part of it, went.
enum LaneStep {
  case done
  /// Something that the lane does not take.
  case odd
  /// The bytes end first, and nothing has been odd so far.
  case unfinished
}

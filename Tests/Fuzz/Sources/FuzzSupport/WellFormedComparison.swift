import ExpatSAX

/// `StreamParser`, fed in pieces, against the verdict of Expat alone on the whole document.
///
/// They differ on purpose in four things:
/// - After the root, Expat judges a word by its end. If it is quoted, has more than 64 characters,
///   or ends with half of a surrogate pair, `StreamParser` reports where it starts.
/// - In UTF-16 Expat takes the first half of a surrogate pair for the start of any pair.
///   `StreamParser` refuses it.
/// - Expat counts a byte order mark as a column, or as three if an encoding of single bytes is
///   declared after it.
/// - After a DOCTYPE, which ends the parse, the rest is not read.
public enum WellFormedComparison {
  private enum Verdict: Equatable {
    case wellFormed
    case doctype(Location)
    case refused(Location)
    /// For a reason other than well-formedness.
    case other(SAXError)
  }

  /// Reads a document in both ways, and ends the process if there is any difference.
  public static func check(_ document: [UInt8], _ plan: Plan) {
    var limits = Limits.default
    for name in Limits.Name.allCases { limits[name] = .max }
    let ours = SAXRun(of: document, plan.pieces(of: document.count), plan.way, limits)
    let expat = ExpatVerdict(of: document[...])
    var differences = Differences()
    differences.note("verdict", verdict(ours.error), expected(ours, expat, document))
    let isCut = ours.error?.code == .truncated || ours.error?.code == .empty
    if isCut { differences.note("refused for its end", isCut, expat.isForItsEnd) }
    differences.report(document, plan, "StreamParser", "Expat")
  }

  private static func verdict(_ error: SAXError?) -> Verdict {
    guard let error else { return .wellFormed }
    switch error.code {
    case .doctype: return .doctype(error.location)
    case .notWellFormed, .truncated, .empty, .encoding: return .refused(error.location)
    default: return .other(error)
    }
  }

  /// The verdict that we expect from Expat's, with the intended differences.
  private static func expected(
    _ ours: SAXRun, _ expat: ExpatVerdict, _ document: [UInt8]
  ) -> Verdict {
    var place = expat.place
    if let error = ours.error, isStricter(error, ours.encoding, than: expat, document) {
      let end = error.location.byteOffset + (isWide(ours.encoding) ? 2 : 1)
      place = ExpatVerdict(of: document[..<min(end, document.count)]).place
      // In a tag that is cut, Expat stops where the tag starts.
      if place.byteOffset < error.location.byteOffset { return .refused(error.location) }
    } else if expat.error == nil {
      return .wellFormed
    }
    place.column -= columnsOfMark(before: place, ours.encoding, document)
    return expat.isDoctype ? .doctype(place) : .refused(place)
  }

  /// Whether ours is an error that we report earlier than Expat, or that Expat does not know.
  private static func isStricter(
    _ error: SAXError, _ encoding: InputEncoding, than expat: ExpatVerdict, _ document: [UInt8]
  ) -> Bool {
    let before = document[..<error.location.byteOffset]
    switch (error.code, error.detail) {
    case (.notWellFormed, .afterRoot):
      let size = isWide(encoding) ? 2 : 1
      let distance = (expat.place.byteOffset - error.location.byteOffset) / size
      let isQuoted = document[error.location.byteOffset...].prefix(2).contains {
        $0 == 0x22 || $0 == 0x27
      }
      let endsAtHalf = isFirstHalfAlone(document[expat.place.byteOffset...], encoding)
      return expat.error != nil && (distance > 64 || (distance > 0 && (isQuoted || endsAtHalf)))
        && ExpatVerdict(of: before).error == nil
    case (.encoding, _):
      return isFirstHalfAlone(document[error.location.byteOffset...], encoding)
        && ExpatVerdict(of: before, isComplete: false).error == nil
    default:
      return false
    }
  }

  private static func isFirstHalfAlone(
    _ bytes: ArraySlice<UInt8>, _ encoding: InputEncoding
  ) -> Bool {
    guard isWide(encoding), bytes.count >= 4 else { return false }
    let high = bytes.startIndex + (encoding == .utf16BigEndian ? 0 : 1)
    return (0xD8...0xDB).contains(bytes[high]) && !(0xDC...0xDF).contains(bytes[high + 2])
  }

  private static func isWide(_ encoding: InputEncoding) -> Bool {
    encoding == .utf16LittleEndian || encoding == .utf16BigEndian
  }

  /// How many columns Expat counts for the byte order mark, before a place.
  private static func columnsOfMark(
    before place: Location, _ encoding: InputEncoding, _ document: [UInt8]
  ) -> Int {
    guard place.line == 1 else { return 0 }
    if document.starts(with: [0xEF, 0xBB, 0xBF]), place.byteOffset >= 3 {
      return encoding == .latin1 || encoding == .ascii ? 3 : 1
    }
    let isWide = document.starts(with: [0xFE, 0xFF]) || document.starts(with: [0xFF, 0xFE])
    return isWide && place.byteOffset >= 2 ? 1 : 0
  }
}

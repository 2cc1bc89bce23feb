import Bytes
import ExpatSAX

/// Markup that the lane has read before, byte for byte, and where it led in the content model.
///
/// The same bytes at the same place in the content model always have the same meaning. So a run of
/// markup, from the end of one value to the start of the next, whitespace included, is read by the
/// model once. When the same bytes follow the same runs again, comparing them is enough. The runs
/// form a tree: each knows those that have followed it. A response has a few dozen. Their number is
/// limited; when the limit is reached, learning starts again.
struct LearnedRuns {
  /// What follows a run.
  enum Ending: UInt8 {
    /// A value that consists of digits.
    case number
    case text
    /// An empty text: the run ends with an empty-element tag.
    case nothing
    /// The end of the result.
    case result

    var isText: Bool { self == .text || self == .nothing }
  }

  struct Run {
    /// The bytes, in `bytes`.
    var start = 0
    var count = 0
    /// What the tags of the result reveal so far: the elements that are present, and the status.
    var facts: Facts = []
    /// The number of line feeds in the markup of the result so far.
    var lines = 0
    /// The first run known to follow this one, and the next known alternative to this one: their
    /// offsets in memory from the first run.
    var follower = LearnedRuns.none
    var other = LearnedRuns.none
    let ending: Ending
    /// The same as `ending == .number`, stored because it is tested first.
    let isNumber: Bool
    /// The role of the element that has the value.
    var role = Role.none
    /// The type of the value, the lowest number allowed, and the distance to the highest.
    var type = ValueType.text {
      didSet {
        lowest = type.range.lowerBound
        span = UInt64(bitPattern: type.range.upperBound &- lowest)
      }
    }
    private(set) var lowest: Int64 = 0
    private(set) var span: UInt64 = 0
    /// The place where the markup after the value starts; see `MarkupReader`.
    var place = 0

    init(ending: Ending = .result, role: Role = .none, place: Int = 0) {
      self.ending = ending
      isNumber = ending == .number
      self.role = role
      self.place = place
    }
  }

  static var none: Int { -1 }
  private static var stride: Int { MemoryLayout<Run>.stride }

  /// The first run is empty and precedes every result.
  private(set) var runs = [Run()]
  /// One byte, so that there is an address, then the bytes of the runs.
  private var bytes: [UInt8] = [0]

  private static var lengths: ClosedRange<Int> { 8...512 }
  private static var capacity: Int { 128 }
  private static var byteCapacity: Int { 8 * 1024 }

  /// Reads the values and the markup of a result, as far as its runs are known.
  ///
  /// - Parameter last: Set to the index of the last run that was read.
  /// - Returns: Nil if the next run is not known.
  @inline(__always)
  func read(
    _ cursor: inout LaneCursor, into fields: inout ResultFields, _ textLimit: Int,
    _ last: inout Int
  ) -> LaneStep? {
    var run = KnownRun(firstOf: runs.span, bytes.span)
    while true {
      if !cursor.skip(follower: &run) {
        last = run.offset / Self.stride
        return nil
      }
      let step = run.pointee.readValue(&cursor, into: &fields, textLimit)
      if step != .proceed {
        last = run.offset / Self.stride
        return step
      }
    }
  }

  /// Remembers a run that the cursor has just skipped.
  ///
  /// - Parameters:
  ///   - run: The run, with the facts and lines of the result so far.
  ///   - previous: The index of the run before it; nil if that was not kept.
  ///   - start: The position of the cursor before the run.
  /// - Returns: Its index; nil if it is not kept.
  mutating func learn(
    _ run: Run, after previous: Int?, _ cursor: LaneCursor, from start: Int
  ) -> Int? {
    let count = cursor.position - start
    guard let previous, Self.lengths.contains(count) else { return nil }
    if runs.count == Self.capacity || bytes.count + count > Self.byteCapacity {
      forget()
      return nil
    }
    let offset = runs.count * Self.stride
    var run = run
    run.start = bytes.count
    run.count = count
    bytes.append(copying: cursor.bytes(from: start))
    runs.append(run)
    if runs[previous].follower == Self.none {
      runs[previous].follower = offset
    } else {
      var last = runs[previous].follower / Self.stride
      while runs[last].other != Self.none { last = runs[last].other / Self.stride }
      runs[last].other = offset
    }
    return runs.count - 1
  }

  /// Forgets all runs, and keeps the memory.
  private mutating func forget() {
    runs.removeLast(runs.count - 1)
    runs[0] = Run()
    bytes.removeLast(bytes.count - 1)
  }
}

extension LearnedRuns.Run {
  /// Reads the value that follows the run.
  @inline(__always)
  func readValue(
    _ cursor: inout LaneCursor, into fields: inout ResultFields, _ textLimit: Int
  ) -> LaneStep {
    // In order of frequency.
    if isNumber {
      guard let number = cursor.skipShortNumber() else {
        return Self.readOtherNumber(type, role, &cursor, into: &fields, textLimit)
      }
      // One comparison for both bounds.
      if UInt64(bitPattern: number &- lowest) > span { return .odd }
      fields.note(number, of: role)
    } else if ending == .text {
      let mark = cursor.mark
      let start = cursor.position
      if role == .filterID, let number = cursor.skipShortNumber() {
        fields.noteFilterID(number, start..<cursor.position)
        return .proceed
      }
      let match = cursor.skipText()
      if cursor.position &- start > textLimit { return .odd }
      if match != .yes {
        if match == .unfinished { return .unfinished }
        if !cursor.isAtReference { return .odd }
        cursor.goBack(to: mark)
        return .reference
      }
      fields.note(cursor.bytes(from: start), start..<cursor.position, of: role)
    } else if ending == .nothing {
      let start = cursor.position
      fields.note(cursor.bytes(from: start), start..<start, of: role)
    } else {
      return .done
    }
    return .proceed
  }

  /// Reads a number that is not just a few digits, with the code that all leaves share.
  ///
  /// It is static, so that a call does not copy the run.
  @inline(never)
  private static func readOtherNumber(
    _ type: ValueType, _ role: Role, _ cursor: inout LaneCursor,
    into fields: inout ResultFields, _ textLimit: Int
  ) -> LaneStep {
    let start = cursor.position
    let match = cursor.skipText()
    if match == .no || cursor.position - start > textLimit { return .odd }
    if match == .unfinished { return .unfinished }
    guard case .integer(let number) = LeafValue(cursor.bytes(from: start), type) else {
      return .odd
    }
    fields.note(number, of: role)
    return .proceed
  }
}

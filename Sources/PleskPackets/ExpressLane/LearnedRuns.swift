import Bytes
import ExpatSAX

/// Markup that the lane has read before, byte for byte, and where it led.
///
/// What the content model makes of some bytes at some place is always the same. So a run of markup, from the end of one value to
/// the start of the next, blanks included, is read by the model once; when the same bytes come again after the same runs,
/// comparing them is enough. The runs make up a tree: each knows those that have followed it. A response has a few dozen. There is
/// room for a limited number; when it is used up, learning starts anew.
struct LearnedRuns {
  /// What comes after a run.
  enum Ending: UInt8 {
    /// A value that is digits.
    case number
    case text
    /// A text that is nothing: the run ends with an empty-element tag.
    case nothing
    /// What follows the result.
    case result

    var isText: Bool { self == .text || self == .nothing }
  }

  struct Run {
    /// The bytes, in `bytes`.
    var start = 0
    var count = 0
    /// What the tags of the result tell so far: the elements that are there, and the status.
    var facts: Facts = []
    /// Line feeds in the markup of the result so far.
    var lines = 0
    /// The first run known to follow this one, and the next one known to follow the same run as this one: their offsets in memory
    /// from the first one.
    var follower = LearnedRuns.none
    var other = LearnedRuns.none
    let ending: Ending
    /// The same as `ending == .number`, which is asked first.
    let isNumber: Bool
    /// The element that the value is of.
    var role = Role.none
    /// Its type, the lowest number that it may be, and how many others it may be.
    var type = ValueType.text {
      didSet {
        lowest = type.range.lowerBound
        span = UInt64(bitPattern: type.range.upperBound &- lowest)
      }
    }
    private(set) var lowest: Int64 = 0
    private(set) var span: UInt64 = 0
    /// Where the markup after the value starts.
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

  /// The first one, of no bytes, stands before all results.
  private(set) var runs = [Run()]
  /// One byte, so that there is an address, then those of the runs.
  private var bytes: [UInt8] = [0]

  private static var lengths: ClosedRange<Int> { 8...512 }
  private static var capacity: Int { 128 }
  private static var byteCapacity: Int { 8 * 1024 }

  /// Reads the values and the markup of a result, as far as that is known.
  ///
  /// - Parameter last: Set to the last run that has been read.
  /// - Returns: Nil if what follows is not known.
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

  /// Notes a run that the cursor has just gone past.
  ///
  /// - Parameters:
  ///   - run: The run, with facts and lines of the result so far.
  ///   - previous: The run before it; nil if it is not kept.
  ///   - start: Where the cursor stood before.
  /// - Returns: Its number; nil if it is not kept.
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

  /// Starts anew, in the same memory.
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
    // In the order of how often they come.
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

  /// Reads a number that is not just a few digits, in the way that is common to all leaves.
  ///
  /// Apart from the run, so that calling this does not copy it.
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

import Bytes
import ExpatSAX

/// Where the express lane stands in the bytes that it reads, which stay as they are as long as the cursor is there.
///
/// The only place of this library that loads bytes by address. Each load is of bytes from `here` on and before `end`.
@safe
struct LaneCursor: ~Escapable {
  private let start: UnsafeRawPointer
  private let end: UnsafeRawPointer
  private var here: UnsafeRawPointer
  /// Line feeds that have been gone past.
  private(set) var lines = 0
  /// Bytes that have been gone past and do not start a scalar.
  private(set) var continuations = 0
  /// Whether characters beyond ASCII are none of the document's encoding.
  private let isASCII: Bool
  /// The last number of a few digits. In a result, the same one often comes several times.
  private var number = ShortNumber()

  /// The pointers stay valid because the cursor cannot outlive the span.
  @_lifetime(copy bytes)
  init(_ bytes: Span<UInt8>, isASCII: Bool = false) {
    self.isASCII = isASCII
    // Any address will do for no bytes.
    let base = unsafe bytes.withUnsafeBytes { $0.baseAddress } ?? Self.nowhere
    unsafe start = base
    unsafe here = base
    unsafe end = base + bytes.count
  }

  private static var nowhere: UnsafeRawPointer {
    unsafe UnsafeRawPointer(bitPattern: 1).unsafelyUnwrapped
  }

  /// How what follows compares with what is looked for.
  enum Match { case yes, no, unfinished }

  /// Bytes that have been gone past.
  var position: Int { unsafe here - start }

  private var rest: Int { unsafe end - here }

  /// The byte that follows; nil at the end.
  private var next: UInt8? { unsafe here < end ? here.load(as: UInt8.self) : nil }

  /// A byte further on, which must be there.
  @inline(__always)
  private func byte(_ offset: Int) -> UInt8 {
    unsafe here.load(fromByteOffset: offset, as: UInt8.self)
  }

  /// The bytes since a place.
  @inline(__always)
  @_lifetime(copy self)
  func bytes(from position: Int) -> Span<UInt8> {
    let bytes = unsafe UnsafeRawBufferPointer(
      start: start + position, count: max(0, here - start - position))
    return unsafe _overrideLifetime(bytes.bindMemory(to: UInt8.self).span, copying: self)
  }

  /// Counts line feeds that have been gone past without looking.
  @inline(__always)
  @_lifetime(self: copy self)
  mutating func count(lines: Int) { self.lines &+= lines }

  // MARK: Markup

  /// Goes past the first of the runs known to follow another that is what follows.
  ///
  /// - Parameter run: Set to that run.
  /// - Returns: Whether there is one.
  @inline(__always)
  @_lifetime(self: copy self)
  mutating func skip(follower run: inout KnownRun) -> Bool {
    let rest = rest
    var next = run
    var offset = run.pointee.follower
    while offset >= 0 {
      next.offset = offset
      let count = next.pointee.count
      if unsafe count <= rest && isNext(next.bytes, count) {
        unsafe here += count
        run = next
        return true
      }
      offset = next.pointee.other
    }
    return false
  }

  /// Whether these bytes are what follows, of which there are enough: at least eight.
  @inline(__always)
  private func isNext(_ start: UnsafeRawPointer, _ count: Int) -> Bool {
    // The last load overlaps the one before it.
    if count < 16 {
      return unsafe difference(at: 0, start, UInt64.self)
        | difference(at: count &- 8, start, UInt64.self) == 0
    }
    let last = count &- 16
    let ends =
      unsafe difference(at: 0, start, SIMD2<UInt64>.self)
      | difference(at: last, start, SIMD2<UInt64>.self)
    if ends[0] | ends[1] != 0 { return false }
    var offset = 16
    while offset < last {
      let part = unsafe difference(at: offset, start, SIMD2<UInt64>.self)
      if part[0] | part[1] != 0 { return false }
      offset &+= 16
    }
    return true
  }

  @inline(__always)
  private func difference(
    at offset: Int, _ start: UnsafeRawPointer, _ word: UInt64.Type
  ) -> UInt64 {
    unsafe here.loadUnaligned(fromByteOffset: offset, as: word)
      ^ start.loadUnaligned(fromByteOffset: offset, as: word)
  }

  @inline(__always)
  private func difference(
    at offset: Int, _ start: UnsafeRawPointer, _ words: SIMD2<UInt64>.Type
  ) -> SIMD2<UInt64> {
    unsafe here.loadUnaligned(fromByteOffset: offset, as: words)
      ^ start.loadUnaligned(fromByteOffset: offset, as: words)
  }

  /// Goes past these bytes, if they are what follows.
  @_lifetime(self: copy self)
  mutating func skip(_ expected: [UInt8]) -> Match {
    for (index, wanted) in expected.enumerated() {
      if index >= rest { return .unfinished }
      if byte(index) != wanted { return .no }
    }
    unsafe here += expected.count
    return .yes
  }

  /// Goes past blanks, of which a CR must stand before a LF.
  ///
  /// - Returns: `.unfinished` if there is nothing else.
  @_lifetime(self: copy self)
  mutating func skipWhitespace() -> Match {
    while let byte = next {
      switch byte {
      case 0x20, 0x09: unsafe here += 1
      case 0x0A:
        unsafe here += 1
        lines &+= 1
      case 0x0D:
        if rest < 2 { return .unfinished }
        if self.byte(1) != 0x0A { return .no }
        unsafe here += 1
      default: return .yes
      }
    }
    return .unfinished
  }

  // MARK: Values

  /// The bytes of a text, at the most, that is not measured when it is gone past: a status, or a number of few digits.
  static var longestUnmeasured: Int { 15 }

  /// Goes past a text that is one to 15 digits and nothing else; past nothing if it is another, or if there is little behind it.
  @inline(__always)
  @_lifetime(self: copy self)
  mutating func skipShortNumber() -> Int64? {
    if rest < 16 { return nil }
    let word = UInt64(littleEndian: unsafe here.loadUnaligned(as: UInt64.self))
    if !number.isStart(of: word) {
      let digits = EightDigits(word)
      let count = digits.count
      if count == 8 { return skipLongerNumber(digits) }
      if count == 0 || byte(count) != UInt8(ascii: "<") { return nil }
      number = ShortNumber(digits, count)
    }
    unsafe here += number.count
    return number.value
  }

  /// The same for 8 to 15 digits.
  @inline(never)
  @_lifetime(self: copy self)
  private mutating func skipLongerNumber(_ head: EightDigits) -> Int64? {
    let tail = EightDigits(
      UInt64(littleEndian: unsafe here.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
    let count = tail.count
    guard count < 8, byte(8 &+ count) == UInt8(ascii: "<") else { return nil }
    unsafe here += 8 &+ count
    var value = head.valueOfDigits
    if count == 0 { return value }
    for _ in 0..<count { value &*= 10 }
    return value &+ tail.valueOfFirst(count)
  }

  /// Goes past text up to the next “<”, if it stands for itself: no reference, no CR, no “]]”,
  /// and only characters that XML allows.
  @inline(__always)
  @_lifetime(self: copy self)
  mutating func skipText() -> Match {
    while true {
      while rest >= 16 {
        let marks = Self.marks(unsafe here.loadUnaligned(as: SIMD2<UInt64>.self))
        if marks[0] | marks[1] != 0 {
          unsafe here += Self.first(in: marks)
          break
        }
        unsafe here += 16
      }
      guard let byte = next else { return .unfinished }
      if byte == UInt8(ascii: "<") { return .yes }
      let match = skipCharacter(byte)
      if match != .yes { return match }
    }
  }

  /// The top bit of each byte that is no plain text, up to the first one in each half; perhaps bits of bytes behind it.
  ///
  /// A number is taken away from all eight bytes at once, which sets the top bit of those that are below it, as long as that is
  /// clear in the byte itself. Looking for equal ones in this way, after an exclusive or, is the well-known test for a zero byte.
  @inline(__always)
  private static func marks(_ block: SIMD2<UInt64>) -> SIMD2<UInt64> {
    func below(_ limit: UInt8, _ block: SIMD2<UInt64>) -> SIMD2<UInt64> {
      (block &- ones &* UInt64(limit)) & ~block
    }
    func equal(_ byte: UInt8) -> SIMD2<UInt64> { below(1, block ^ (ones &* UInt64(byte))) }
    // Beyond ASCII, the top bit is the byte's own.
    let others = block | below(0x20, block)
    return
      (others | equal(UInt8(ascii: "<")) | equal(UInt8(ascii: "&")) | equal(UInt8(ascii: "]")))
      & (ones &* 0x80)
  }

  private static var ones: SIMD2<UInt64> { SIMD2(repeating: 0x0101_0101_0101_0101) }

  /// The number of the first byte that is marked; one is.
  @inline(__always)
  private static func first(in marks: SIMD2<UInt64>) -> Int {
    marks[0] != 0
      ? marks[0].trailingZeroBitCount &>> 3 : 8 &+ marks[1].trailingZeroBitCount &>> 3
  }

  /// Goes past one character of text.
  @inline(never)
  @_lifetime(self: copy self)
  private mutating func skipCharacter(_ byte: UInt8) -> Match {
    switch byte {
    case UInt8(ascii: "&"): return .no
    case UInt8(ascii: "]"):
      // Two of them could be the start of “]]>”.
      if rest < 2 { return .unfinished }
      if self.byte(1) == UInt8(ascii: "]") { return .no }
      unsafe here += 1
    case 0x0A:
      lines &+= 1
      unsafe here += 1
    case 0x09, 0x20...0x7F: unsafe here += 1
    case 0x80...: return isASCII ? .no : skipScalar(byte)
    default: return .no
    }
    return .yes
  }

  /// Goes past a character of two to four bytes, if it is one in UTF-8 and XML allows it.
  @_lifetime(self: copy self)
  private mutating func skipScalar(_ first: UInt8) -> Match {
    // What the second byte may be keeps out overlong forms, surrogates and what is beyond U+10FFFF.
    let (count, second): (Int, ClosedRange<UInt8>) =
      switch first {
      case 0xC2...0xDF: (2, 0x80...0xBF)
      case 0xE0: (3, 0xA0...0xBF)
      case 0xED: (3, 0x80...0x9F)
      case 0xE1...0xEF: (3, 0x80...0xBF)
      case 0xF0: (4, 0x90...0xBF)
      case 0xF1...0xF3: (4, 0x80...0xBF)
      case 0xF4: (4, 0x80...0x8F)
      default: (0, 0...0)
      }
    if count == 0 { return .no }
    for index in 1..<count {
      if index >= rest { return .unfinished }
      if !(index == 1 ? second : 0x80...0xBF).contains(byte(index)) { return .no }
    }
    // U+FFFE and U+FFFF.
    if first == 0xEF, byte(1) == 0xBF, byte(2) >= 0xBE { return .no }
    continuations &+= count &- 1
    unsafe here += count
    return .yes
  }

  /// Whether a reference follows.
  var isAtReference: Bool { next == UInt8(ascii: "&") }

  /// Goes past a reference to a character, by number or by one of the five names that XML has.
  ///
  /// - Parameter scalar: Set to the character.
  @_lifetime(self: copy self)
  mutating func skipReference(_ scalar: inout Unicode.Scalar) -> Match {
    let most = min(rest, 1 + XMLReference.longestName + 1)
    let name = unsafe UnsafeRawBufferPointer(start: here + 1, count: most - 1)
    let match = unsafe XMLReference.read(name.bindMemory(to: UInt8.self).span, into: &scalar)
    guard case .character(let length) = match else {
      return match == .unfinished && most == rest ? .unfinished : .no
    }
    unsafe here += 1 + length + 1
    return .yes
  }

  /// Where the cursor stands, to go back to.
  struct Mark {
    fileprivate let position: Int
    fileprivate let lines: Int
    fileprivate let continuations: Int
  }

  var mark: Mark { Mark(position: position, lines: lines, continuations: continuations) }

  @_lifetime(self: copy self)
  mutating func goBack(to mark: Mark) {
    unsafe here = start + mark.position
    lines = mark.lines
    continuations = mark.continuations
  }

  // MARK: Search

  /// Goes past the next end tag of a name.
  ///
  /// - Parameter tag: The end tag, at least three bytes.
  /// - Returns: Whether there is one. If not, the cursor is at the end.
  @_lifetime(self: copy self)
  mutating func skip(through tag: [UInt8]) -> Bool {
    // The “/” is much rarer than the “<” before it.
    while rest >= 2, skip(to: UInt8(ascii: "/"), from: 1) {
      if rest < 2 || byte(1) != tag[2] { continue }
      unsafe here -= 1
      if skip(tag) == .yes { return true }
      unsafe here += 1
    }
    unsafe here = end
    return false
  }

  /// Goes to the next byte of a value, looking from so many bytes ahead, which must be there.
  @inline(__always)
  @_lifetime(self: copy self)
  private mutating func skip(to byte: UInt8, from first: Int) -> Bool {
    let wanted = Self.ones &* UInt64(byte)
    unsafe here += first
    while rest >= 16 {
      let other = unsafe here.loadUnaligned(as: SIMD2<UInt64>.self) ^ wanted
      let hits = (other &- Self.ones) & ~other & (Self.ones &* 0x80)
      if hits[0] | hits[1] != 0 {
        unsafe here += Self.first(in: hits)
        return true
      }
      unsafe here += 16
    }
    while let next, next != byte { unsafe here += 1 }
    return rest > 0
  }
}

/// One of the runs that have been learned, at hand without a search.
///
/// Runs know each other by their offset in memory, which `LearnedRuns` has given to them.
@safe
struct KnownRun: ~Escapable {
  private let runs: UnsafeRawPointer
  private let allBytes: UnsafeRawPointer
  /// Where the run is.
  fileprivate(set) var offset = 0

  /// The first of all runs.
  ///
  /// The pointers stay valid because the run cannot outlive the spans.
  @_lifetime(copy runs, copy bytes)
  init(firstOf runs: Span<LearnedRuns.Run>, _ bytes: Span<UInt8>) {
    unsafe self.runs = UnsafeRawPointer(
      runs.withUnsafeBufferPointer { $0.baseAddress }.unsafelyUnwrapped)
    unsafe allBytes = bytes.withUnsafeBytes { $0.baseAddress }.unsafelyUnwrapped
  }

  @inline(__always)
  var pointee: LearnedRuns.Run {
    unsafeAddress {
      unsafe (runs + offset).assumingMemoryBound(to: LearnedRuns.Run.self)
    }
  }

  fileprivate var bytes: UnsafeRawPointer { unsafe allBytes + pointee.start }
}

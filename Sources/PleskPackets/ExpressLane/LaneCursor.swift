import Bytes
import ExpatSAX

/// The express lane's position in the bytes it reads, which must not change during the cursor's
/// lifetime.
///
/// The only place in this library that loads bytes by address. Every load is of bytes at or after
/// `here` and before `end`.
@safe
struct LaneCursor: ~Escapable {
  private let start: UnsafeRawPointer
  private let end: UnsafeRawPointer
  private var here: UnsafeRawPointer
  /// The number of line feeds skipped.
  private(set) var lines = 0
  /// The number of skipped bytes that do not start a scalar.
  private(set) var continuations = 0
  /// Whether the document's encoding has no characters beyond ASCII.
  private let isASCII: Bool
  /// The last short number. The same one often occurs several times in a result.
  private var number = ShortNumber()

  /// The pointers stay valid because the cursor cannot outlive the span.
  @_lifetime(copy bytes)
  init(_ bytes: Span<UInt8>, isASCII: Bool = false) {
    self.isASCII = isASCII
    // For zero bytes, any address will do.
    let base = unsafe bytes.withUnsafeBytes { $0.baseAddress } ?? Self.nowhere
    unsafe start = base
    unsafe here = base
    unsafe end = base + bytes.count
  }

  private static var nowhere: UnsafeRawPointer {
    unsafe UnsafeRawPointer(bitPattern: 1).unsafelyUnwrapped
  }

  /// How the next bytes compare with the wanted ones.
  enum Match { case yes, no, unfinished }

  /// The number of bytes skipped.
  var position: Int { unsafe here - start }

  private var rest: Int { unsafe end - here }

  /// The next byte; nil at the end.
  private var next: UInt8? { unsafe here < end ? here.load(as: UInt8.self) : nil }

  /// The byte at an offset, which must exist.
  @inline(__always)
  private func byte(_ offset: Int) -> UInt8 {
    unsafe here.load(fromByteOffset: offset, as: UInt8.self)
  }

  /// The bytes since a position.
  @inline(__always)
  @_lifetime(copy self)
  func bytes(from position: Int) -> Span<UInt8> {
    let bytes = unsafe UnsafeRawBufferPointer(
      start: start + position, count: max(0, here - start - position))
    return unsafe _overrideLifetime(bytes.bindMemory(to: UInt8.self).span, copying: self)
  }

  /// Counts line feeds in bytes that were skipped without inspection.
  @inline(__always)
  @_lifetime(self: copy self)
  mutating func count(lines: Int) { self.lines &+= lines }

  // MARK: Markup

  /// Skips the first known follower of a run that matches the next bytes.
  ///
  /// - Parameter run: The run before; set to the one that was skipped.
  /// - Returns: Whether a follower matches.
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

  /// Whether the next bytes equal these. There must be at least eight, and as many left.
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

  /// Skips these bytes, if they come next.
  @_lifetime(self: copy self)
  mutating func skip(_ expected: [UInt8]) -> Match {
    for (index, wanted) in expected.enumerated() {
      if index >= rest { return .unfinished }
      if byte(index) != wanted { return .no }
    }
    unsafe here += expected.count
    return .yes
  }

  /// Skips whitespace, in which a CR must precede a LF.
  ///
  /// - Returns: `.unfinished` if nothing else follows.
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

  /// The maximum length in bytes of a text that is skipped without checking its length: a status,
  /// or a short number.
  static var longestUnmeasured: Int { 15 }

  /// Skips a text that consists of one to 15 digits. Skips nothing if it is different, or if only
  /// few bytes follow.
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

  /// Skips a text that consists of 8 to 15 digits.
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

  /// Skips text up to the next “<”, if it is literal: no reference, no CR, no “]]”, and only
  /// characters that XML allows.
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

  /// The top bits of bytes that are not plain text. They are exact up to the first such byte in
  /// each half; after it, further bits may be set.
  ///
  /// Subtracting a number from all eight bytes at once sets the top bit of those that are below it,
  /// provided that bit is clear in the byte itself. To find equal bytes, the same is done after an
  /// exclusive or: the well-known test for a zero byte.
  @inline(__always)
  private static func marks(_ block: SIMD2<UInt64>) -> SIMD2<UInt64> {
    func below(_ limit: UInt8, _ block: SIMD2<UInt64>) -> SIMD2<UInt64> {
      (block &- ones &* UInt64(limit)) & ~block
    }
    func equal(_ byte: UInt8) -> SIMD2<UInt64> { below(1, block ^ (ones &* UInt64(byte))) }
    // Beyond ASCII, the byte has the top bit itself.
    let others = block | below(0x20, block)
    return
      (others | equal(UInt8(ascii: "<")) | equal(UInt8(ascii: "&")) | equal(UInt8(ascii: "]")))
      & (ones &* 0x80)
  }

  private static var ones: SIMD2<UInt64> { SIMD2(repeating: 0x0101_0101_0101_0101) }

  /// The index of the first marked byte, which must exist.
  @inline(__always)
  private static func first(in marks: SIMD2<UInt64>) -> Int {
    marks[0] != 0
      ? marks[0].trailingZeroBitCount &>> 3 : 8 &+ marks[1].trailingZeroBitCount &>> 3
  }

  /// Skips one character of text.
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

  /// Skips a character of two to four bytes, if it is valid UTF-8 and XML allows it.
  @_lifetime(self: copy self)
  private mutating func skipScalar(_ first: UInt8) -> Match {
    // The range of the second byte excludes overlong forms, surrogates and anything beyond
    // U+10FFFF.
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

  /// Skips a reference to a character, by number or by one of XML's five predefined names.
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

  /// A position of the cursor to go back to.
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

  /// Skips through the next occurrence of an end tag.
  ///
  /// - Parameter tag: The end tag, at least three bytes.
  /// - Returns: Whether it occurs. If not, the cursor is at the end.
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

  /// Goes to the next occurrence of a byte, searching from an offset, which must exist.
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

/// One of the learned runs, accessible without a search.
///
/// Runs refer to each other by their offset in memory, which `LearnedRuns` assigns.
@safe
struct KnownRun: ~Escapable {
  private let runs: UnsafeRawPointer
  private let allBytes: UnsafeRawPointer
  /// The run's offset in memory.
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

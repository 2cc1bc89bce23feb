import ExpatSAX

/// Where the express lane stands in the bytes that it reads, which stay as they are as long as the cursor is there.
///
/// The only place of this library that loads bytes by address. Each load is of bytes between `position` and `count`.
@safe
struct LaneCursor: ~Escapable {
  private let bytes: UnsafeRawBufferPointer
  private(set) var position = 0
  /// Line feeds before `position`.
  private(set) var lines = 0
  /// Bytes before `position` that do not start a scalar.
  private(set) var continuations = 0

  /// The pointer stays valid because the cursor cannot outlive the span.
  @_lifetime(copy bytes)
  init(_ bytes: Span<UInt8>) {
    unsafe self.bytes = bytes.withUnsafeBytes { unsafe $0 }
  }

  /// How what follows compares with what is looked for.
  enum Match { case yes, no, unfinished }

  private var rest: Int { unsafe bytes.count &- position }

  /// The byte that follows; nil at the end.
  var next: UInt8? { unsafe position < bytes.count ? bytes[position] : nil }

  /// The bytes since a place.
  @_lifetime(copy self)
  func bytes(from start: Int) -> Span<UInt8> {
    let range = min(start, position)..<position
    let bytes = unsafe UnsafeRawBufferPointer(rebasing: bytes[range])
    return unsafe _overrideLifetime(bytes.bindMemory(to: UInt8.self).span, copying: self)
  }

  // MARK: Markup

  /// Goes past a run of bytes that has been learned, if it is what follows.
  ///
  /// - Parameters:
  ///   - start: Where the run is among all that has been learned.
  ///   - count: Its bytes, at least eight.
  @inline(__always)
  @_lifetime(self: copy self)
  mutating func skip(_ start: Int, _ count: Int, of learned: [UInt8]) -> Bool {
    if count > rest { return false }
    let isSame = unsafe learned.withUnsafeBytes { learned in
      // `count` bytes are there on both sides. The last load overlaps the one before it.
      let last = count &- 8
      var offset = 0
      while offset < last {
        if unsafe hasDifference(at: offset, start, learned) { return false }
        offset &+= 8
      }
      return unsafe !hasDifference(at: last, start, learned)
    }
    if isSame { position &+= count }
    return isSame
  }

  /// Whether any of eight bytes differ.
  @inline(__always)
  private func hasDifference(
    at offset: Int, _ start: Int, _ learned: UnsafeRawBufferPointer
  ) -> Bool {
    unsafe bytes.loadUnaligned(fromByteOffset: position &+ offset, as: UInt64.self)
      != learned.loadUnaligned(fromByteOffset: start &+ offset, as: UInt64.self)
  }

  /// Counts the line feeds of a run that has been gone past.
  @inline(__always)
  @_lifetime(self: copy self)
  mutating func count(lines: Int) { self.lines &+= lines }

  /// Goes past these bytes, if they are what follows.
  @_lifetime(self: copy self)
  mutating func skip(_ expected: [UInt8]) -> Match {
    for (index, byte) in expected.enumerated() {
      if index >= rest { return .unfinished }
      if unsafe bytes[position &+ index] != byte { return .no }
    }
    position &+= expected.count
    return .yes
  }

  /// Goes past blanks, of which a CR must stand before a LF.
  ///
  /// - Returns: `.unfinished` if there is nothing else.
  @_lifetime(self: copy self)
  mutating func skipBlanks() -> Match {
    while let byte = next {
      switch byte {
      case 0x20, 0x09: position &+= 1
      case 0x0A:
        position &+= 1
        lines &+= 1
      case 0x0D:
        if rest < 2 { return .unfinished }
        if unsafe bytes[position &+ 1] != 0x0A { return .no }
        position &+= 1
      default: return .yes
      }
    }
    return .unfinished
  }

  // MARK: Values

  /// Goes past digits, of which there are one to 16, and something else after them.
  ///
  /// - Parameter value: Set to the number that they are.
  @inline(__always)
  @_lifetime(self: copy self)
  mutating func skipDigits(_ value: inout Int64) -> Match {
    if rest <= 16 { return skipFewDigits(&value) }
    let head = UInt64(
      littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
    var count = EightDigits(head).count
    if count == 0 { return .no }
    if count < 8 {
      // Zeros in front make it eight.
      let bits = UInt64(8 &* count)
      let digits = head &<< (64 &- bits) | EightDigits.zeros &>> bits
      value = EightDigits(digits).valueOfDigits
    } else {
      let tail = UInt64(
        littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: position &+ 8, as: UInt64.self))
      let more = EightDigits(tail).count
      count &+= more
      value = EightDigits(head).valueOfDigits
      if more == 8 {
        value = value &* 100_000_000 &+ EightDigits(tail).valueOfDigits
        if unsafe Self.isDigit(bytes[position &+ 16]) { return .no }
      } else {
        for index in 8..<count {
          value = unsafe value &* 10 &+ Int64(bytes[position &+ index] &- UInt8(ascii: "0"))
        }
      }
    }
    position &+= count
    return .yes
  }

  /// The same where there may be no 17 bytes to look at.
  @_lifetime(self: copy self)
  private mutating func skipFewDigits(_ value: inout Int64) -> Match {
    var count = 0
    value = 0
    while count < rest, unsafe Self.isDigit(bytes[position &+ count]) {
      if count == 16 { return .no }
      value = unsafe value &* 10 &+ Int64(bytes[position &+ count] &- UInt8(ascii: "0"))
      count &+= 1
    }
    if count == rest { return .unfinished }
    if count == 0 { return .no }
    position &+= count
    return .yes
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") <= 9 }

  /// Goes past text up to the next “<”, if it stands for itself: no reference, no CR, nothing that could end a CDATA section,
  /// and only characters that XML allows.
  @inline(__always)
  @_lifetime(self: copy self)
  mutating func skipText() -> Match {
    while true {
      while rest >= 16 {
        let marks = Self.marks(
          unsafe bytes.loadUnaligned(fromByteOffset: position, as: SIMD2<UInt64>.self))
        if marks[0] | marks[1] != 0 {
          position &+= Self.first(in: marks)
          break
        }
        position &+= 16
      }
      guard let byte = next else { return .unfinished }
      if byte == UInt8(ascii: "<") { return .yes }
      let match = skipCharacter(byte)
      if match != .yes { return match }
    }
  }

  /// The top bit of each byte that is no plain text, up to the first one in each half; perhaps bits of bytes behind it.
  ///
  /// A byte is taken away from all eight at once, which sets the top bit of those that are below it, as long as that is clear in
  /// the byte itself. Looking for equal ones in this way, after an exclusive or, is the well-known test for a zero byte.
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
    case UInt8(ascii: "&"), UInt8(ascii: "]"): return .no
    case 0x0A:
      lines &+= 1
      position &+= 1
    case 0x09, 0x20...0x7F: position &+= 1
    case 0x80...: return skipScalar(byte)
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
      let byte = unsafe bytes[position &+ index]
      if !(index == 1 ? second : 0x80...0xBF).contains(byte) { return .no }
    }
    // U+FFFE and U+FFFF.
    if first == 0xEF, unsafe bytes[position &+ 1] == 0xBF && bytes[position &+ 2] >= 0xBE {
      return .no
    }
    continuations &+= count &- 1
    position &+= count
    return .yes
  }

  // MARK: Search

  /// Goes past the next end tag of a name.
  ///
  /// - Parameter tag: The end tag, at least three bytes.
  /// - Returns: Whether there is one. If not, the cursor is at the end.
  @_lifetime(self: copy self)
  mutating func skip(toEndOf tag: [UInt8]) -> Bool {
    while rest >= 2 {
      let start = position
      // The “/” is much rarer than the “<” before it.
      if skipByte(UInt8(ascii: "/"), from: 1) {
        let end = position
        position &-= 2
        if skip(tag) == .yes { return true }
        position = end
      } else if position == start {
        break
      }
    }
    position = unsafe bytes.count
    return false
  }

  /// Goes past the next byte of a value, looking from so many bytes ahead.
  @inline(__always)
  @_lifetime(self: copy self)
  private mutating func skipByte(_ byte: UInt8, from first: Int) -> Bool {
    var index = position &+ first
    let wanted = Self.ones &* UInt64(byte)
    while unsafe bytes.count &- index >= 16 {
      let block = unsafe bytes.loadUnaligned(fromByteOffset: index, as: SIMD2<UInt64>.self)
      let other = block ^ wanted
      let hits = (other &- Self.ones) & ~other & (Self.ones &* 0x80)
      if hits[0] | hits[1] != 0 {
        position = index &+ Self.first(in: hits) &+ 1
        return true
      }
      index &+= 16
    }
    while unsafe index < bytes.count {
      index &+= 1
      if unsafe bytes[index &- 1] == byte {
        position = index
        return true
      }
    }
    position = index
    return false
  }
}

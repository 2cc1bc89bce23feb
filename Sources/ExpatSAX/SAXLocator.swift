public import Bytes
import CExpat

/// Finds the line and column of a place by its byte offset, as long as the bytes are in memory.
///
/// Counting lines and columns at every event would cost more than everything else that a handler
/// does, and nearly all of these places are never needed. So a handler keeps `SAXContext.mark` and
/// asks the locator if it needs the place: in the same event, in a later one, or at the latest in
/// `SAXHandler.pieceEnds()`, after which the bytes are gone.
@safe
public final class SAXLocator {
  /// The parser's core, from the parser's creation to its end.
  private var core: UnsafeMutablePointer<ParserCore>?
  /// The first place whose bytes are in memory.
  private var anchor = Location.start
  /// The place after the last event, once all events have been sent.
  private var end: Location?
  /// Places found since `anchor`.
  private var found: [Location] = []
  private var next = 0

  private static var remembered: Int { 4 }

  public init() {
    found.reserveCapacity(Self.remembered)
  }

  /// Returns a place with its line and column, which are counted if they are not known yet.
  ///
  /// - Complexity: Linear in the number of bytes from the nearest known place before it.
  public func resolve(_ place: Location) -> Location {
    if place.isResolved { return place }
    guard let core = unsafe core else { return place }
    let byteOrderMark = unsafe core.pointee.byteOrderMark
    let encoding = unsafe core.pointee.encoding
    let window = unsafe InputWindow(core.pointee.parser, core.pointee.detour)
    let known = start(before: place.byteOffset)
    if let end, end.byteOffset - place.byteOffset < place.byteOffset - known.byteOffset,
      let location = place.found(before: end, from: anchor.byteOffset, in: window, encoding)
    {
      return location
    }
    var location = known
    if location.byteOffset < byteOrderMark, place.byteOffset >= byteOrderMark {
      location.byteOffset = byteOrderMark
    }
    guard let bytes = window.bytes(from: location.byteOffset, to: place.byteOffset) else {
      return location
    }
    location.advance(over: bytes, in: encoding)
    remember(location)
    return location
  }

  func attach(_ core: UnsafeMutablePointer<ParserCore>) {
    unsafe self.core = core
  }

  func detach() {
    unsafe core = nil
  }

  /// Call this before Expat gets more bytes, which follow this place.
  func begin(at anchor: Location) {
    self.anchor = anchor
    end = nil
    found.removeAll(keepingCapacity: true)
    next = 0
  }

  /// Call this when all events of these bytes have been sent. The bytes before this place are still
  /// in memory.
  func end(at place: Location) {
    end = place
  }

  private func start(before offset: Int) -> Location {
    var best = anchor
    for place in found where place.byteOffset <= offset && place.byteOffset > best.byteOffset {
      best = place
    }
    return best
  }

  private func remember(_ place: Location) {
    if found.count < Self.remembered {
      found.append(place)
    } else {
      found[next] = place
      next = (next + 1) % Self.remembered
    }
  }
}

extension Location {
  /// A place whose line and column have not been counted yet.
  static func unresolved(byteOffset: Int) -> Location {
    Location(byteOffset: byteOffset, line: 0, column: 0)
  }

  /// Whether line and column are known.
  public var isResolved: Bool { line > 0 }

  /// This place with line and column, counted back from a known later place; nil if the start of
  /// its line is not in memory.
  fileprivate func found(
    before end: Location, from first: Int, in window: borrowing InputWindow,
    _ encoding: InputEncoding
  ) -> Location? {
    guard encoding == .utf8, let between = window.bytes(from: byteOffset, to: end.byteOffset)
    else { return nil }
    var way = Location(byteOffset: 0, line: 1, column: 1)
    way.advance(over: between, in: encoding)
    if way.line == 1 {
      let column = end.column - (way.column - 1)
      return Location(byteOffset: byteOffset, line: end.line, column: column)
    }
    guard let before = window.bytes(from: first, to: byteOffset) else { return nil }
    var start = before.count
    while start > 0, before[start - 1] != 0x0A, before[start - 1] != 0x0D { start -= 1 }
    if start == 0 { return nil }
    var column = Location(byteOffset: 0, line: 1, column: 1)
    column.advance(over: before.extracting(start..<before.count), in: encoding)
    return Location(
      byteOffset: byteOffset, line: end.line - (way.line - 1), column: column.column)
  }

  /// Advances this place over the bytes that follow it. They must not be cut inside a character or
  /// a CRLF.
  fileprivate mutating func advance(over bytes: Span<UInt8>, in encoding: InputEncoding) {
    byteOffset += bytes.count
    switch encoding {
    case .utf16BigEndian: advance(overUnits: bytes, high: 0)
    case .utf16LittleEndian: advance(overUnits: bytes, high: 1)
    case .utf8, .latin1, .ascii: advance(overBytes: bytes, isUTF8: encoding == .utf8)
    }
  }

  /// Advances this place over UTF-8 with this many line feeds, and this many continuation bytes,
  /// which do not start a scalar.
  ///
  /// - Complexity: Constant if no line ends; otherwise linear in the number of bytes after the last
  ///   line feed.
  mutating func advance(over bytes: Span<UInt8>, lines: Int, continuations: Int) {
    byteOffset += bytes.count
    if lines == 0 {
      column += bytes.count - continuations
      return
    }
    line += lines
    column = 1
    var index = bytes.count
    while index > 0, bytes[index - 1] != 0x0A {
      index -= 1
      if bytes[index] & 0xC0 != 0x80 { column += 1 }
    }
  }

  private mutating func advance(overBytes bytes: Span<UInt8>, isUTF8: Bool) {
    var index = 0
    var previous: UInt8 = 0
    while index < bytes.count {
      let plain = bytes.plainRun(from: index, isUTF8: isUTF8)
      if plain.bytes > 0 {
        index += plain.bytes
        column += plain.scalars
        previous = 0
        continue
      }
      let byte = bytes[index]
      if byte == 0x0A {
        if previous != 0x0D { line += 1 }
        column = 1
      } else if byte == 0x0D {
        line += 1
        column = 1
      } else if !isUTF8 || byte & 0xC0 != 0x80 {
        column += 1
      }
      previous = byte
      index += 1
    }
  }

  private mutating func advance(overUnits bytes: Span<UInt8>, high: Int) {
    var previous: UInt16 = 0
    for index in stride(from: 0, to: bytes.count - 1, by: 2) {
      let unit = UInt16(bytes[index + high]) << 8 | UInt16(bytes[index + 1 - high])
      if unit == 0x0A {
        if previous != 0x0D { line += 1 }
        column = 1
      } else if unit == 0x0D {
        line += 1
        column = 1
      } else if !(0xDC00...0xDFFF).contains(unit) {
        column += 1
      }
      previous = unit
    }
  }
}

extension Span<UInt8> {
  /// How many bytes from here on, in steps of eight, contain no line end, and how many scalars
  /// start in them.
  fileprivate func plainRun(from first: Int, isUTF8: Bool) -> (bytes: Int, scalars: Int) {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops: UInt64 = 0x8080_8080_8080_8080
    return unsafe withUnsafeBytes { bytes in
      var index = first
      var continuations = 0
      while bytes.count - index >= 8 {
        // Within bounds: eight bytes are left.
        let word = unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        let feeds = word ^ (ones &* 0x0A)
        let returns = word ^ (ones &* 0x0D)
        // The well-known test for a zero byte. If it is wrong, the bytes are counted one by one.
        if ((feeds &- ones) & ~feeds | (returns &- ones) & ~returns) & tops != 0 { break }
        // A continuation byte has its top bit set and the next one clear.
        if word & tops != 0 { continuations += (word & ~(word << 1) & tops).nonzeroBitCount }
        index += 8
      }
      let count = index - first
      return (count, isUTF8 ? count - continuations : count)
    }
  }
}

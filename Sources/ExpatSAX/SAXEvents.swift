import CExpat

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The surroundings of an event: where it stands in the input.
@safe
public struct SAXContext: ~Escapable {
  private let core: UnsafeMutablePointer<ParserCore>

  /// The pointer stays valid because a context is only ever handed down into a handler's call.
  @_lifetime(immortal)
  init(_ core: UnsafeMutablePointer<ParserCore>) {
    unsafe self.core = core
  }

  /// Where the event starts.
  ///
  /// - Complexity: Linear in the bytes since the last location that was asked for.
  public var location: Location {
    unsafe place(of: core.pointee.parser, byteOrderMark: core.pointee.byteOrderMark)
  }

  /// The same without line and column, for a fraction of the cost: `SAXLocator.resolve(_:)` finds them later.
  public var mark: Location {
    if unsafe core.pointee.hasLocator {
      .unresolved(byteOffset: max(0, Int(unsafe XML_GetCurrentByteIndex(core.pointee.parser))))
    } else {
      location
    }
  }

  /// The encoding of the input, as known so far.
  public var encoding: InputEncoding { unsafe core.pointee.encoding }

  /// Where a byte of a text event stands: of two events with the same text, cut differently, it is the same place.
  ///
  /// - Parameters:
  ///   - count: The bytes of the text before it.
  ///   - text: The text of this event.
  public func location(after count: Int, of text: Span<UInt8>) -> Location {
    var place = location
    let encoding = encoding
    var end = min(max(0, count), text.count)
    while end > 0, end < text.count, text[end] & 0xC0 == 0x80 { end -= 1 }
    // A line end or a reference is an event of its own, so the bytes before this one stand as they are in the input.
    for index in 0..<end {
      let byte = text[index]
      let startsScalar = byte & 0xC0 != 0x80
      if startsScalar { place.column += 1 }
      switch encoding {
      case .utf8: place.byteOffset += 1
      case .latin1, .ascii: place.byteOffset += startsScalar ? 1 : 0
      case .utf16LittleEndian, .utf16BigEndian:
        place.byteOffset += startsScalar ? (byte >= 0xF0 ? 4 : 2) : 0
      }
    }
    return place
  }
}

/// A run of input bytes that Expat still holds.
public struct InputWindow: ~Escapable {
  public let bytes: Span<UInt8>
  /// The offset of the first of them in the input.
  public let byteOffset: Int

  /// The bytes are Expat's own buffer, which stays as it is until it is next fed.
  @_lifetime(immortal)
  init(_ parser: XML_Parser) {
    var offset: CInt = 0
    var size: CInt = 0
    let index = unsafe XML_GetCurrentByteIndex(parser)
    guard index >= 0, let start = unsafe XML_GetInputContext(parser, &offset, &size) else {
      bytes = Span()
      byteOffset = 0
      return
    }
    let pointer = unsafe UnsafeRawPointer(start).assumingMemoryBound(to: UInt8.self)
    bytes = unsafe _overrideLifetime(
      Span(_unsafeStart: pointer, count: max(0, Int(size))), copying: ())
    byteOffset = index - Int(offset)
  }
}

/// A start tag: its name and attributes.
@safe
public struct SAXElement: ~Escapable {
  private let core: UnsafeMutablePointer<ParserCore>
  @usableFromInline let name: UnsafePointer<CChar>
  @usableFromInline let nameLength: Int
  @usableFromInline let attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>

  /// The pointers are Expat's and last for the handler's call, which the element is only handed down into.
  @_lifetime(immortal)
  init(
    core: UnsafeMutablePointer<ParserCore>, name: UnsafePointer<CChar>,
    attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>
  ) {
    unsafe self.core = core
    unsafe self.name = name
    unsafe self.attributes = attributes
    nameLength = unsafe length(of: name)
  }

  /// 0, or the length of the namespace's name and the separator.
  private var localNameOffset: Int { unsafe localOffset(name, nameLength) }

  /// Bytes of the name, with the namespace's name.
  var fullNameLength: Int { nameLength }

  /// Whether this is the element's name, and the element in no namespace.
  @inlinable
  public func isNamed(_ other: SAXName) -> Bool {
    guard nameLength == other.count else { return false }
    // Both names have `nameLength` bytes, which all loads stay within.
    let left = unsafe UnsafeRawPointer(name)
    let right = unsafe UnsafeRawPointer(other.start)
    var rest = nameLength
    var offset = 0
    while rest >= 8 {
      let one = unsafe left.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      let two = unsafe right.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      if one != two { return false }
      offset &+= 8
      rest &-= 8
    }
    if rest >= 4 {
      let one = unsafe left.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
      let two = unsafe right.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
      if one != two { return false }
      offset &+= 4
      rest &-= 4
    }
    while rest > 0 {
      let one = unsafe left.load(fromByteOffset: offset, as: UInt8.self)
      let two = unsafe right.load(fromByteOffset: offset, as: UInt8.self)
      if one != two { return false }
      offset &+= 1
      rest &-= 1
    }
    return true
  }

  /// Where the tag starts, and the bytes around it.
  public var context: SAXContext {
    @_lifetime(copy self)
    get { unsafe _overrideLifetime(SAXContext(core), copying: self) }
  }

  /// The name without a prefix, in UTF-8.
  public var localName: Span<UInt8> {
    @_lifetime(copy self)
    get {
      let offset = localNameOffset
      return unsafe _overrideLifetime(utf8(name + offset, nameLength - offset), copying: self)
    }
  }

  /// Whether the element is in a namespace.
  public var isNamespaced: Bool { localNameOffset > 0 }

  /// The namespace's name, empty if there is none.
  public var namespace: Span<UInt8> {
    @_lifetime(copy self)
    get { unsafe _overrideLifetime(utf8(name, max(0, localNameOffset - 1)), copying: self) }
  }

  /// Whether the element has an attribute that is not a namespace declaration.
  @inlinable
  public var hasAttributes: Bool { unsafe attributes[0] != nil }

  /// Calls the body with each attribute that is not a namespace declaration, in document order.
  ///
  /// - Complexity: Linear in the bytes of the names and values.
  public func forEachAttribute(_ body: (SAXAttribute) -> Void) {
    var index = 0
    // Expat ends the list of names and values, which come in pairs, with a null pointer.
    while let name = unsafe attributes[index], let value = unsafe attributes[index + 1] {
      body(unsafe SAXAttribute(name: name, value: value))
      index += 2
    }
  }
}

/// An attribute of a start tag.
@safe
public struct SAXAttribute: ~Escapable {
  private let name: UnsafePointer<CChar>
  private let nameLength: Int
  private let localNameOffset: Int
  private let valueStart: UnsafePointer<CChar>

  /// As with `SAXElement`, the pointers outlive the call that the attribute is handed down into.
  @_lifetime(immortal)
  init(name: UnsafePointer<CChar>, value: UnsafePointer<CChar>) {
    unsafe self.name = name
    unsafe valueStart = value
    nameLength = unsafe length(of: name)
    localNameOffset = unsafe localOffset(name, nameLength)
  }

  /// The name without a prefix, in UTF-8.
  public var localName: Span<UInt8> {
    @_lifetime(copy self)
    get {
      unsafe _overrideLifetime(
        utf8(name + localNameOffset, nameLength - localNameOffset), copying: self)
    }
  }

  /// Whether the attribute is in a namespace: it has a prefix.
  public var isNamespaced: Bool { localNameOffset > 0 }

  /// The namespace's name, empty if there is none.
  public var namespace: Span<UInt8> {
    @_lifetime(copy self)
    get { unsafe _overrideLifetime(utf8(name, max(0, localNameOffset - 1)), copying: self) }
  }

  /// The value after normalisation, in UTF-8.
  public var value: Span<UInt8> {
    @_lifetime(copy self)
    get { unsafe _overrideLifetime(utf8(valueStart, length(of: valueStart)), copying: self) }
  }
}

/// Views bytes that the caller knows to outlive the view.
@_lifetime(immortal)
private func utf8(_ start: UnsafePointer<CChar>, _ count: Int) -> Span<UInt8> {
  let pointer = unsafe UnsafeRawPointer(start).assumingMemoryBound(to: UInt8.self)
  return unsafe _overrideLifetime(Span(_unsafeStart: pointer, count: count), copying: ())
}

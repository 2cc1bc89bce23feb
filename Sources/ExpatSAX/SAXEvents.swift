public import Bytes
import CExpat

/// The context of an event: its place in the input and the input's encoding.
@safe
public struct SAXContext: ~Escapable {
  private let core: UnsafeMutablePointer<ParserCore>
  /// Where the event starts, if Expat has moved on since.
  private let offset: Int?

  /// The pointer stays valid because a context is only passed down into a handler's call.
  @_lifetime(immortal)
  init(_ core: UnsafeMutablePointer<ParserCore>, offset: Int? = nil) {
    unsafe self.core = core
    self.offset = offset
  }

  /// Where the event starts.
  ///
  /// - Complexity: Linear in the number of bytes since the last location requested.
  public var location: Location {
    if let offset {
      unsafe core.pointee.locator.resolve(.unresolved(byteOffset: offset))
    } else {
      unsafe place(
        of: core.pointee.parser, byteOrderMark: core.pointee.byteOrderMark, core.pointee.detour)
    }
  }

  /// The same without line and column, for a fraction of the cost. `SAXLocator.resolve(_:)` finds
  /// them later.
  @inline(__always)
  public var mark: Location {
    if let offset { return .unresolved(byteOffset: offset) }
    guard unsafe core.pointee.keepsInput else { return location }
    let index = unsafe max(0, Int(XML_GetCurrentByteIndex(core.pointee.parser)))
    return unsafe .unresolved(byteOffset: index &+ core.pointee.detour.bytes)
  }

  /// The encoding of the input, as known so far.
  public var encoding: InputEncoding { unsafe core.pointee.encoding }

  /// The place of a byte of a text event. The place is the same however a text is cut into events.
  ///
  /// - Parameters:
  ///   - count: The number of bytes of the text before this byte.
  ///   - text: The text of this event.
  public func location(after count: Int, of text: Span<UInt8>) -> Location {
    var place = location
    let encoding = encoding
    var end = min(max(0, count), text.count)
    while end > 0, end < text.count, text[end] & 0xC0 == 0x80 { end -= 1 }
    // Line ends and references are separate events, so the characters before this byte are those of
    // the input.
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

/// A start tag: its name and attributes.
@safe
public struct SAXElement: ~Escapable {
  /// Its `tag` is this one during the handler's call, which the element is only passed down into.
  @usableFromInline let core: UnsafeMutablePointer<ParserCore>

  @_lifetime(immortal)
  init(_ core: UnsafeMutablePointer<ParserCore>) {
    unsafe self.core = core
  }

  private var name: UnsafePointer<CChar> { unsafe core.pointee.tag.name }
  private var nameLength: Int { unsafe core.pointee.tag.nameLength }

  private var localRange: Range<Int> { unsafe ExpatSAX.localName(in: name, nameLength) }

  /// Whether the element has this name and is in no namespace.
  @inlinable
  @inline(__always)
  public func isNamed(_ other: SAXName) -> Bool {
    unsafe core.pointee.tag.key == other.key && (!other.isLong || hasLongName(other))
  }

  /// Compares the whole of a name that does not fit into its key.
  @usableFromInline
  func hasLongName(_ other: SAXName) -> Bool {
    if nameLength != other.count { return false }
    // Both have `nameLength` bytes.
    for index in 0..<other.count
    where unsafe UInt8(bitPattern: name[index]) != other.start[index] {
      return false
    }
    return true
  }

  /// The context of the start of the tag.
  public var context: SAXContext {
    @_lifetime(copy self)
    get {
      unsafe _overrideLifetime(SAXContext(core, offset: core.pointee.tag.offset), copying: self)
    }
  }

  /// The name without a prefix, in UTF-8.
  public var localName: Span<UInt8> {
    @_lifetime(copy self)
    get {
      let range = localRange
      return unsafe _overrideLifetime(utf8(name + range.lowerBound, range.count), copying: self)
    }
  }

  /// Whether the element is in a namespace.
  public var isNamespaced: Bool { localRange.lowerBound > 0 }

  /// The name of the namespace; empty if there is none.
  public var namespace: Span<UInt8> {
    @_lifetime(copy self)
    get { unsafe _overrideLifetime(utf8(name, max(0, localRange.lowerBound - 1)), copying: self) }
  }

  /// Whether the element has an attribute that is not a namespace declaration.
  @inlinable
  public var hasAttributes: Bool { unsafe core.pointee.tag.attributes?[0] != nil }

  /// Calls the body with each attribute that is not a namespace declaration, in document order.
  ///
  /// - Complexity: Linear in the number of bytes in the names and values.
  public func forEachAttribute(_ body: (SAXAttribute) -> Void) {
    guard let attributes = unsafe core.pointee.tag.attributes else { return }
    var index = 0
    // The list consists of pairs of a name and a value, and ends with a null pointer.
    while let name = unsafe attributes[index], let value = unsafe attributes[index + 1] {
      body(unsafe SAXAttribute(name: name, value: value))
      index += 2
    }
  }
}

/// A whole element without attributes that contains only text or nothing.
@safe
public struct SAXSimpleElement: ~Escapable {
  /// Its `tag` is this element's during the handler's call, as in `SAXElement`.
  private let core: UnsafeMutablePointer<ParserCore>

  @_lifetime(immortal)
  init(_ core: UnsafeMutablePointer<ParserCore>) {
    unsafe self.core = core
  }

  /// The start tag.
  public var tag: SAXElement {
    @_lifetime(copy self)
    get { unsafe _overrideLifetime(SAXElement(core), copying: self) }
  }

  /// The whole text, in UTF-8.
  public var text: Span<UInt8> {
    @_lifetime(copy self)
    get {
      let bytes = unsafe UnsafeBufferPointer(
        start: core.pointee.tag.text, count: core.pointee.tag.textLength)
      return unsafe _overrideLifetime(Span(_unsafeElements: bytes), copying: self)
    }
  }

  /// The context of the start of the text, if there is any.
  public var textContext: SAXContext {
    @_lifetime(copy self)
    get {
      unsafe _overrideLifetime(SAXContext(core, offset: core.pointee.textOffset), copying: self)
    }
  }

  /// The context of the start of the end tag.
  public var endContext: SAXContext {
    @_lifetime(copy self)
    get { unsafe _overrideLifetime(SAXContext(core), copying: self) }
  }
}

/// An attribute of a start tag.
@safe
public struct SAXAttribute: ~Escapable {
  private let name: UnsafePointer<CChar>
  private let nameLength: Int
  private let localRange: Range<Int>
  private let valueStart: UnsafePointer<CChar>

  /// The pointers are valid during the handler's call, as in `SAXElement`.
  @_lifetime(immortal)
  init(name: UnsafePointer<CChar>, value: UnsafePointer<CChar>) {
    unsafe self.name = name
    unsafe valueStart = value
    nameLength = unsafe length(of: name)
    localRange = unsafe ExpatSAX.localName(in: name, nameLength)
  }

  /// The name as Expat keeps it: with the prefix, but without the name of the namespace.
  var qualifiedName: UnsafeRawBufferPointer {
    unsafe UnsafeRawBufferPointer(
      start: name + localRange.lowerBound, count: nameLength - localRange.lowerBound)
  }

  /// The name without a prefix, in UTF-8.
  public var localName: Span<UInt8> {
    @_lifetime(copy self)
    get {
      unsafe _overrideLifetime(
        utf8(name + localRange.lowerBound, localRange.count), copying: self)
    }
  }

  /// Whether the attribute is in a namespace, that is, has a prefix.
  public var isNamespaced: Bool { localRange.lowerBound > 0 }

  /// The name of the namespace; empty if there is none.
  public var namespace: Span<UInt8> {
    @_lifetime(copy self)
    get { unsafe _overrideLifetime(utf8(name, max(0, localRange.lowerBound - 1)), copying: self) }
  }

  /// The value after normalisation, in UTF-8.
  public var value: Span<UInt8> {
    @_lifetime(copy self)
    get { unsafe _overrideLifetime(utf8(valueStart, length(of: valueStart)), copying: self) }
  }
}

/// A view of bytes. The caller guarantees that they outlive it.
@_lifetime(immortal)
private func utf8(_ start: UnsafePointer<CChar>, _ count: Int) -> Span<UInt8> {
  let pointer = unsafe UnsafeRawPointer(start).assumingMemoryBound(to: UInt8.self)
  return unsafe _overrideLifetime(Span(_unsafeStart: pointer, count: count), copying: ())
}

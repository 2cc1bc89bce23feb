/// Names that the caller expects in a document. They do not count towards the limit `names`.
public struct KnownNames: Sendable {
  private let hashes: Set<Int>

  public static let none = KnownNames(elements: [], attributes: [])

  /// - Parameters:
  ///   - elements: Names of elements, without prefixes.
  ///   - attributes: Names of attributes, without prefixes.
  public init(elements: some Sequence<String>, attributes: some Sequence<String>) {
    hashes = Set(elements.map { Self.hash(of: $0, as: .element) })
      .union(attributes.map { Self.hash(of: $0, as: .attribute) })
  }

  func contains(_ hash: Int) -> Bool { hashes.contains(hash) }

  private static func hash(of name: String, as use: NameCensus.Use) -> Int {
    let bytes = Array(name.utf8)
    // The array's own bytes.
    return unsafe bytes.withUnsafeBytes { unsafe NameCensus.hash(of: $0, as: use) }
  }
}

/// The distinct names that a document has used so far.
///
/// Expat keeps each of them until the end. Without a limit, a stream of ever new names would make
/// it grow without bound.
struct NameCensus {
  /// The kinds of names. Expat keeps each kind in its own table.
  enum Use: UInt8 { case element, attribute, prefix }

  private let known: KnownNames
  /// Hashes of the names that count. The hash function is random, so nobody can force collisions.
  private var hashes: Set<Int> = []
  /// The number of bytes in the names that count.
  private(set) var bytes = 0
  /// Element names noted recently, each in the slot of its key.
  private var recent = InlineArray<256, NameKey>(repeating: NameKey())

  init(known: KnownNames) {
    self.known = known
  }

  /// Whether an element's name has been noted recently. False if that is not certain.
  ///
  /// - Parameter key: The key of a name that fits into it.
  @inline(__always)
  func hasNoted(_ key: NameKey) -> Bool { recent[key.slot] == key }

  /// Notes the name of an element.
  ///
  /// - Parameters:
  ///   - name: The name, with its prefix if it has one.
  ///   - key: The name's key, if the name fits into it.
  mutating func noteElement(_ name: UnsafeRawBufferPointer, key: NameKey?) {
    if let key, hasNoted(key) { return }
    unsafe note(name, as: .element)
    if let key { recent[key.slot] = key }
  }

  /// Notes a name.
  mutating func note(_ name: UnsafeRawBufferPointer, as use: Use) {
    let hash = unsafe Self.hash(of: name, as: use)
    if known.contains(hash) || !hashes.insert(hash).inserted { return }
    bytes &+= name.count
  }

  fileprivate static func hash(of name: UnsafeRawBufferPointer, as use: Use) -> Int {
    var hasher = Hasher()
    hasher.combine(use.rawValue)
    unsafe hasher.combine(bytes: name)
    return hasher.finalize()
  }
}

extension NameKey {
  /// One of 256 slots; most other keys have a different one.
  @inline(__always)
  fileprivate var slot: Int {
    Int(truncatingIfNeeded: ((head ^ tail) &* 0x9E37_79B9_7F4A_7C15) &>> 56)
  }
}

/// A compression format.
package enum CompressionFormat: String, Sendable, CaseIterable {
  case gzip, zstd, xz
  /// What HTTP calls deflate: a zlib stream, or the raw stream that some servers send. It has no
  /// signature.
  case deflate

  /// The format whose streams start with these bytes; nil if there is none.
  package init?(start bytes: Span<UInt8>) {
    guard let format = Self.allCases.first(where: { $0.starts(bytes) == .yes }) else { return nil }
    self = format
  }

  /// Whether these bytes may be the start of a stream, but are too few to be sure.
  package static func mayStart(_ bytes: Span<UInt8>) -> Bool {
    allCases.contains { $0.starts(bytes) == .perhaps }
  }

  enum Answer {
    case yes, no, perhaps
  }

  /// Whether a stream of this format starts with these bytes.
  func starts(_ bytes: Span<UInt8>) -> Answer {
    for mark in marks {
      let count = min(mark.count, bytes.count)
      if (0..<count).allSatisfy({ mark[$0].contains(bytes[$0]) }) {
        return count == mark.count ? .yes : .perhaps
      }
    }
    return .no
  }

  /// The signatures that streams start with; each byte lies in a range.
  private var marks: [[ClosedRange<UInt8>]] {
    switch self {
    case .gzip: [[0x1F...0x1F, 0x8B...0x8B]]
    case .zstd:
      [
        [0x28...0x28, 0xB5...0xB5, 0x2F...0x2F, 0xFD...0xFD],
        // A skippable frame.
        [0x50...0x5F, 0x2A...0x2A, 0x4D...0x4D, 0x18...0x18],
      ]
    case .xz: [[0xFD...0xFD, 0x37...0x37, 0x7A...0x7A, 0x58...0x58, 0x5A...0x5A, 0x00...0x00]]
    case .deflate: []
    }
  }
}

import Platform
import Foundation
import PleskPackets
import TestSupport

@testable import Reports
@testable import PacketInputs
@testable import ValidateCommand

/// Reads a packet and looks at the excerpts of its findings.
enum Excerpts {
  /// What the input is: the one can be read at any place, the other only once.
  enum Source: CaseIterable {
    case file, pipe
  }

  /// Every finding of a packet, with its excerpt.
  ///
  /// A pipe holds no more than 64 KiB here, as nobody reads while it is filled.
  static func of(
    _ packet: [UInt8], from source: Source, options: PacketOptions = .default
  ) throws -> [(finding: Finding, excerpt: Excerpt?)] {
    switch source {
    case .file:
      let directory = try TemporaryDirectory()
      return read(try InputFile(path: directory.write("packet.xml", packet)), options)
    case .pipe:
      let pipe = Pipe()
      try pipe.fileHandleForWriting.write(contentsOf: packet)
      try pipe.fileHandleForWriting.close()
      let descriptor = pipe.fileHandleForReading.fileDescriptor
      defer { try? pipe.fileHandleForReading.close() }
      return read(InputFile(borrowing: descriptor), options)
    }
  }

  private static func read(
    _ file: consuming InputFile, _ options: PacketOptions
  ) -> [(finding: Finding, excerpt: Excerpt?)] {
    var all: [(finding: Finding, excerpt: Excerpt?)] = []
    var reading = PacketReading(packetOptions: options)
    reading.excerpted = FindingFilter(isVerbose: true)
    let take = { (item: ReportItem) in
      if case .finding(let finding, let excerpt) = item { all.append((finding, excerpt)) }
    }
    _ = reading.read(FileSource(file), PacketName("packet.xml"), report: take) { _ in true }
    return all
  }
}

extension Excerpt {
  /// The character above the caret; nil if it is after the line.
  var marked: Unicode.Scalar? {
    let scalars = Array(text.unicodeScalars)
    return caret < scalars.count ? scalars[caret] : nil
  }
}

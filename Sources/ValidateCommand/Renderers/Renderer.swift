import PleskPackets

/// Puts findings and verdicts into words. One file a format; each appends to the bytes that will be written.
protocol Renderer: AnyObject {
  /// The findings that follow are of this file.
  func begin(file: String, shownAs name: String)
  /// - Parameter excerpt: The line of the input that the finding stands on, if it is still at hand.
  func finding(_ finding: Finding, into output: inout [UInt8], excerpt: () -> Excerpt?)
  func packet(_ summary: PacketSummary, into output: inout [UInt8])
  /// The user interrupted while the file was read.
  func interrupted(after bytes: Int, into output: inout [UInt8])
  func failure(_ file: String, _ message: String, into output: inout [UInt8])
  func summary(_ totals: Totals, into output: inout [UInt8])
}

extension [UInt8] {
  mutating func append(_ text: String) { append(contentsOf: text.utf8) }
}

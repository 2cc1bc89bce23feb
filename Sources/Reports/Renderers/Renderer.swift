import Bytes
import PleskPackets

/// Puts findings and verdicts into words. There is one for each format; each appends to the bytes
/// to be written.
protocol Renderer: AnyObject {
  /// Whether what could not be read is reported with the findings; if not, on standard error.
  var showsFailures: Bool { get }
  /// Called before anything else.
  func start(into output: inout [UInt8])
  /// The findings that follow are of this packet.
  func begin(_ name: PacketName)
  /// - Parameter excerpt: The line of the input that the finding is on, if it is wanted and still
  ///   available.
  func finding(_ finding: Finding, _ excerpt: Excerpt?, into output: inout [UInt8])
  /// What the results of the packet say about tasks, if the format shows tasks.
  func tasks(_ tally: TaskTally)
  /// - Parameter place: The place in the body that the file holds; the location of the finding is
  ///   in the file.
  func finding(
    _ finding: Finding, _ excerpt: Excerpt?, inBody place: Location, into output: inout [UInt8])
  func packet(_ summary: PacketSummary, into output: inout [UInt8])
  /// The user interrupted while the packet was read.
  func interrupted(after bytes: Int, into output: inout [UInt8])
  /// Something could not be read, and why.
  func failure(_ name: PacketName, _ message: String, into output: inout [UInt8])
  /// Called after all packets.
  func summary(_ totals: Totals, into output: inout [UInt8])
  /// Called after everything else.
  ///
  /// - Parameters:
  ///   - exitStatus: That of the process, if the rest of the output can be written.
  ///   - isComplete: Whether all inputs have been read and judged.
  func end(_ exitStatus: Int32, isComplete: Bool, into output: inout [UInt8])
}

extension Renderer {
  var showsFailures: Bool { true }
  func start(into output: inout [UInt8]) {}
  func end(_ exitStatus: Int32, isComplete: Bool, into output: inout [UInt8]) {}
  func tasks(_ tally: TaskTally) {}

  /// For formats that have room for one place.
  func finding(
    _ finding: Finding, _ excerpt: Excerpt?, inBody place: Location, into output: inout [UInt8]
  ) {
    self.finding(finding, excerpt, into: &output)
  }
}

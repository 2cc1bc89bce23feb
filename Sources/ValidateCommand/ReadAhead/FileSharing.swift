import FoundationEssentials

/// How one large file is shared among threads.
struct FileSharing: Sendable {
  /// How many read ahead; nil: one a processor.
  var jobs: Int?
  /// Bytes that a file must have at least: starting threads for less is not worth the while.
  var leastSize = 32 * 1024 * 1024
  /// Bytes that a thread takes at once: not too many for its processor's cache, and as many slices as a parser gets of a file
  /// otherwise, so that a packet that breaks off has had as many bytes.
  var pieceSize = 256 * 1024

  /// More cannot be put to use, as one thread puts together what the others have found.
  private static var mostThreads: Int { 8 }

  /// How many read ahead. Asks the system if need be.
  var threads: Int { min(jobs ?? processorCount, Self.mostThreads) }
}

/// How many processors there are to use. Asks the system, which reads files to tell.
var processorCount: Int { ProcessInfo.processInfo.activeProcessorCount }

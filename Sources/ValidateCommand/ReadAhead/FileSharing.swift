import FoundationEssentials

/// How one large file is shared among threads.
struct FileSharing: Sendable {
  /// How many threads read ahead; nil: one per processor.
  var jobs: Int?
  /// The smallest file that is shared: starting threads for less does not pay off.
  var leastSize = 32 * 1024 * 1024
  /// Bytes that a thread takes at once: few enough for its processor's cache, and a whole number of
  /// the slices that a parser gets of a file otherwise, so that it has counted the same number of
  /// bytes where a packet breaks off.
  var sectionSize = 256 * 1024

  /// More threads would not help, because one thread merges what the others find.
  private static var mostThreads: Int { 8 }

  /// How many threads read ahead. Asks the system if need be.
  var threads: Int { min(jobs ?? processorCount, Self.mostThreads) }
}

/// How many processors are available. Asks the system, which reads files to find out.
var processorCount: Int { ProcessInfo.processInfo.activeProcessorCount }

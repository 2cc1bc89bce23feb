import Platform
import Bytes
import ExpatSAX
import PleskPackets

/// Which packet of which file.
struct PacketName: Hashable, Sendable {
  /// The file as the command line or a folder names it; - is standard input.
  var file: String
  /// Which packet of the file, where a file holds several.
  var part: String?
  /// The file as the system has it, where that is known.
  private var path: FileName?

  init(_ file: String, part: String? = nil) {
    self.file = file
    self.part = part
  }

  init(_ path: FileName, part: String? = nil) {
    self.init("\(path)", part: part)
    self.path = path
  }

  /// The bytes of the file's name, also those that are no UTF-8.
  var fileBytes: [UInt8] { path?.bytes ?? Array(file.utf8) }

  /// What people get to read; safe to show only by `visibleName`.
  var shown: String {
    let name = file == "-" ? "<stdin>" : file
    return part.map { "\(name) (\($0))" } ?? name
  }
}

/// Something to tell, on its way from where an input is read to where it is put into words.
enum ReportItem: Sendable {
  /// The items that follow are of this packet, up to `packet`, `interrupted`, `failure` or `difference`.
  case begin(PacketName)
  case finding(Finding, Excerpt?)
  /// A finding whose place is that in the file, and the place in the body that the file holds.
  case findingInBody(Finding, Excerpt?, Location)
  /// Lines of results as they go out, whole ones.
  case results([UInt8])
  /// What the results of the packet say of tasks, if the format wants to know.
  case tasks(TaskTally)
  /// What the packet asks for as a request, if anybody wants to know.
  case asked(DownloadStatusRequest)
  /// The packet has been read to its end or to its fatal finding.
  case packet(PacketSummary, LaneStatistics)
  /// The user interrupted, or there is nowhere left to write: what has been read of the packet has no verdict.
  case interrupted(PacketSummary, LaneStatistics)
  /// Something could not be read, and why.
  case failure(PacketName, String)
  /// `--engine both`: the engines differ, and where.
  case difference(PacketName, String)
  /// A word for people about a packet or a file, which does not change what it is worth.
  case note(PacketName, String)
  /// Something that was passed over, or else goes without saying, in words, for those who want to know.
  case passedOver(String)
}

import ExpatSAX
import PleskPackets

/// Reads the packet of `--request`.
enum RequestReading {
  /// What a request packet asks for; nil, and a word, if it cannot be used.
  static func read(
    _ path: String, _ limits: Limits, tell: (ReportItem) -> Void
  ) -> DownloadStatusRequest? {
    func unused(_ reason: String) {
      tell(.note(PacketName(path), "\(reason), so the rules exchange/… are not applied"))
    }
    var asked = RequestedTasks()
    do {
      let file = path == "-" ? InputFile(borrowing: 0) : try InputFile(path: path)
      var parser = PacketParser(options: PacketOptions(kind: .request, limits: limits)) { event in
        if case .request(let request) = event { asked.add(request) }
      }
      while try parser.feed(reading: file.descriptor) != 0 {
        if Interruption.hasHappened { return nil }
      }
      let summary = try parser.finish()
      if summary.verdict == .invalid {
        unused("the request is invalid")
      } else if let request = asked.request {
        return request
      } else {
        unused("no get-download-status in the request")
      }
    } catch let error as PacketError where error.code == .packet {
      tell(
        .note(
          PacketName(path),
          "the request is invalid, so the rules exchange/… are not applied (\(error))"
        ))
    } catch {
      let reason =
        (error as? PacketError)?.message ?? (error as? SAXError)?.message ?? "\(error)"
      tell(.failure(PacketName(path), "cannot be read: \(reason)"))
    }
    return nil
  }
}

import PleskPackets

/// What could not be read, kept until the end of the SARIF run; its size is bounded.
struct SARIFNotifications {
  private var objects: [UInt8] = []
  private var count = 0

  /// Notifications that are kept; of any more, only their number.
  private static var most: Int { 1000 }

  mutating func add(_ severity: Severity, _ message: String, _ name: PacketName) {
    count += 1
    if count > Self.most { return }
    objects.append(count > 1 ? ",\n" : "\n")
    var notification = JSONObject(into: &objects)
    notification.member("level", severity.sarifLevel, &objects)
    notification.message(message, &objects)
    notification.key("locations", &objects)
    objects.append("[")
    var location = JSONObject(into: &objects)
    location.key("physicalLocation", &objects)
    var place = JSONObject(into: &objects)
    place.artifact(name, &objects)
    place.end(&objects)
    location.end(&objects)
    objects.append("]")
    notification.end(&objects)
  }

  /// Appends them as an array.
  func write(into output: inout [UInt8]) {
    output.append("[")
    output.append(contentsOf: objects)
    if count > Self.most {
      output.append(",\n")
      var notification = JSONObject(into: &output)
      notification.member("level", Severity.error.sarifLevel, &output)
      notification.message("\(count - Self.most) more inputs could not be read", &output)
      notification.end(&output)
    }
    output.append("]")
  }
}

import PleskPackets

extension JSONObject {
  /// Writes the members that say which packet it is.
  mutating func members(of name: PacketName, _ output: inout [UInt8]) {
    member("file", name.file, &output)
    member("part", name.part, &output)
  }

  /// Writes the members that say where it is.
  mutating func members(of place: Location, _ output: inout [UInt8]) {
    member("line", Int64(place.line), &output)
    member("column", Int64(place.column), &output)
    member("byteOffset", Int64(place.byteOffset), &output)
  }
}

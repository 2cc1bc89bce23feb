/// The direction of a packet.
public enum PacketKind: String, Sendable, Hashable, Codable, CaseIterable {
  /// From a client to Plesk.
  case request
  /// From Plesk to a client.
  case response
}

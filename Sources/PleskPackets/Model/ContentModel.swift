/// The content model of packets.
public enum ContentModel {
  /// The version of Plesk's XML API protocol that the model describes.
  public static let protocolVersion = "1.6.9.1"
}

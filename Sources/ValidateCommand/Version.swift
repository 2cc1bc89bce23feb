/// What this is called where others ask.
enum Product {
  static let name = "plesk-packets"
  /// By Semantic Versioning; the one of the changelog.
  static let version = "0.1.0"
}

/// What this is called where others ask.
package enum Product {
  package static let name = "plesk-packets"
  /// By Semantic Versioning; the one of the changelog.
  package static let version = "0.1.0"
}

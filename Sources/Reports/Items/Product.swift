/// How reports name this program.
package enum Product {
  package static let name = "plesk-packets"
  /// The version of the changelog, which follows Semantic Versioning.
  package static let version = "0.1.0"
}

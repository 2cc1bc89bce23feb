/// Whether a query succeeded, which does not mean that a download did.
public enum ResultStatus: String, Sendable, Hashable, Codable, CaseIterable {
  case ok, error
}

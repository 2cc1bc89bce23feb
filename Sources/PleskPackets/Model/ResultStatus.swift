/// Whether a query went well. That a query went well does not mean that a download did.
public enum ResultStatus: String, Sendable, Hashable, Codable, CaseIterable {
  case ok, error
}

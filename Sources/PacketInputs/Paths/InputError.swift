package import Platform

/// Why an input cannot be read, or cannot be read any further.
package struct InputError: Error {
  package let reason: String

  package init(_ reason: String) { self.reason = reason }

  package init(_ error: SystemError) { reason = error.reason }
}

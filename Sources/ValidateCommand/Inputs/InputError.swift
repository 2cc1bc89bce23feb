import Platform

/// Why an input cannot be read, or not any further.
struct InputError: Error {
  let reason: String

  init(_ reason: String) { self.reason = reason }

  init(_ error: SystemError) { reason = error.reason }
}

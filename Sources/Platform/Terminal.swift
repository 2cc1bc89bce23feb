#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Whether a descriptor is a terminal's.
public func isTerminal(_ descriptor: CInt) -> Bool { isatty(descriptor) == 1 }

/// How many columns a terminal has; nil if the descriptor is none's, or it does not say.
public func terminalWidth(of descriptor: CInt) -> Int? {
  var size = winsize()
  // The system writes one size.
  let result = unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size)
  return result == 0 && size.ws_col > 0 ? Int(size.ws_col) : nil
}

/// A variable of the environment; nil if it is not set.
public func environmentVariable(_ name: String) -> String? {
  // The text lasts while nobody changes the environment, which nobody does here.
  guard let value = unsafe getenv(name) else { return nil }
  return unsafe String(cString: value)
}

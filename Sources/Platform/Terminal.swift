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

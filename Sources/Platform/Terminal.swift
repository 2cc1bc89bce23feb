#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Whether a descriptor refers to a terminal.
public func isTerminal(_ descriptor: CInt) -> Bool { isatty(descriptor) == 1 }

/// The width of a terminal in columns; nil if the descriptor is not a terminal or its width is
/// unknown.
public func terminalWidth(of descriptor: CInt) -> Int? {
  var size = winsize()
  // The system writes one size.
  let result = unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size)
  return result == 0 && size.ws_col > 0 ? Int(size.ws_col) : nil
}

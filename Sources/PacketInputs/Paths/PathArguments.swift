package import Platform

/// The paths of the command line, byte for byte.
///
/// As text, an argument has U+FFFD where it is not UTF-8. The original bytes are used where the
/// system exposes them.
package enum PathArguments {
  /// The name of the file that an argument names.
  package static func name(of argument: String) -> FileName {
    guard argument.unicodeScalars.contains("\u{FFFD}") else { return FileName(argument) }
    let original = processArguments().first { String(decoding: $0, as: UTF8.self) == argument }
    return original.map { FileName(bytes: $0) } ?? FileName(argument)
  }

  /// The arguments of this process, byte for byte; none where the system does not expose them.
  private static func processArguments() -> [ArraySlice<UInt8>] {
    guard let file = try? InputFile(path: FileName("/proc/self/cmdline")) else { return [] }
    var all: [UInt8] = []
    var piece: [UInt8] = []
    while let count = try? file.read(into: &piece), count > 0 { all += piece }
    return all.split(separator: 0, omittingEmptySubsequences: false)
  }
}

/// The exit statuses.
enum ExitStatus {
  static let valid: Int32 = 0
  static let invalid: Int32 = 1
  static let inputOutput: Int32 = 2
  /// The argument parser uses it, too.
  static let wrongUsage: Int32 = 64
  static let enginesDiffer: Int32 = 70
  static let interrupted: Int32 = 130
  /// What a shell shows for a command that a broken pipe ended.
  static let brokenPipe: Int32 = 141
}

import Foundation
import TestSupport

@testable import Reports
@testable import ValidateCommand

/// Runs the command inside this process.
enum Rendering {
  /// What the command writes to standard output; paths in it are shown without the base.
  ///
  /// What it writes to standard error is not caught.
  static func output(_ arguments: [String], base: URL) throws -> String {
    let directory = try TemporaryDirectory()
    let file = try FileHandle(
      forWritingTo: URL(fileURLWithPath: directory.write("output", [])))
    let options = try ValidateCommand.parse(arguments)
    let output = OutputFile(file.fileDescriptor, name: "the output")
    _ = Validation(options: options.runOptions(), output: output).run()
    try file.close()
    return try directory.text("output")
      .replacingOccurrences(of: FileReference.uri(of: PacketName(base.path + "/")), with: "")
      .replacingOccurrences(of: base.path + "/", with: "")
  }
}

import Foundation
import TestSupport
import Testing

/// The program as a process: what it writes where, and its exit status.
///
/// One after the other, so that no program inherits another one's pipes and times mean something.
@Suite(
  .serialized, .timeLimit(.minutes(5)),
  .enabled(
    if: Repository.hasProgram,
    "build it first: swift build -c release --product validate; or set VALIDATE_BINARY"))
struct ProgramTests {}

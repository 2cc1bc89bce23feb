/// Rules about a task and its progress.
extension Rule {
  static let task = [
    taskIDMismatch, errorBlank, errorMarkup, completedExceedsTotal, totalUnknown, progressNegative,
    bytesWithoutCurrent, completeYetRunning,
  ]

  static let taskIDMismatch = Rule(
    "task/id-mismatch", .warning, "the task's id is not the result's",
    "task/id repeats the result's id. Where they differ, the task may be another's.",
    example: "<id>18</id><task><id>19</id>…", source: responseReference)
  static let errorBlank = Rule(
    "task/error-blank", .warning, "a failed task without a reason",
    "finished/error is there to say why the download failed; this one has no text.",
    example: "<finished><error/></finished>", source: responseReference)
  static let errorMarkup = Rule(
    "task/error-markup", .warning, "markup inside finished/error",
    "finished/error may hold anything, but is documented as text. The text of its descendants is delivered, the markup is not.",
    example: "<error><b>Cannot download</b></error>", source: responseReference)
  static let completedExceedsTotal = Rule(
    "progress/completed-exceeds-total", .warning, "more is downloaded than there is",
    "completed is larger than total, and total is above 0.",
    example: "<total>10</total><completed>11</completed>", source: responseReference)
  static let totalUnknown = Rule(
    "progress/total-unknown", .warning, "bytes of an unknown total",
    "total is 0 although something was downloaded. (0 of 0 is what Plesk for Windows says of a waiting task, and no finding.)",
    example: "<total>0</total><completed>5</completed>", source: responseReference)
  static let progressNegative = Rule(
    "progress/negative", .warning, "a negative number of bytes",
    "total and completed count bytes; their type allows a sign, their meaning does not.",
    example: "<completed>-1</completed>", source: responseReference)
  static let bytesWithoutCurrent = Rule(
    "progress/bytes-without-current", .warning, "a waiting task that has bytes",
    "current marks the task that is being downloaded now. Without it the task waits, and should have nothing yet.",
    example: "<total>10</total><completed>5</completed></in-progress>", source: responseReference)
  static let completeYetRunning = Rule(
    "progress/complete-yet-running", .info, "all bytes are there, yet the task runs",
    "completed equals total, so the task is about to finish.",
    example: "<total>10</total><completed>10</completed><current/>", source: responseReference)
}

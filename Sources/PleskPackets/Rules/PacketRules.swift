/// Rules about the packet around the results, about requests, and about a response beside its request.
extension Rule {
  static let packet = [systemOK, output, unmodelled]
  static let request = [repeatedTaskID]
  static let exchange = [
    exchangeErrtextRequired, unrequestedID, unansweredID, emptyAnswer,
  ]

  static let systemOK = Rule(
    "packet/system-ok", .warning, "a system element with status ok",
    "system says that the request as a whole failed; with status ok it says nothing.",
    example: "<packet><system><status>ok</status></system></packet>", source: packetReference)
  static let output = Rule(
    "packet/output", .info, "the server's own output",
    "output holds what the server printed while it worked: noise that helps to debug it.",
    example: "<output>PHP Notice: …</output>", source: packetReference)
  static let unmodelled = Rule(
    "packet/unmodelled", .info, "known, but not checked inside",
    "The operator or operation exists; what it holds is checked for well-formedness and limits only.",
    example: "<webspace>…</webspace>", source: packetReference)

  static let repeatedTaskID = Rule(
    "request/repeated-task-id", .warning, "a task-id twice in one filter",
    "The filter names the same task again, as a number: 18 and +018 are the same.",
    example: "<filter><task-id>18</task-id><task-id>18</task-id></filter>", source: requestReference
  )

  static let exchangeErrtextRequired = Rule(
    "exchange/errtext-required", .error, "a failed query by id without errtext",
    "When the request names tasks, a failed query must say why in errtext.",
    example: "<result><status>error</status><errcode>1013</errcode></result>",
    source: responseReference)
  static let unrequestedID = Rule(
    "exchange/unrequested-id", .warning, "a result that was not asked for",
    "The request names tasks, and neither the id nor the filter-id of this result is among them.",
    example: "request 18, answer <id>19</id>", source: requestReference)
  static let unansweredID = Rule(
    "exchange/unanswered-id", .warning, "a task without a result",
    "The request names tasks that no result of the response tells of.",
    example: "request 18 and 19, answer for 18 only", source: requestReference)
  static let emptyAnswer = Rule(
    "exchange/empty-answer", .warning, "“no transaction” for tasks that were named",
    "The request names tasks, and the answer says that no transaction is running instead of telling of them.",
    example: "request 18, answer <result><status>ok</status></result>", source: responseReference)

  static let packetReference = "Plesk XML API reference, packet structure"
  static let requestReference = "Plesk XML API reference, aps: get-download-status, request packet"
}

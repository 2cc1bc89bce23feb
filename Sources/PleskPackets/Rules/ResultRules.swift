/// Rules about a result as a whole.
extension Rule {
  static let result = [
    errcodeRequired, idsRequired, errtextMissing, errcodeOnSuccess, errcodeZero, errcodeUnknown,
    filterIDMissing, taskOnError, taskMissing, noTransaction, noTransactionMisplaced,
    resultIDMismatch, duplicateID,
  ]

  static let errcodeRequired = Rule(
    "result/errcode-required", .error, "a failed query without errcode",
    "A result whose status is error must say which error in errcode.",
    example: "<result><status>error</status><errtext>…</errtext></result>",
    source: responseReference)
  static let idsRequired = Rule(
    "result/ids-required", .error, "a task without filter-id or id",
    "A successful result that carries a task must carry filter-id and id beside it.",
    example: "<result><status>ok</status><task>…</task></result>", source: responseReference)
  static let errtextMissing = Rule(
    "result/errtext-missing", .warning, "a failed query without errtext",
    "The documentation describes errtext for failed queries, yet does not require it.",
    example: "<result><status>error</status><errcode>1013</errcode>…", source: responseReference)
  static let errcodeOnSuccess = Rule(
    "result/errcode-on-success", .warning, "a successful query with errcode or errtext",
    "errcode and errtext belong to failed queries. Clients that look for errcode alone take this result for a failure.",
    example: "<result><status>ok</status><errcode>0</errcode>…", source: responseReference)
  static let errcodeZero = Rule(
    "result/errcode-zero", .warning, "a failed query with errcode 0",
    "0 stands for success in many APIs and for no error of Plesk's.",
    example: "<status>error</status><errcode>0</errcode>", source: errorCodeReference)
  static let errcodeUnknown = Rule(
    "result/errcode-unknown", .info, "an errcode that Plesk's list does not have",
    "The list of documented codes has no such entry: a newer Plesk, an extension, or a mistake.",
    example: "<errcode>1016</errcode>", source: errorCodeReference)
  static let filterIDMissing = Rule(
    "result/filter-id-missing", .warning, "a failed query without filter-id",
    "Without filter-id the caller cannot tell which of its queries failed.",
    example: "<result><status>error</status><errcode>1013</errcode><errtext>…</errtext></result>",
    source: responseReference)
  static let taskOnError = Rule(
    "result/task-on-error", .warning, "a failed query with a task",
    "A query that failed has no task to tell of.",
    example: "<result><status>error</status>…<task>…</task></result>", source: responseReference)
  static let taskMissing = Rule(
    "result/task-missing", .warning, "a successful query without a task",
    "The result has an id or filter-id, but not what it was asked for.",
    example: "<result><status>ok</status><id>18</id></result>", source: responseReference)
  static let noTransaction = Rule(
    "result/no-transaction", .info, "no download transaction is running",
    "One result with status ok and nothing else is how Plesk says that there is nothing to tell.",
    example: "<result><status>ok</status></result>", source: responseReference)
  static let noTransactionMisplaced = Rule(
    "result/no-transaction-misplaced", .warning, "“no transaction” beside other results",
    "A result with status ok and nothing else says that no transaction is running, which the other results of the operation deny.",
    example: "<result><status>ok</status></result><result>…</result>", source: responseReference)
  static let resultIDMismatch = Rule(
    "result/id-mismatch", .warning, "filter-id and id differ",
    "The result answers another id than was asked for. Compared as numbers, where filter-id is one.",
    example: "<filter-id>18</filter-id><id>19</id>", source: responseReference)
  static let duplicateID = Rule(
    "result/duplicate-id", .warning, "two results with the same id",
    "One operation tells of each task once. Checked on request only (--duplicate-ids), as it takes memory for every result.",
    example: "<id>18</id>… <id>18</id>…", source: responseReference)

  static let responseReference =
    "Plesk XML API reference, aps: get-download-status, response packet"
  static let errorCodeReference = "Plesk XML API reference, error codes"
}

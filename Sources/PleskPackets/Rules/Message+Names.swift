/// The messages used in code: rule, name of the template, placeholders. Scripts/generate checks
/// them against Model/rules.toml. Messages of rules with a condition have no name here.
extension Message {
  // MARK: xml

  static let notWellFormed = Message("xml/not-well-formed", "error", .reason)
  static let looksLikeJSON = Message("xml/not-well-formed", "json")
  static let looksCompressed = Message("xml/not-well-formed", "compressed")
  static let startsWithCharacter = Message("xml/not-well-formed", "character", .character)
  static let startsWithBytes = Message("xml/not-well-formed", "bytes")
  static let looksLikeWebPage = Message("xml/not-well-formed", "web-page", .reason)
  static let blankBeforeDeclaration = Message("xml/not-well-formed", "blank-before-declaration")
  static let secondPacket = Message("xml/not-well-formed", "second-packet", .reason)
  static let textAfterPacket = Message("xml/not-well-formed", "after-packet", .reason)
  static let characterInValue = Message("xml/not-well-formed", "value", .character, .name)
  static let characterInAttribute = Message("xml/not-well-formed", "attribute", .character, .name)
  static let truncated = Message("xml/truncated", "", .reason)
  static let empty = Message("xml/empty", "", .reason)
  static let doctypeOfWebPage = Message("xml/doctype", "web-page")
  static let doctype = Message("xml/doctype", "named", .name)
  static let encoding = Message("xml/encoding", "", .reason)
  static let limit = Message("xml/limit", "", .reason)

  // MARK: schema, value

  static let rootOfWebPage = Message("schema/root", "web-page", .name)
  static let root = Message("schema/root", "other", .name, .expected)
  static let elementInNamespace = Message("schema/namespace", "element", .namespace)
  static let attributeInNamespace = Message("schema/namespace", "attribute", .name, .namespace)
  static let unknownElement = Message(
    "schema/unexpected-element", "unknown", .name, .parent, .expected)
  static let lateElement = Message("schema/unexpected-element", "late", .name, .parent, .expected)
  static let repeatedElement = Message(
    "schema/unexpected-element", "repeated", .name, .parent, .expected)
  static let secondAlternative = Message(
    "schema/unexpected-element", "second-alternative", .name, .parent, .expected)
  static let elementOfOtherKind = Message(
    "schema/unexpected-element", "other-kind", .name, .kind, .expected)
  static let elementInsideText = Message("schema/unexpected-element", "inside-text", .name)
  static let mixedKinds = Message("schema/unexpected-element", "mixed-kinds", .kind, .other)
  static let excludedElement = Message("schema/unexpected-element", "excluded", .name, .parent)
  static let misplacedElement = Message("schema/unexpected-element", "misplaced", .name, .next)
  static let notModelled = Message("schema/unexpected-element", "not-modelled")
  static let missingChildren = Message("schema/missing-element", "children", .name, .missing)
  static let missingPacket = Message("schema/missing-element", "packet")
  static let unexpectedText = Message("schema/unexpected-text", "", .name, .expected)
  static let attributeWhereNone = Message(
    "schema/unexpected-attribute", "none", .attribute, .name)
  static let unexpectedAttribute = Message(
    "schema/unexpected-attribute", "others", .attribute, .name, .expected)
  static let statusValue = Message("schema/value", "status", .value, .name)
  static let statusSpelling = Message("schema/value", "status-spelling", .value, .name, .meant)
  static let errcodeValue = Message("schema/value", "errcode", .value, .name)
  static let identifierValue = Message("schema/value", "identifier", .value, .name)
  static let integerValue = Message("schema/value", "integer", .value, .name)
  static let largeIdentifier = Message("value/unrepresentable", "identifier", .value, .name)
  static let largeInteger = Message("value/unrepresentable", "integer", .value, .name)

  // MARK: result, packet, request, exchange

  static let noTransaction = Message("result/no-transaction")
  static let noTransactionMisplaced = Message("result/no-transaction-misplaced")
  static let duplicateID = Message("result/duplicate-id", "", .id)
  static let output = Message("packet/output")
  static let unmodelled = Message("packet/unmodelled", "", .name)
  static let repeatedTaskID = Message("request/repeated-task-id", "", .task)
  static let exchangeErrtextRequired = Message("exchange/errtext-required")
  static let unrequestedTask = Message("exchange/unrequested-id", "task", .task)
  static let unrequestedFilterID = Message("exchange/unrequested-id", "filter-id")
  static let unansweredTasks = Message("exchange/unanswered-id", "all", .tasks)
  static let manyUnansweredTasks = Message("exchange/unanswered-id", "some", .tasks, .more)
  static let emptyAnswer = Message("exchange/empty-answer")
}

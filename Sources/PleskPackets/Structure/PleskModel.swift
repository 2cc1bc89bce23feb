/// The content model of Plesk's packets, protocol 1.6.9.1. To check another operation is to give its row its content.
extension ElementRow {
  /// The root of requests and responses alike; rows that only one kind has say so.
  package static let packet = ElementRow(
    "packet",
    .elements([
      .optional(requestSettings),
      .oneOf(.init(operators, repeats: true), .init([system])),
      .optional(ElementRow("output", .leaf(.remark), role: .output, only: .response)),
    ]),
    attributes: ["version"])

  private static let requestSettings = ElementRow(
    "request-settings",
    .elements([
      .oneOrMore(
        ElementRow(
          "setting",
          .elements([
            .required(ElementRow("name", .opaque(isModelGap: false))),
            .optional(ElementRow("value", .opaque(isModelGap: false))),
          ]),
          numbering: .everywhere))
    ]),
    only: .request)

  private static let system = ElementRow(
    "system", .elements(outcome), role: .system, only: .response)

  private static let operators =
    [ElementRow("aps", .elements([.oneOrMore(apsOperations)]), numbering: .inPlace)]
    + [
      "certificate", "customer", "db_server", "dns", "webspace", "subdomain", "server", "ip",
      "event_log", "secret_key", "ui", "site-alias", "mail", "service-plan", "virtdir", "database",
      "ftp-user", "session", "locale", "log-rotation", "protected-dir", "reseller",
      "reseller-plan", "service-plan-addon", "site", "business-logic-upgrade", "php-handler",
      "extension",
    ].map { unmodelled($0) } + [unmodelled("upload", only: .response)]

  private static let apsOperations =
    [getDownloadStatus]
    + [
      "download-package", "import-package", "get-packages-list", "install", "import-config",
      "set-package-properties", "get-packages-list-by-reseller", "get-packages-list-by-webspace",
    ].map { unmodelled($0) }

  private static let getDownloadStatus = ElementRow(
    "get-download-status",
    .elements([
      .required(
        ElementRow(
          "filter",
          .elements([
            .zeroOrMore(
              ElementRow("task-id", .leaf(.identifier), role: .requestedID, numbering: .everywhere))
          ]),
          role: .filter, only: .request)),
      .oneOrMore(downloadResult),
    ]),
    role: .operation, numbering: .inPlace)

  private static let downloadResult = ElementRow(
    "result",
    .elements(
      outcome + [
        .optional(ElementRow("filter-id", .leaf(.text), role: .filterID)),
        .optional(ElementRow("id", .leaf(.identifier), role: .id)),
        .optional(downloadTask),
      ]),
    role: .result, only: .response, numbering: .everywhere)

  private static let downloadTask = ElementRow(
    "task",
    .elements([
      .required(ElementRow("id", .leaf(.identifier), role: .taskID)),
      .oneOf(.init([finished]), .init([inProgress])),
    ]),
    role: .task)

  private static let finished = ElementRow(
    "finished",
    .elements([
      .oneOf(
        .init([ElementRow("error", .anything, role: .failureReason)]),
        .init([ElementRow("package-id", .leaf(.identifier), role: .packageID)]))
    ]),
    role: .finished)

  private static let inProgress = ElementRow(
    "in-progress",
    .elements([
      .required(ElementRow("total", .leaf(.integer), role: .total)),
      .required(ElementRow("completed", .leaf(.integer), role: .completed)),
      .optional(ElementRow("current", .leaf(.text), role: .current)),
    ]),
    role: .progress)

  /// How a result, or the request as a whole, went.
  private static let outcome: [Particle] = [
    .required(ElementRow("status", .leaf(.status), role: .status)),
    .optional(ElementRow("errcode", .leaf(.errcode), role: .errcode)),
    .optional(ElementRow("errtext", .leaf(.text), role: .errtext)),
  ]

  private static func unmodelled(_ name: String, only kind: PacketKind? = nil) -> ElementRow {
    ElementRow(name, .opaque(isModelGap: true), only: kind, numbering: .inPlace)
  }
}

/// The content model of Plesk's packets, protocol 1.6.9.1. To have another operation checked, give
/// its row a content.
extension ElementRow {
  /// The root of both requests and responses. Rows that belong to only one kind say so.
  package static let packet = ElementRow(
    "packet",
    .elements([
      .optional(requestSettings),
      .oneOf(.init(operators, repeats: true), .init([system])),
      .optional(
        ElementRow(
          "output", .leaf(.remark), role: .output, only: .response,
          about: "What the server said meanwhile, for debugging.")),
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
    "system", .elements(outcome), role: .system, only: .response,
    about: "The request failed as a whole.")

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
          role: .filter, only: .request,
          about: "Empty, it asks for every task of the current transaction.")),
      .oneOrMore(downloadResult),
    ]),
    role: .operation, numbering: .inPlace,
    about: "Asks or tells of the tasks that download an application package from the APS Catalog.")

  private static let downloadResult = ElementRow(
    "result",
    .elements(
      outcome + [
        .optional(
          ElementRow(
            "filter-id", .leaf(.text), role: .filterID, about: "What was asked for.")),
        .optional(
          ElementRow("id", .leaf(.identifier), role: .id, about: "The task that answers.")),
        .optional(downloadTask),
      ]),
    role: .result, only: .response, numbering: .everywhere,
    about: "What became of one query. With status ok and nothing else: no download is running.")

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
        .init([
          ElementRow(
            "error", .anything, role: .failureReason, about: "Why the download failed.")
        ]),
        .init([
          ElementRow(
            "package-id", .leaf(.identifier), role: .packageID,
            about: "The package on the server.")
        ]))
    ]),
    role: .finished, about: "The download is over, well or not.")

  private static let inProgress = ElementRow(
    "in-progress",
    .elements([
      .required(ElementRow("total", .leaf(.integer), role: .total, about: "Bytes to download.")),
      .required(
        ElementRow("completed", .leaf(.integer), role: .completed, about: "Bytes that are there.")),
      .optional(
        ElementRow(
          "current", .leaf(.text), role: .current,
          about: "There only while the task is being downloaded; without it the task waits.")),
    ]),
    role: .progress)

  /// How a result, or the request as a whole, went.
  private static let outcome: [Particle] = [
    .required(
      ElementRow(
        "status", .leaf(.status), role: .status,
        about: "How the query went, not how the download did.")),
    .optional(ElementRow("errcode", .leaf(.errcode), role: .errcode)),
    .optional(ElementRow("errtext", .leaf(.text), role: .errtext)),
  ]

  private static func unmodelled(_ name: String, only kind: PacketKind? = nil) -> ElementRow {
    ElementRow(name, .opaque(isModelGap: true), only: kind, numbering: .inPlace)
  }
}

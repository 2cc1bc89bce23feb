/// Compares results with something known from elsewhere, for example the request that they answer.
///
/// The reducer consults it for every result, and does not know what it compares with.
protocol ResultComparison: AnyObject {
  /// Notes the start of an operation that contains results.
  func start(operation: Place)

  /// Checks the ids of a result as soon as both filter-id and id are known; called once per result,
  /// and only if it has both.
  func checkIDs<Output: ReducerOutput>(
    _ fields: ResultFields, at place: Place, into output: inout Output)

  /// Checks a complete result.
  func check<Output: ReducerOutput>(
    _ fields: ResultFields, at place: Place, into output: inout Output)

  /// Whether there is something to report about a result with these ids.
  func objects(to fields: ResultFields) -> Bool

  /// Notes the ids of a result about which there is nothing to report.
  func note(_ fields: ResultFields)

  /// Processes the end of a complete packet.
  func finish<Output: ReducerOutput>(into output: inout Output)

  /// Completes all stored places, before the input that they refer to goes away.
  func settlePlaces(_ resolve: (Location) -> Location)
}

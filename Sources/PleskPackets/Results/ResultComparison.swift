/// Compares results with what is known from elsewhere, for example with the request that they answer.
///
/// The reducer asks it about every result, and knows nothing of what it compares with.
protocol ResultComparison: AnyObject {
  /// Takes the start of an operation in which results come.
  func start(operation: Place)

  /// Takes a result whose filter-id and id are both known; called once a result, and only if it has both.
  func checkIDs<Output: ReducerOutput>(
    _ fields: ResultFields, at place: Place, into output: inout Output)

  /// Takes a complete result.
  func check<Output: ReducerOutput>(
    _ fields: ResultFields, at place: Place, into output: inout Output)

  /// Whether there is something to report of a result with these ids.
  func objects(to fields: ResultFields) -> Bool

  /// Takes the ids of a result of which there is nothing to report.
  func note(_ fields: ResultFields)

  /// Takes the end of a packet that ended well.
  func finish<Output: ReducerOutput>(into output: inout Output)

  /// Lets all places that are kept be completed, before the input that they stand in goes away.
  func settlePlaces(_ resolve: (Location) -> Location)
}

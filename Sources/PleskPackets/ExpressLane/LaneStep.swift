/// How reading a result, or a part of it, went.
enum LaneStep {
  /// The result goes on.
  case proceed
  /// The result is complete.
  case done
  /// Something that the lane does not take.
  case odd
  /// The bytes end first, and nothing has been odd so far.
  case unfinished
  /// A text that has a reference in it; the cursor stands before the text.
  case reference
}

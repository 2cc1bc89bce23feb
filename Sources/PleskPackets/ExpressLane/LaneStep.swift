/// The outcome of reading a result, or a part of it.
enum LaneStep {
  /// The result continues.
  case proceed
  /// The result is complete.
  case done
  /// Something that the lane does not take.
  case odd
  /// The bytes end first, and nothing was odd so far.
  case unfinished
  /// A text that contains a reference; the cursor is at the start of the text.
  case reference
}

/// What the messages of rules leave open, by the names that Model/rules.toml has for it. What rules with
/// a condition leave open is in `ResultPlaceholder`.
enum Placeholder: String {
  /// The element, or what else the message is about.
  case name
  case parent
  /// What may stand there, in words.
  case expected
  /// What must follow.
  case next
  /// Children that an element lacks, in words.
  case missing
  case attribute, namespace
  /// A text of the packet, with its quotation marks, and what was meant by it.
  case value, meant
  /// A character of the packet, or what is wrong with it.
  case character
  /// The kind of packet, and another one.
  case kind, other
  /// What the parser says.
  case reason
  case id, task, tasks
  /// How many are not shown.
  case more
}

/// The placeholders in messages, by their names in Model/rules.toml. Placeholders of rules with a
/// condition are in `ResultPlaceholder`.
enum Placeholder: String {
  /// The element, or whatever else the message is about.
  case name
  case parent
  /// What is allowed there, in words.
  case expected
  /// What must follow.
  case next
  /// Children that an element lacks, in words.
  case missing
  case attribute, namespace
  /// A text from the packet, in quotation marks, and what was probably meant.
  case value, meant
  /// A character from the packet, or what is wrong with it.
  case character
  /// The kind of packet, and another one.
  case kind, other
  /// The parser's own message.
  case reason
  case id, task, tasks
  /// How many are not shown.
  case more
}

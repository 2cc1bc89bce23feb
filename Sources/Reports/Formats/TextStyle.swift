import PleskPackets

/// When text is coloured: the values of `--color`.
package enum ColorChoice: String, CaseIterable, Sendable {
  case auto, always, never
}

/// Colours, if they are wanted.
struct TextStyle {
  let isColored: Bool

  /// - Parameters:
  ///   - isTerminal: Decides for `auto`, unless the environment does.
  ///   - environment: Looks up a variable.
  init(
    choice: ColorChoice, isTerminal: Bool, environment: (String) -> String?
  ) {
    switch choice {
    case .always: isColored = true
    case .never: isColored = false
    case .auto: isColored = Self.isWanted(environment) ?? isTerminal
    }
  }

  /// What the conventional variables ask for; nil if they ask for nothing.
  private static func isWanted(_ environment: (String) -> String?) -> Bool? {
    if let no = environment("NO_COLOR"), !no.isEmpty { return false }
    for name in ["FORCE_COLOR", "CLICOLOR_FORCE"] {
      if let force = environment(name), !force.isEmpty { return force != "0" && force != "false" }
    }
    if environment("CLICOLOR") == "0" || environment("TERM") == "dumb" { return false }
    return nil
  }

  func bold(_ text: String) -> String { wrap(text, "1") }
  func faint(_ text: String) -> String { wrap(text, "2") }

  func severity(_ severity: Severity, _ text: String) -> String {
    switch severity {
    case .error: wrap(text, "1;31")
    case .warning: wrap(text, "1;33")
    case .info: wrap(text, "1;34")
    }
  }

  private func wrap(_ text: String, _ code: String) -> String {
    isColored ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}

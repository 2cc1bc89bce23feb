import Platform
import ExpatSAX
import PleskPackets

/// Colours, if they are wanted.
struct TextStyle {
  let isColored: Bool

  /// - Parameters:
  ///   - isTerminal: What `auto` goes by, unless the environment says otherwise.
  ///   - environment: Looks a variable up.
  init(
    choice: ColorChoice, isTerminal: Bool,
    environment: (String) -> String? = environmentVariable
  ) {
    switch choice {
    case .always: isColored = true
    case .never: isColored = false
    case .auto: isColored = Self.isWanted(environment) ?? isTerminal
    }
  }

  /// What the usual variables ask for; nil if they ask for nothing.
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

/// Text of an input made safe to show: control characters, which would drive the terminal, become U+FFFD.
func visible(_ text: String) -> String { replacingUnsafe(text) { _ in "\u{FFFD}" } }

/// The name of a file made safe to show: control characters are escaped, as `\n` and `\u{1b}`, so that names stay apart.
func visibleName(_ name: String) -> String {
  replacingUnsafe(name) { scalar in
    switch scalar {
    case "\n": "\\n"
    case "\r": "\\r"
    case "\t": "\\t"
    default: "\\u{\(String(scalar.value, radix: 16))}"
    }
  }
}

func visibleName(_ name: FileName) -> String { visibleName("\(name)") }

private func replacingUnsafe(
  _ text: String, _ replacement: (Unicode.Scalar) -> String
) -> String {
  var scalars = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
    // Marks that end a line or turn the writing direction could make it read as another.
    let turns =
      (0x2028...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
      || scalar.value == 0x200E || scalar.value == 0x200F || scalar.value == 0x061C
    if isControl || turns {
      scalars.append(contentsOf: replacement(scalar).unicodeScalars)
    } else {
      scalars.append(scalar)
    }
  }
  return String(scalars)
}

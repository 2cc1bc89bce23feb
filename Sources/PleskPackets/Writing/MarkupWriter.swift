import ExpatSAX

/// Writes elements of a content model as bytes.
struct MarkupWriter: Sendable {
  let model: CompiledModel
  let layout: PacketWriter.Layout
  private(set) var bytes: [UInt8] = []

  init(model: CompiledModel, layout: PacketWriter.Layout) {
    self.model = model
    self.layout = layout
  }

  /// Removes what was written, and keeps the memory.
  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  mutating func writeDeclaration() {
    bytes += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>".utf8
  }

  /// Writes the start tag of an element with child elements.
  ///
  /// - Parameter attribute: An attribute whose value has only characters that XML allows.
  mutating func open(
    _ element: CompiledModel.Index, attribute: (name: String, value: String)? = nil
  ) {
    breakLine(before: element)
    bytes += model.wordings[element].startTag
    if let (name, value) = attribute {
      bytes.removeLast()
      bytes += " \(name)=\"".utf8
      write(value, inAttribute: true)
      bytes += "\">".utf8
    }
  }

  /// Writes the end tag of an element with child elements.
  ///
  /// - Parameter isEmpty: Whether the start tag was the last thing written.
  mutating func close(_ element: CompiledModel.Index, isEmpty: Bool = false) {
    if isEmpty {
      bytes.removeLast()
      bytes += "/>".utf8
    } else {
      breakLine(before: element)
      bytes += model.wordings[element].endTag
    }
  }

  /// Writes an element with text content.
  ///
  /// - Parameter text: The text, with only characters that XML allows.
  mutating func write(_ text: String, in element: CompiledModel.Index) {
    let wording = model.wordings[element]
    breakLine(before: element)
    if text.isEmpty {
      bytes += wording.emptyTag
    } else {
      bytes += wording.startTag
      write(text)
      bytes += wording.endTag
    }
  }

  /// Ends the last line, if the layout has lines.
  mutating func endLine() {
    if case .indented = layout { bytes.append(UInt8(ascii: "\n")) }
  }

  private mutating func breakLine(before element: CompiledModel.Index) {
    guard case .indented(let width) = layout else { return }
    endLine()
    let spaces = Int(width) * (model.depth(of: element) - 1)
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: spaces))
  }

  /// Writes text, escaped so that it is read back byte for byte.
  private mutating func write(_ text: String, inAttribute: Bool = false) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): bytes += "&amp;".utf8
      case UInt8(ascii: "<"): bytes += "&lt;".utf8
      case UInt8(ascii: ">"): bytes += "&gt;".utf8
      // Unescaped, it would be read as a line feed.
      case UInt8(ascii: "\r"): bytes += "&#13;".utf8
      // Unescaped, they would be read as spaces.
      case UInt8(ascii: "\n") where inAttribute: bytes += "&#10;".utf8
      case UInt8(ascii: "\t") where inAttribute: bytes += "&#9;".utf8
      case UInt8(ascii: "\"") where inAttribute: bytes += "&quot;".utf8
      default: bytes.append(byte)
      }
    }
  }
}

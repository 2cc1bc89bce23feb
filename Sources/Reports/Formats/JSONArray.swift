/// Writes one JSON array, its elements in the order given.
struct JSONArray {
  private var isEmpty = true

  /// Starts an array at the end of the bytes.
  init(into output: inout [UInt8]) {
    output.append(UInt8(ascii: "["))
  }

  func end(_ output: inout [UInt8]) {
    output.append(UInt8(ascii: "]"))
  }

  /// Call this before each element; the caller writes the element.
  mutating func element(_ output: inout [UInt8]) {
    if !isEmpty { output.append(UInt8(ascii: ",")) }
    isEmpty = false
  }
}

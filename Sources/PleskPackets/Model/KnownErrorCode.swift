import Bytes

/// The error codes that Plesk documents. The source is Model/error-codes.toml.
public enum KnownErrorCode {
  /// The meaning of a code; nil if it is not in Plesk's list.
  ///
  /// - Complexity: Logarithmic in the number of codes.
  public static func meaning(of code: UInt32) -> String? {
    guard let row = row(of: code) else { return nil }
    var lines = ModelLines(.errorCodes, from: rows[row].meaning)
    return String(copying: lines.line())
  }

  static func isListed(_ code: UInt32) -> Bool { row(of: code) != nil }

  /// The codes in ascending order, each with the offset of its meaning in the section.
  private static let rows: [(code: UInt32, meaning: Int)] = {
    var rows: [(code: UInt32, meaning: Int)] = []
    var lines = ModelLines(.errorCodes)
    let start = lines.place
    while !lines.isAtEnd {
      let code = lines.number()
      rows.append((UInt32(truncatingIfNeeded: code), lines.place - start))
      _ = lines.line()
    }
    return rows
  }()

  private static func row(of code: UInt32) -> Int? {
    let rows = rows
    var (low, high) = (0, rows.count)
    while low < high {
      let middle = (low + high) / 2
      if rows[middle].code < code { low = middle + 1 } else { high = middle }
    }
    return low < rows.count && rows[low].code == code ? low : nil
  }
}

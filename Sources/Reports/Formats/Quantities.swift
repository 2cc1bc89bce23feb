/// A number with commas between groups of three digits: 1,234,567.
package func grouped(_ number: some BinaryInteger) -> String {
  var text = ""
  for (place, digit) in number.magnitude.description.reversed().enumerated() {
    if place > 0, place.isMultiple(of: 3) { text.append(",") }
    text.append(digit)
  }
  return (number < 0 ? "-" : "") + String(text.reversed())
}

/// A number of bytes in the binary unit that fits, with up to three digits: 999 B, 2.4 KiB.
///
/// For pages and reports; the progress bar uses decimal units.
package func size(_ bytes: Int64) -> String {
  let units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]
  var value = Double(bytes.magnitude)
  var unit = 0
  while value >= 1000, unit < units.count - 1 {
    value /= 1024
    unit += 1
  }
  let scale = unit == 0 || value >= 99.95 ? 1.0 : 10.0
  let shown = (value * scale).rounded(.down) / scale
  let digits = shown == shown.rounded() ? "\(Int64(shown))" : "\(shown)"
  return "\(bytes < 0 ? "-" : "")\(digits) \(units[unit])"
}

/// A number of bytes in the decimal unit that fits, as tools show a rate: 999 B, 1.0 kB.
package func decimalSize(_ bytes: Int) -> String {
  var value = Double(bytes)
  var unit = "B"
  for larger in ["kB", "MB", "GB", "TB"] where value >= 999.95 || (unit == "B" && value >= 1000) {
    value /= 1000
    unit = larger
  }
  return unit == "B" ? "\(bytes) B" : "\((value * 10).rounded() / 10) \(unit)"
}

/// A number, grouped, with its noun: 1 result, 1,200 results.
package func countedInGroups(_ count: Int, _ noun: String) -> String {
  "\(grouped(count)) \(noun)\(count == 1 ? "" : "s")"
}

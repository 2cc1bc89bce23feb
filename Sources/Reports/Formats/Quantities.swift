/// A number with commas between groups of three digits.
package func grouped(_ number: some BinaryInteger) -> String {
  var text = ""
  for (place, digit) in number.magnitude.description.reversed().enumerated() {
    if place > 0, place.isMultiple(of: 3) { text.append(",") }
    text.append(digit)
  }
  return (number < 0 ? "-" : "") + String(text.reversed())
}

/// A number of bytes in the unit that fits, with up to three digits.
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

/// A noun with its number.
package func countedInGroups(_ count: Int, _ noun: String) -> String {
  "\(grouped(count)) \(noun)\(count == 1 ? "" : "s")"
}

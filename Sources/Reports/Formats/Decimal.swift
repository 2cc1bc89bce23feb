/// Appends a number in decimal digits. Nothing is allocated.
package func appendDecimal(_ value: Int64, to output: inout [UInt8]) {
  if value < 0 { output.append(UInt8(ascii: "-")) }
  var rest = value.magnitude
  let start = output.count
  repeat {
    output.append(UInt8(ascii: "0") + UInt8(rest % 10))
    rest /= 10
  } while rest > 0
  // Reversing a slice of the bytes would copy it.
  var (low, high) = (start, output.count - 1)
  while low < high {
    output.swapAt(low, high)
    (low, high) = (low + 1, high - 1)
  }
}

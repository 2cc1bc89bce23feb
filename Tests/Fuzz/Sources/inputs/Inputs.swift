import FuzzSupport

/// The first bytes are the plan, the next ones the damage before and after compression, the rest
/// decides what input is made.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var choices = unsafe Choices(start, count)
  let plan = Plan(&choices)
  InputComparison.check(MadeInput(&choices), plan)
  return 0
}

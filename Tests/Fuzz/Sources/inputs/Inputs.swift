import FuzzSupport

/// The first bytes are the plan, the next ones the damage before and after compression. The rest
/// decides the input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var choices = unsafe Choices(start, count)
  let plan = Plan(&choices)
  InputComparison.check(MadeInput(&choices), plan)
  return 0
}

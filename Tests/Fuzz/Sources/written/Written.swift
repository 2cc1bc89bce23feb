import FuzzSupport

/// The first bytes are the plan. The rest decides what is written, and how.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var choices = unsafe Choices(start, count)
  let plan = Plan(&choices)
  WrittenComparison.check(&choices, plan)
  return 0
}

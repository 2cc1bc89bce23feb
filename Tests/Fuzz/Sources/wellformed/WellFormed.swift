import FuzzSupport

/// The first bytes are the plan; only its pieces matter. The rest is the document.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var choices = unsafe Choices(start, count)
  let plan = Plan(&choices)
  WellFormedComparison.check(choices.rest, plan)
  return 0
}

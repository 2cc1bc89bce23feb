import FuzzSupport

/// The first bytes are the plan, the rest is the packet.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var choices = unsafe Choices(start, count)
  let plan = Plan(&choices)
  EngineComparison.check(choices.rest, plan)
  return 0
}

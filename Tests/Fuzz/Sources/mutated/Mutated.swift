import FuzzSupport

/// The first bytes are the plan, the next ones the damage. The rest decides the packet.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var choices = unsafe Choices(start, count)
  let plan = Plan(&choices)
  let damage = Damage(&choices)
  EngineComparison.check(damage.done(to: PacketGenerator.response(&choices)), plan)
  return 0
}

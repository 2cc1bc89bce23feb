import FuzzSupport

/// The first bytes are the plan, the next ones the damage to the request and to the response. A
/// part of fixed size decides the request, the rest the response.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var choices = unsafe Choices(start, count)
  let plan = Plan(&choices)
  let requestDamage = Damage(&choices)
  let responseDamage = Damage(&choices)
  var requestChoices = choices.part(of: 48)
  ExchangeComparison.check(
    requestDamage.done(to: PacketGenerator.request(&requestChoices)),
    responseDamage.done(to: PacketGenerator.response(&choices)), plan)
  return 0
}

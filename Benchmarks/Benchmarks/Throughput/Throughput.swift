import Benchmark

let benchmarks: @Sendable () -> Void = {
  guard let folder = PacketFolder.prepared else { return }
  registerStages(folder)
  registerPush(folder)
  registerOwnedResults(folder)
  registerFirstResult(folder)
  registerSmallFiles(folder)
}

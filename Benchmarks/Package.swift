// swift-tools-version: 6.2

import PackageDescription

// A separate package, so that users of the library do not get dependencies that only benchmarks
// need.
let package = Package(
  name: "benchmarks",
  platforms: [.macOS(.v26)],
  dependencies: [
    .package(name: "plesk-packets", path: ".."),
    // Without traits: those replace malloc and Swift's reference counting with their own functions.
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
  ],
  targets: [
    .executableTarget(
      name: "Throughput",
      dependencies: [
        .product(name: "Benchmark", package: "benchmark"),
        .product(name: "ExpatSAX", package: "plesk-packets"),
        .product(name: "PleskPackets", package: "plesk-packets"),
      ],
      path: "Benchmarks/Throughput",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")])
  ]
)

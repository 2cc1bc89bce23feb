// swift-tools-version: 6.2

import PackageDescription

// A package of its own, so that whoever uses the library does not get what only measuring needs.
let package = Package(
  name: "benchmarks",
  platforms: [.macOS(.v26)],
  dependencies: [
    .package(name: "plesk-packets", path: ".."),
    // Without traits: they put functions of their own in the place of malloc and of Swift's reference counting.
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

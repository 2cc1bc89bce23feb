// swift-tools-version: 6.2

import PackageDescription

/// As strict as the tested package.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .strictMemorySafety(),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

/// A separate package, because it needs libFuzzer to build. `Scripts/fuzz` builds it.
let package = Package(
  name: "fuzz",
  platforms: [.macOS(.v26)],
  dependencies: [
    .package(name: "plesk-packets", path: "../..")
  ],
  targets: [
    .target(
      name: "FuzzSupport",
      dependencies: [
        .product(name: "PleskPackets", package: "plesk-packets"),
        .product(name: "ExpatSAX", package: "plesk-packets"),
        .product(name: "_TestSupport", package: "plesk-packets"),
      ],
      swiftSettings: strict),
    .executableTarget(name: "engines", dependencies: ["FuzzSupport"], swiftSettings: strict),
    .executableTarget(name: "exchange", dependencies: ["FuzzSupport"], swiftSettings: strict),
    .executableTarget(
      name: "inputs",
      dependencies: ["FuzzSupport", .product(name: "_ValidateCommand", package: "plesk-packets")],
      swiftSettings: strict),
    .executableTarget(name: "mutated", dependencies: ["FuzzSupport"], swiftSettings: strict),
    .executableTarget(name: "sax", dependencies: ["FuzzSupport"], swiftSettings: strict),
    .executableTarget(name: "wellformed", dependencies: ["FuzzSupport"], swiftSettings: strict),
    .executableTarget(name: "written", dependencies: ["FuzzSupport"], swiftSettings: strict),
  ]
)

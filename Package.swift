// swift-tools-version: 6.2

import PackageDescription

/// For every target: warnings are errors, and every unsafe operation is marked `unsafe`.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .strictMemorySafety(),
  .enableExperimentalFeature("Lifetimes"),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
  name: "plesk-packets",
  platforms: [.macOS(.v26)],
  products: [
    .library(name: "PleskPackets", targets: ["PleskPackets"]),
    .library(name: "ExpatSAX", targets: ["ExpatSAX"]),
    // Only for Tests/Fuzz: nothing in it is public except the entry point of the command.
    .library(name: "_ValidateCommand", targets: ["ValidateCommand"]),
    // Helpers that the tests share. Only for Tests/Fuzz.
    .library(name: "_TestSupport", targets: ["TestSupport"]),
    .executable(name: "validate", targets: ["validate"]),
  ],
  dependencies: [
    // Options, help, usage errors and shell completions of the command.
    .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.5.0")
  ],
  targets: [
    .systemLibrary(
      name: "CExpat", pkgConfig: "expat",
      providers: [.apt(["libexpat1-dev"]), .brew(["expat"])]),
    // Compressed captures. The libraries that define gzip, zstd and xz read them.
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib",
      providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .systemLibrary(
      name: "CZstd", pkgConfig: "libzstd",
      providers: [.apt(["libzstd-dev"]), .brew(["zstd"])]),
    .systemLibrary(
      name: "CLZMA", pkgConfig: "liblzma",
      providers: [.apt(["liblzma-dev"]), .brew(["xz"])]),
    .target(name: "Bytes", swiftSettings: strict),
    .target(name: "Platform", dependencies: ["Bytes"], swiftSettings: strict),
    .target(
      name: "ExpatSAX", dependencies: ["CExpat", "Bytes", "Platform"], swiftSettings: strict),
    .target(
      name: "PleskPackets", dependencies: ["Bytes", "Platform", "ExpatSAX"],
      swiftSettings: strict),
    .target(
      name: "Decompression", dependencies: ["CZlib", "CZstd", "CLZMA", "Bytes"],
      swiftSettings: strict),
    .target(
      name: "PacketInputs", dependencies: ["Bytes", "Platform", "Decompression"],
      swiftSettings: strict),
    .target(
      name: "Reports", dependencies: ["Bytes", "PleskPackets"],
      resources: [.embedInCode("Page/report.css"), .embedInCode("Page/report.js")],
      swiftSettings: strict),
    .target(
      name: "ValidateCommand",
      dependencies: [
        "Bytes", "Platform", "ExpatSAX", "PleskPackets", "PacketInputs", "Reports",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .executableTarget(name: "validate", dependencies: ["ValidateCommand"], swiftSettings: strict),
    // Helpers that tests and fuzz targets share.
    .target(
      name: "TestSupport", dependencies: ["PleskPackets"], path: "Tests/TestSupport",
      swiftSettings: strict),
    .testTarget(name: "BytesTests", dependencies: ["Bytes"], swiftSettings: strict),
    .testTarget(name: "PlatformTests", dependencies: ["Platform"], swiftSettings: strict),
    .testTarget(
      name: "ExpatSAXTests", dependencies: ["ExpatSAX", "Bytes", "Platform", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "PleskPacketsTests", dependencies: ["PleskPackets", "Bytes", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "DecompressionTests", dependencies: ["Decompression", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "PacketInputsTests",
      dependencies: ["PacketInputs", "Bytes", "Platform", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "ReportsTests",
      dependencies: ["Reports", "PleskPackets", "ExpatSAX", "Bytes", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "ValidateCommandTests",
      dependencies: [
        "ValidateCommand", "PacketInputs", "Reports", "PleskPackets", "Platform", "TestSupport",
      ],
      exclude: ["Golden"], swiftSettings: strict),
  ]
)

// swift-tools-version: 6.2

import PackageDescription

let package = Package(
  name: "peers",
  platforms: [.macOS(.v26)],
  dependencies: [
    .package(url: "https://github.com/CoreOffice/XMLCoder.git", exact: "0.18.2")
  ],
  targets: [
    .target(name: "Totals"),
    .executableTarget(name: "XMLParserTyped", dependencies: ["Totals"]),
    .executableTarget(name: "XMLCoderTyped", dependencies: ["Totals", "XMLCoder"]),
  ]
)

// swift-tools-version: 6.1
import Foundation
import PackageDescription

// Debian: apt install libsimdjson-dev. Without it the comparison with it is left out, and the program says so.
let hasSimdjson = ["/usr/include/simdjson.h", "/usr/local/include/simdjson.h"].contains(where: FileManager.default.fileExists)

let upcoming: [SwiftSetting] = ["ExistentialAny", "InternalImportsByDefault", "MemberImportVisibility"].map {
    .enableUpcomingFeature($0)
}

let package = Package(
    name: "helhet-benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "helhet", path: ".."),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ],
    targets: [
        .target(
            name: "CSimdjson",
            linkerSettings: hasSimdjson ? [.linkedLibrary("simdjson")] : []),
        .target(name: "CAllocations"),
        .target(
            name: "BenchmarkLetters", dependencies: [.product(name: "FHIR", package: "helhet")], swiftSettings: upcoming),
        .executableTarget(
            name: "Floors",
            dependencies: [
                "CAllocations", "CSimdjson", "BenchmarkLetters", .product(name: "HelhetRooms", package: "helhet"),
                .product(name: "FHIR", package: "helhet"),
                .product(name: "FHIRPath", package: "helhet"), .product(name: "Views", package: "helhet"),
                .product(name: "Validation", package: "helhet"), .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: upcoming),
        .executableTarget(
            name: "Figures", dependencies: [.product(name: "Conformance", package: "helhet")], swiftSettings: upcoming),
    ],
    cxxLanguageStandard: .cxx17
)

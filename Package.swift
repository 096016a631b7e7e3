// swift-tools-version: 6.2
import PackageDescription

// One package, one target a room. A room may use the rooms above it in `Documentation/design.md`, never those below.
let package = Package(
    name: "helhet",
    products: [
        .executable(name: "helhet", targets: ["helhet"]),
        .library(name: "FHIR", targets: ["FHIR"]),
        .library(name: "FHIRPath", targets: ["FHIRPath"]),
        .library(name: "Validation", targets: ["Validation"]),
        .library(name: "Views", targets: ["Views"]),
        // For the programs that measure, in a package of their own.
        .library(name: "Conformance", targets: ["Conformance", "Samples"]),
        .library(
            name: "HelhetRooms",
            targets: ["Journal", "JournalMemory", "JournalSQLite", "Directory", "Access", "Exchange", "Pathways", "API", "Pages"]),
        .library(name: "Population", targets: ["Population"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        .systemLibrary(name: "CXML", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
        .target(name: "CR4", exclude: ["r4.table", "r4-rules.table", "r4-search.table"]),
        .target(name: "XML", dependencies: ["CXML"]),
        .target(name: "FHIR", dependencies: ["XML", "CR4"]),
        .target(name: "FHIRPath", dependencies: ["FHIR"]),
        .target(name: "Validation", dependencies: ["FHIR", "FHIRPath", "CR4"]),
        .target(name: "Views", dependencies: ["FHIR", "FHIRPath"]),
        .target(name: "Journal", dependencies: ["FHIR", "FHIRPath", "CR4", .product(name: "Crypto", package: "swift-crypto")]),
        .target(name: "JournalLaws", dependencies: ["Journal", "FHIR"]),
        .target(
            name: "JournalMemory", dependencies: ["Journal", "FHIR", .product(name: "HashTreeCollections", package: "swift-collections")]),
        .target(
            name: "JournalSQLite",
            dependencies: [
                "CZlib", "CZstd", "Journal", "FHIR", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]),
        .target(name: "Directory", dependencies: ["FHIR", "Yams"]),
        .target(name: "Access", dependencies: ["FHIR", "Journal", .product(name: "Crypto", package: "swift-crypto")]),
        .target(name: "Exchange", dependencies: ["FHIR", "XML", "Journal", "Directory"]),
        // The shipped definitions of `pathways/`, inside the binary.
        .target(name: "CPathways"),
        .target(
            name: "Pathways",
            dependencies: [
                "CPathways", "FHIR", "FHIRPath", "Journal", "Directory", "Exchange", "Yams",
                .product(name: "Crypto", package: "swift-crypto"),
            ]),
        .target(
            name: "API",
            dependencies: [
                "CZlib", "FHIR", "FHIRPath", "Validation", "Views", "Journal", "Directory", "Access", "Exchange", "Pathways",
                .product(name: "HTTPTypes", package: "swift-http-types"),
            ]),
        .target(
            name: "Pages",
            dependencies: [
                "FHIR", "Journal", "Directory", "Access", "Exchange", "Pathways", .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
            ]),
        // Who lives where, and the shipped rates of `population/`, inside the binary.
        .target(name: "CPopulation", exclude: ["geo.table"]),
        .target(name: "Population", dependencies: ["CPopulation", "FHIR", "XML", "Yams"]),
        .executableTarget(
            name: "helhet",
            dependencies: [
                "FHIR", "FHIRPath", "Validation", "Views", "Journal", "JournalMemory", "JournalSQLite", "Directory", "Access", "Exchange",
                "Pathways", "API", "Pages", "Population",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ]),
        // Data that is not part of the project, and seeded numbers, for every test.
        .target(name: "Samples", path: "Tests/Samples"),
        // How far the engines agree with what others published: the suites, and real resources.
        .target(
            name: "Conformance", dependencies: ["Samples", "FHIR", "FHIRPath", "Validation", "Views", "XML"], path: "Tests/Conformance",
            exclude: ["findings.tsv"]),
        .testTarget(name: "ConformanceTests", dependencies: ["Conformance", "Samples"]),
        .testTarget(name: "XMLTests", dependencies: ["Samples", "XML"]),
        .testTarget(name: "FHIRTests", dependencies: ["Samples", "FHIR", "XML"]),
        .testTarget(name: "FHIRPathTests", dependencies: ["Conformance", "Samples", "FHIRPath", "FHIR"]),
        .testTarget(name: "ValidationTests", dependencies: ["Conformance", "Samples", "Validation", "FHIRPath", "FHIR"]),
        .testTarget(name: "ViewsTests", dependencies: ["Conformance", "Samples", "Views", "FHIRPath", "FHIR"]),
        .target(name: "CFaultVFS", linkerSettings: [.linkedLibrary("sqlite3")]),
        .testTarget(
            name: "JournalTests",
            dependencies: [
                "Samples", "Journal", "JournalLaws", "JournalMemory", "JournalSQLite", "FHIR", "FHIRPath", "CFaultVFS",
                .product(name: "GRDB", package: "GRDB.swift"), .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ], exclude: ["Stores"]),
        .testTarget(name: "AccessTests", dependencies: ["Samples", "Access", "FHIR", "Journal"]),
        .testTarget(name: "DirectoryTests", dependencies: ["Samples", "Directory", "FHIR"]),
        .systemLibrary(name: "CXMLSchema", path: "Tests/CXMLSchema", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .testTarget(
            name: "ExchangeTests",
            dependencies: ["Samples", "Exchange", "FHIR", "XML", "Journal", "JournalMemory", "Directory", "CXMLSchema"]),
        .testTarget(
            name: "PathwaysTests",
            dependencies: ["Samples", "Pathways", "Exchange", "FHIR", "FHIRPath", "Validation", "Journal", "JournalMemory", "Directory"],
            exclude: ["Content/published.tsv"]),
        .testTarget(
            name: "APITests",
            dependencies: [
                "Samples", "API", "Access", "Exchange", "Pathways", "FHIR", "Journal", "JournalMemory", "Directory", "Validation",
                .product(name: "HTTPTypes", package: "swift-http-types"),
            ]),
        .testTarget(
            name: "PopulationTests",
            dependencies: ["Samples", "Population", "FHIR", "Directory", "Exchange", "Journal", "JournalMemory"]),
        // The built program, run as scripts and senders do.
        .target(
            name: "Running",
            dependencies: [
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ],
            path: "Tests/Running"),
        .testTarget(
            name: "PagesTests",
            dependencies: [
                "Samples", "Pages", "Access", "Exchange", "Pathways", "FHIR", "Journal", "JournalMemory", "Directory",
                .product(name: "HTTPTypes", package: "swift-http-types"),
            ]),
        .testTarget(
            name: "HelhetTests",
            dependencies: [
                "Samples", "helhet", "Running", "Access", "Exchange", "Pathways", "FHIR", "Journal", "JournalMemory", "JournalSQLite",
                "Directory",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ],
            exclude: ["whole-folder.tsv"]),
        // Walks the pages of the built program in a real Chromium.
        .testTarget(
            name: "BrowserTests",
            dependencies: [
                "FHIR", "Running",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ]),
    ]
)

for target in package.targets where [.regular, .executable, .test].contains(target.type) {
    target.swiftSettings =
        ["ExistentialAny", "InternalImportsByDefault", "MemberImportVisibility"].map { .enableUpcomingFeature($0) } + [
            .treatAllWarnings(as: .error)
        ]
}

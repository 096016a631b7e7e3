// swift-tools-version: 6.2
import PackageDescription

// `Scripts/fuzz` builds this with `--sanitize fuzzer`, which brings libFuzzer's `main`. A package of its own, so that nobody who builds the
// hub builds it, and nothing but the three engines is built with it.
let package = Package(
    name: "helhet-fuzzing",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "helhet", path: "..")],
    targets: [
        // What every engine's input is made of.
        .target(name: "Input", dependencies: [.product(name: "FHIR", package: "helhet")]),
        .executableTarget(
            name: "FuzzExpressions",
            dependencies: ["Input", .product(name: "FHIR", package: "helhet"), .product(name: "FHIRPath", package: "helhet")]),
        .executableTarget(
            name: "FuzzValidation",
            dependencies: ["Input", .product(name: "FHIR", package: "helhet"), .product(name: "Validation", package: "helhet")]),
        .executableTarget(
            name: "FuzzViews",
            dependencies: [
                "Input", .product(name: "FHIR", package: "helhet"), .product(name: "FHIRPath", package: "helhet"),
                .product(name: "Views", package: "helhet"),
            ]),
    ]
)

for target in package.targets {
    target.swiftSettings =
        ["ExistentialAny", "InternalImportsByDefault", "MemberImportVisibility"].map { .enableUpcomingFeature($0) } + [
            .treatAllWarnings(as: .error)
        ]
}

import Directory
import FHIR
import Foundation
import Testing

@Suite("The demo") struct DemoTests {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
    }

    static func directory() throws -> Directory {
        let configuration = try Configuration.read(try text("demo/helhet.yaml"), file: "demo/helhet.yaml")
        let files = try configuration.directoryFiles.map { SourceFile(name: $0, text: try text($0)) }
        return try Directory.read(files, unknownParties: configuration.unknownParties)
    }

    @Test("has a configuration and a directory without mistakes")
    func reads() throws {
        let directory = try Self.directory()
        let instant = try Fixture.instant("2026-02-01T00:00:00Z")
        #expect(directory.organisations.count == 30)
        let unit = try #require(directory.organisation(at: Fixture.her("990000111"), on: instant))
        #expect(directory.enterprise(of: unit.id, on: instant) == OrganisationID("fjordby"))
        #expect(directory.part(for: Fixture.her("990000111"), letterType: "any", on: instant) == .endpoint)
        #expect(directory.part(for: Fixture.her("990000202"), letterType: "any", on: instant) == .relay)
    }

    @Test("resolves every role of a pathway to one organisation", arguments: ["no:9901", "dk:991"])
    func resolves(_ municipality: String) throws {
        let directory = try Self.directory()
        let instant = try Fixture.instant("2026-02-01T00:00:00Z")
        for role in [Role.hospital, .municipality, .generalPractice, .emergencyPrimaryCare] {
            #expect(directory.resolve(role, municipality: municipality, at: instant).id != nil, "\(role)")
        }
    }

    @Test("uses numbers that no register gives out")
    func invented() throws {
        for address in try Self.directory().organisations.flatMap(\.addresses) {
            let isInvented =
                switch address.scheme {
                case .her, .resh: address.value.hasPrefix("990000")
                case .sor: address.value.hasPrefix("999999999")
                case .gln: address.value.hasPrefix("952")
                case .enh: address.value.hasPrefix("1")
                case .hpr, .local: false
                }
            #expect(isInvented, "\(address)")
        }
    }

    @Test("is documented: every column, role, scheme and setting with its default")
    func documented() throws {
        let directory = try Self.text("Documentation/directory.md")
        let columns = "id name roles country municipality serves parent addresses from to successor for letter-type part"
        let words =
            columns.split(separator: " ").map(String.init) + Role.known.map(\.code) + Address.Scheme.allCases.map(\.rawValue)
            + Part.allCases.map(\.rawValue) + UnknownParties.allCases.map(\.rawValue)
        for word in words { #expect(directory.contains("`\(word)`"), "\(word)") }
        let configuration = try Self.text("Documentation/configuration.md")
        for key in Configuration.Key.allCases {
            let line = configuration.split(separator: "\n").first { $0.hasPrefix("| `\(key.rawValue)` |") }
            #expect(line?.contains(key.standard.isEmpty ? "none" : "`\(key.standard)`") == true, "\(key)")
            #expect(line?.contains(key.environment.map { "`\($0)`" } ?? "none") == true, "\(key)")
        }
    }
}

import Directory
import FHIR
import Testing

@testable import Pathways

@Suite("A2.4: the regions' variants of the 72 hours") struct RegionTests {
    static let library: PathwayLibrary = {
        do {
            return try PathwayLibrary.shipped()
        } catch {
            Issue.record("\(error)")
            return PathwayLibrary()
        }
    }()

    /// Municipality, day, version, and how its ward's step begins in Danish.
    static let rows: [(String, String, String, String)] = [
        ("101", "2022-01-31", "1.0", "Svare, når kommunen"),
        ("101", "2022-02-01", "1.0-hovedstaden.1", "Svare på spørgsmål om indlæggelsen"),
        ("461", "2023-10-31", "1.0", "Svare, når kommunen"), ("461", "2023-11-01", "1.0-syddanmark.1", "Svare ved enhver forværring"),
        ("265", "2023-12-04", "1.0", "Svare, når kommunen"), ("265", "2023-12-05", "1.0-sjaelland.1", "Svare, når kommunen"),
        ("751", "2026-03-01", "1.0", "Svare, når kommunen"),
    ]

    @Test("hold for their municipalities from their own day on", arguments: rows)
    func version(_ municipality: String, _ day: String, _ version: String, _ title: String) throws {
        let day = try #require(Day(day))
        let definition = try #require(Self.library.definition("extended-responsibility-72h", on: day, municipality: municipality))
        #expect(definition.version == version)
        let step = try #require(definition.step("calls-answered"))
        #expect(step.title.da.hasPrefix(title))
        // Whatever they say, it is 72 hours.
        #expect(step.deadline(country: .dk, on: day)?.term ?? .hours(72) == .hours(72))
    }

    @Test("are for each municipality of three regions once, and without a conflict") func municipalities() {
        let variants = Self.library.definitions.filter { $0.id == "extended-responsibility-72h" && !$0.municipalities.isEmpty }
        #expect(
            variants.map { "\($0.version) \($0.municipalities.count)" }.sorted() == [
                "1.0-hovedstaden.1 29", "1.0-sjaelland.1 17", "1.0-syddanmark.1 22",
            ])
        #expect(Set(variants.flatMap(\.municipalities)).count == 29 + 17 + 22)
        #expect(Self.library.conflicts.isEmpty)
    }

    @Test("give the citizen of the region the region's version, as the course runs") func course() throws {
        var course = try ExtendedResponsibilityTests.begun()
        course.made.library = try PathwayLibrary(
            Self.library.definitions.filter { ["hospital-stay", "extended-responsibility-72h"].contains($0.id) })
        #expect(try course.run().version == "1.0-syddanmark.1")
        #expect(
            try course.table("calls-answered") == "calls-answered granby 03-06T12:00–03-09T12:00 ended 03-09T12:00")
    }
}

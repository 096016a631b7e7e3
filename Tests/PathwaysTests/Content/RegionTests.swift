import Directory
import Exchange
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

    /// What a municipality agrees with its region: nobody needs to start the 72 hours.
    static let agreed = """
        adapts: extended-responsibility-72h
        base: "1.0"
        pathway: extended-responsibility-72h
        version: "1.0-elvby.1"
        from: 2026-03-05
        municipalities: ["461"]
        changes:
          - {set: {starts: [{event: discharged, where: {stay: inpatient}}, by hand]}, because: agreement of February 2026}
        """

    @Test("may let the 72 hours begin by themselves: at the discharge, by the version of that day, however late it is told")
    func discharged() throws {
        var made = Case.denmark().says(.admitted, at: "2026-03-02T08:40:00", ["class": "inpatient"])
        let files = PathwayLibrary.shippedFiles.filter { $0.name.contains("72h") || $0.name.contains("hospital-stay") }
        made.library = try PathwayLibrary.read(files + [SourceFile(name: "elvby.yaml", text: Self.agreed)])
        let key = "1.extended-responsibility-72h"
        #expect(try made.plan().run(key: key) == nil)
        let told = made.says(.discharged, at: "2026-03-06T12:00:00", sent: "2026-03-06T14:30:00")
        let course = ContentCourse(made: told, prefix: key)
        #expect(try course.run().version == "1.0-elvby.1")
        #expect(
            try course.table() == """
                number-given granby 03-06T12:00–03-06T13:00 ended 03-09T12:00 late
                said-in-summary granby 03-06T12:00–03-07T00:00 ended 03-09T12:00 late
                calls-answered granby 03-06T12:00–03-09T12:00 ended 03-09T12:00
                setting granby 03-06T12:00–03-08T00:00 ended 03-09T12:00 late
                """)
        #expect(try course.responsible() == "03-06T12:00 granby until 03-09T12:00")
        // A correction of the discharge moves the hours; the order in which both are told does not matter.
        let moved = ContentCourse(
            made: told.says(.discharged, .corrects, at: "2026-03-06T18:00:00", sent: "2026-03-06T19:00:00"), prefix: key)
        #expect(try moved.responsible() == "03-06T18:00 granby until 03-09T18:00")
        #expect(try told.plan([1, 0]).run(key: key)?.start == course.run().start)
        // Not before the agreement, whose day is that of the discharge, and not for whoever was seen without a bed.
        #expect(try made.says(.discharged, at: "2026-03-04T12:00:00").plan().run(key: key) == nil)
        var seen = Case.denmark().says(.admitted, at: "2026-03-06T08:40:00", ["class": "acute"])
        seen.library = made.library
        #expect(try seen.says(.discharged, at: "2026-03-06T12:00:00", ["class": "acute"]).plan().run(key: key) == nil)
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

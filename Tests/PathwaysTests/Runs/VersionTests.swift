import Directory
import Exchange
import FHIR
import Journal
import JournalMemory
import Testing

@testable import Pathways

@Suite("A version that runs follow") struct VersionTests {
    static let steps = [Written.step("call", "opens: [{after start: yes}]")]
    static func text(_ version: String = "1", within: String = "3 days") -> String {
        Written.pathway(
            "visit", version: version, from: version == "1" ? "2012-01-01" : "2026-06-01", head: "scope: citizen\nstarts: [by hand]",
            steps: [Written.step("call", within: within, "opens: [{after start: yes}]")])
    }

    @Test("that nobody has is none that a run can be moved to: the act is kept and put before whoever did it") func unknown() throws {
        let made = Case.norway().says(.admitted, at: "2026-02-02T08:40:00", ["class": "inpatient"]).running(Self.text(), Self.text("2"))
            .does(.started(pathway: "visit", stay: nil), at: "2026-02-03T10:00:00")
        let moved = made.does(.versionMoved(run: "visit.1", to: "7"), text: "new", at: "2026-02-04T10:00:00")
        let plan = try moved.plan()
        #expect(plan.run(key: "visit.1")?.version == "1" && plan.attentionTable == ["act-without-place pathway version moved fjordby"])
        #expect(plan.deviations(moved.history().facts).map(\.kind) == [.versionMoved], "it is on record all the same")
        let work = plan.work(at: made.instant("2026-02-05T10:00:00"), library: made.library)
        #expect(work.contains { $0.state == .attention && $0.owner == "fjordby" })
        let known = try made.does(.versionMoved(run: "visit.1", to: "2"), at: "2026-02-04T10:00:00").plan()
        #expect(known.run(key: "visit.1")?.version == "2" && known.attention.isEmpty)
        // Two such acts are two things to look at; what was known before them holds.
        let both = try made.does(.versionMoved(run: "visit.1", to: "2"), at: "2026-02-04T10:00:00")
            .does(.versionMoved(run: "visit.1", to: "8"), at: "2026-02-05T10:00:00")
            .does(.versionMoved(run: "visit.1", to: "9"), at: "2026-02-06T10:00:00").plan()
        #expect(both.run(key: "visit.1")?.version == "2" && both.attention.count == 2)
    }

    static let now = Instant(seconds: 1_770_300_000)

    /// A store in which a citizen's run follows version 1.
    static func store(runs: Bool = true) async throws -> JournalMemory {
        let journal = JournalMemory()
        let library = Written.library([text()])
        try await PublishedVersions.keep(library, in: journal, at: now)
        guard runs else { return journal }
        let desk = Desk(
            journal: journal, directory: CurrentDirectory(Case.directory),
            reaction: PathwayReaction(directory: Case.directory, library: library), configuration: try Configuration.read(nil),
            library: library)
        let citizen = try await journal.commit(.people, at: now) { try $0.ensureSubject(Case.citizen) }
        try await desk.perform(Act(.started(pathway: "visit", stay: nil)), for: citizen, by: OrganisationID("fjordby"), at: now)
        return journal
    }

    @Test("is refused when its text is another, with what to do; the same in other words is the same") func changed() async throws {
        let journal = try await Self.store()
        let sentence = "The version 1 of \"visit\" is not what it was when runs began by it in this store"
        do {
            try await PublishedVersions.keep(Written.library([Self.text(within: "4 days")]), in: journal, at: Self.now)
            Issue.record("It was taken.")
        } catch let mistakes as Mistakes {
            #expect(mistakes.list.map(\.what) == [sentence] && mistakes.list.map(\.place) == [Place(file: "0.yaml", line: 2, column: 10)])
            #expect(mistakes.list.first?.remedy.hasPrefix("A published version is never changed") == true)
        }
        // Comments, the order of keys and the way of writing are not the content.
        let same =
            "# a remark\n"
            + Self.text().replacing("    phase: all\n    owner: municipality", with: "    owner: \"municipality\"\n    phase: 'all'")
        #expect(same.contains("'all'"))
        try await PublishedVersions.keep(Written.library([same]), in: journal, at: Self.now)
        // Asked again, it is refused again.
        await #expect(throws: Mistakes.self) {
            try await PublishedVersions.keep(Written.library([Self.text(within: "5 days")]), in: journal, at: Self.now)
        }
    }

    @Test("gives way to a new version beside it, and may be changed while nothing has run by it") func allowed() async throws {
        let journal = try await Self.store()
        try await PublishedVersions.keep(Written.library([Self.text(), Self.text("2", within: "4 days")]), in: journal, at: Self.now)
        try await PublishedVersions.keep(Written.library([Self.text(), Self.text("2", within: "5 days")]), in: journal, at: Self.now)
        let fresh = try await Self.store(runs: false)
        try await PublishedVersions.keep(Written.library([Self.text(within: "4 days")]), in: fresh, at: Self.now)
    }

    /// What a hub with these files makes of the run, worked out anew: its version, and how long the step may take.
    private static func refolded(_ journal: JournalMemory, _ texts: String...) async throws -> String {
        let library = Written.library(texts)
        try await PublishedVersions.keep(library, in: journal, at: now)
        let reaction = PathwayReaction(directory: Case.directory, library: library)
        let count = try await Audit(journal: journal, reaction: reaction).refold(at: now, onlyStopped: false, directory: Case.directory)
        #expect(count == 1)
        let plans = try await journal.read { reader in
            try reader.roots(after: nil, limit: 10).compactMap { try reader.plan(of: $0).flatMap { Plan(json: $0.plan) } }
        }
        let run = try #require(plans.first?.run(key: "visit.1"))
        let step = try #require(run.steps.first)
        let due = try #require(step.due).adding(seconds: -1)
        let days = run.zone.day(at: due).ordinal - run.zone.day(at: try #require(step.opens)).ordinal
        return "\(run.version): \(days) days, \(step.adapting?.comments.map(\.text).joined() ?? "")"
    }

    @Test("is followed as long as a file has it; else the run goes on by the one that there is, with all that was done") func gone()
        async throws
    {
        let journal = try await Self.store()
        let citizen = try #require(await journal.read { try $0.roots(after: nil, limit: 10) }.first)
        try await journal.commit(.people, at: Self.now) {
            let remark = Act(.commented(step: "visit.1/call"), text: "rings on Fridays")
            try $0.say(remark.fact(of: citizen, custodian: OrganisationID("fjordby"), said: Self.now))
        }
        #expect(try await Self.refolded(journal, Self.text()) == "1: 3 days, rings on Fridays")
        // The newer one beside it: the run keeps its own.
        #expect(try await Self.refolded(journal, Self.text(), Self.text("2", within: "4 days")) == "1: 3 days, rings on Fridays")
        // The newer one in its place: the hub starts all the same.
        #expect(try await Self.refolded(journal, Self.text("2", within: "4 days")) == "2: 4 days, rings on Fridays")
        // The old file put back: its text is as it was, and the run has its version again.
        #expect(try await Self.refolded(journal, Self.text(), Self.text("2", within: "4 days")) == "1: 3 days, rings on Fridays")
    }

    @Test("has the same bytes when it says the same, and others when it does not") func canonical() throws {
        let texts = [
            "a: b", "a: [b]", "a: {b: c}", "{a: b, c: d}", "a: \"b c\"", "a: \"b\"\nb: \"\"", "a: [b, c]", "a: [\"b, c\"]", "a: [[b], c]",
        ]
        let trees = try texts.map { try DefinitionTree.read(yaml: $0, file: "x.yaml") }
        for (one, other) in trees.flatMap({ one in trees.map { (one, $0) } }) {
            #expect((one.canonical == other.canonical) == (one == other))
        }
        let turned = try DefinitionTree.read(yaml: "c: d\na: b", file: "y.yaml")
        #expect(turned.canonical == trees[3].canonical)
    }
}

import Directory
import FHIR
import Journal
import JournalMemory
import Testing

@testable import Exchange
@testable import Pathways

@Suite("The desk's answer to the hospital") struct DeskTests {
    static let norway = Case.norway().says(.admitted, at: "2026-02-02T08:40:00", ["class": "inpatient"])
        .says(.readyForDischarge, at: "2026-02-05T11:50:00")
        .of(Identifier(system: "urn:oid:2.16.578.1.12.4.1.4.1", value: "17834910004"))
    static let denmark = Case.denmark().says(.admitted, at: "2026-02-02T08:40:00", ["class": "inpatient"])
        .says(.readyForDischarge, at: "2026-02-05T11:50:00")
        .of(Identifier(system: "urn:oid:1.2.208.176.1.2", value: "7101550006"))

    static let answers: [(Case, Bool, String)] = [
        (norway, true, "yes"), (norway, false, "no"), (denmark, true, "yes"), (denmark, false, "no"),
    ]

    @Test("reads back as what it says", arguments: answers) func words(_ made: Case, canReceive: Bool, expected: String) async throws {
        let letter = try await Self.sent(made, canReceive)
        #expect(letter.paragraphs.count == 1)
        #expect(ReadyAnswer(letter.paragraphs.map(\.text).joined()).rawValue == expected)
        if made.standard == .kith { #expect(letter.statements.map { $0.details["answer"] } == [expected]) }
    }

    /// MedCom must have an author; the standard's word for whoever works there is all that is known.
    @Test("names no person, since nobody has signed in", arguments: [(norway, nil), (denmark, "Elvby Kommune, Medarbejder")])
    func author(_ made: Case, _ author: String?) async throws {
        #expect(try await Self.sent(made, true).paragraphs.map(\.author) == [author])
    }

    /// The letter that leaves when somebody answers, read as its receiver reads it.
    static func sent(_ made: Case, _ canReceive: Bool) async throws -> Letter {
        let journal = JournalMemory()
        let reaction = PathwayReaction(directory: Case.directory, library: Case.library)
        let history = made.history()
        let now = made.instant("2026-02-05T12:30:00")
        let citizen = try await journal.commit(.letters, at: now) { writer in
            let subject = try writer.ensureSubject(history.identifiers[0])
            for var letter in history.letters {
                letter.subject = subject
                let number = try writer.file(letter, raw: [], envelope: nil)
                for var fact in history.facts where fact.source == .letter(letter.number) {
                    fact.source = .letter(number)
                    fact.subject = subject
                    try writer.say(fact)
                }
            }
            try writer.react(reaction, to: subject, owner: "fjordby")
            return subject
        }
        let desk = Desk(
            journal: journal, directory: CurrentDirectory(Case.directory), reaction: reaction, configuration: try Configuration.read(nil))
        try await desk.answer(canReceive, stay: 1, text: "", for: citizen, by: OrganisationID("local:helhet"), at: now)
        let items = try await journal.read { try $0.outbox(OutboxQuery()) }
        let body = try #require(items.first).body
        switch Recognition(body, formats: Formats.all, limits: .standard) {
        case .letter(let letter, _, _): return letter
        case .refused(let refusal, _, _, _): throw refusal
        case .unreadable(let why), .other(let why):
            Issue.record("\(why)")
            throw JournalError(.invalid, why)
        }
    }
}

extension Case {
    /// The same about a citizen with a number that letters may carry.
    fileprivate func of(_ identifier: Identifier) -> Case {
        var made = self
        for index in made.letters.indices { made.letters[index].citizen = Citizen(identifiers: [identifier]) }
        return made
    }
}

@Suite("A1.2 What citizens do with their plan") struct CitizenDeskTests {
    @Test("is on record and in the plan, or refused in their own language and not on record") func perform() async throws {
        let journal = JournalMemory()
        let library = Written.library([
            Written.pathway(
                "visit", head: "scope: citizen\nstarts: [by hand]",
                steps: [
                    Written.step("walk", "opens: [{after start: yes}]\ncitizen may: [do, comment]"),
                    Written.step("visit", "opens: [{after start: yes}]"),
                ])
        ])
        let reaction = PathwayReaction(directory: Case.directory, library: library)
        let desk = Desk(
            journal: journal, directory: CurrentDirectory(Case.directory), reaction: reaction, configuration: try Configuration.read(nil),
            library: library)
        let now = try #require(Instant("2026-02-05T12:30:00Z"))
        let citizen = try await journal.commit(.people, at: now) { try $0.ensureSubject(Case.citizen) }
        try await desk.perform(Act(.started(pathway: "visit", stay: nil)), for: citizen, by: OrganisationID("fjordby"), at: now)
        try await desk.perform(Act(.done(step: "visit.1/walk"), text: "Til butikken"), byCitizen: citizen, at: now.adding(seconds: 60))
        let refusal = await #expect(throws: CitizenRefusal.self) {
            try await desk.perform(Act(.skipped(step: "visit.1/visit")), byCitizen: citizen, at: now.adding(seconds: 120))
        }
        #expect(refusal?.wording.nn == "Dette punktet kan du ikkje velje bort sjølv. Ta kontakt med dei som har ansvaret for det.")
        let (history, stored) = try await journal.read { (try $0.history(of: citizen), try $0.plan(of: citizen)) }
        #expect(history.facts.map(\.kind) == [.pathwayStarted, .stepDone] && Author(custodian: history.facts[1].custodian) == .citizen)
        let plan = try #require(stored.flatMap { Plan(json: $0.plan) })
        #expect(plan.steps("walk").first?.closing?.text == "Til butikken" && plan.steps("visit").first?.closing == nil)
        #expect(try await Audit(journal: journal, reaction: reaction).findings().isEmpty)
    }
}

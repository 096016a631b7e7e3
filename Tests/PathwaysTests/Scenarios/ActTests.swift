import Directory
import Exchange
import FHIR
import Journal
import Testing

@testable import Pathways

@Suite("What a person does with a step") struct ActTests {
    static let ready = Case.norway().says(.admitted, at: "2026-02-02T08:40:00", ["class": "inpatient"])
        .says(.readyForDischarge, at: "2026-02-05T11:50:00")

    func step(_ made: Case, _ id: String) throws -> Step {
        try #require(made.plan().runs.first?.steps.last { $0.id == id })
    }

    @Test("closes it, with the reason and the act that undo refers to") func done() throws {
        let made = Self.ready.does(.done(step: "1/admission-report"), text: "by telephone", at: "2026-02-02T10:00:00")
        let closing = try #require(try step(made, "admission-report").closing)
        #expect(closing.outcome == .done && closing.text == "by telephone" && closing.act == 3 && closing.letter == nil)
        #expect(closing.at == made.instant("2026-02-02T10:00:00"))
    }

    @Test("undone opens it again with the due time that it had; done once more closes it") func undone() throws {
        var made = Self.ready.does(.skipped(step: "1/admission-report"), text: "mistake", at: "2026-02-02T10:00:00")
        #expect(try step(made, "admission-report").closing?.outcome == .skipped)
        made = made.does(.reopened(step: "1/admission-report"), at: "2026-02-02T11:00:00")
        let open = try step(made, "admission-report")
        #expect(open.closing == nil && open.due == made.instant("2026-02-03T08:40:00"))
        made = made.does(.done(step: "1/admission-report"), at: "2026-02-02T12:00:00")
        #expect(try step(made, "admission-report").closing?.at == made.instant("2026-02-02T12:00:00"))
    }

    @Test("undoes what a letter closed too, until a later letter closes it") func letterUndone() throws {
        var made = Self.ready.municipalitySays(.admissionReport, at: "2026-02-02T13:00:00")
            .does(.reopened(step: "1/admission-report"), at: "2026-02-02T14:00:00")
        #expect(try step(made, "admission-report").closing == nil)
        made = made.municipalitySays(.admissionReport, at: "2026-02-02T15:00:00", id: "second")
        #expect(try step(made, "admission-report").closing?.at == made.instant("2026-02-02T15:00:00"))
    }

    @Test("answers the hospital and tells of the contact at home") func said() throws {
        var made = Self.ready.does(.answered(stay: 1, canReceive: false), at: "2026-02-05T12:30:00")
        #expect(try step(made, "answer").closing?.outcome == .done)
        made = made.says(.discharged, at: "2026-02-07T12:00:00").does(.contactedAtHome(stay: 1), at: "2026-02-08T12:00:00")
        #expect(try step(made, "first-contact").closing?.at == made.instant("2026-02-08T12:00:00"))
    }

    @Test("gives it to another organisation, which then owes it alone") func assigned() throws {
        let made = Self.ready.does(.assigned(step: "1/answer", to: OrganisationID("storgata")), at: "2026-02-05T12:00:00")
        let plan = try made.plan()
        #expect(plan.runs[0].steps.last { $0.id == "answer" }?.owner == OrganisationID("storgata"))
        #expect(plan.runs[0].responsible(at: made.instant("2026-02-05T12:30:00"))?.organisation == OrganisationID("storgata"))
        #expect(plan.name(of: OrganisationID("storgata")) == "Storgata legesenter")
    }

    @Test("finds the step although a letter that came later is the stay's first") func laterAnchor() throws {
        var made = Self.ready.does(.done(step: "1/admission-report"), at: "2026-02-02T10:00:00")
        // The ready notice came first and was the stay's anchor when the act was done.
        let record = try made.record([1, 0])
        let plan = try Plan.make(record: record, directory: Case.directory, library: Case.library)
        #expect(plan.runs[0].steps.first { $0.id == "admission-report" }?.closing?.outcome == .done)
        made.acts = []
        #expect(try step(made, "admission-report").closing == nil)
    }

    @Test(
        "reads back as it was written",
        arguments: [
            Act(.done(step: "1/a"), text: "why"), Act(.begun(step: "1/a", .inProgress)), Act(.begun(step: "1/a", .received)),
            Act(.skipped(step: "1/a/2")), Act(.reopened(step: "x")),
            Act(.assigned(step: "1/a", to: OrganisationID("b"))), Act(.answered(stay: 3, canReceive: true), text: "\"quoted\"\n"),
            Act(.answered(stay: 3, canReceive: false)), Act(.contactedAtHome(stay: 4)), Act(.seen(attention: "1!x")),
        ])
    func coding(_ act: Act) throws {
        let said = Instant(seconds: 1_000)
        let read = try #require(Act(act.fact(of: SubjectID(1), custodian: OrganisationID("me"), said: said)))
        #expect(read.deed == act.deed && read.text == act.text && read.happened == said)
        var other = act.fact(of: SubjectID(1), custodian: OrganisationID("me"), said: said)
        other.content = Array("{}".utf8)
        #expect(Act(other) == nil)
    }

    @Test("takes what needed a human off the list, and keeps it on record") func seen() throws {
        let made = Case.denmark().says(.onLeave, at: "2026-03-04T10:00:00+01:00", ["class": "inpatient"])
        let now = made.instant("2026-03-04T12:00:00+01:00")
        let library = Case.library
        let before = try made.plan()
        let attention = try #require(before.attention.first)
        #expect(
            attention.kind == .contradiction && attention.name == "leave-without-admission" && attention.owner == OrganisationID("elvby"))
        #expect(before.work(at: now, library: library).contains { $0.key == attention.key && $0.state == .attention })
        let after = try made.does(.seen(attention: attention.key), at: "2026-03-04T11:00:00+01:00").plan()
        #expect(after.attention.first?.seen == 2)
        #expect(!after.work(at: now, library: library).contains { $0.key == attention.key })
    }
}

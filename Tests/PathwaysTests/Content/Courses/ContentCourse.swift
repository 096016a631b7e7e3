import Directory
import Exchange
import FHIR
import Journal
import Testing

@testable import Pathways

/// What happens to a citizen in one shipped pathway, in virtual time: letters, acts and resources, written by hand.
///
/// Times are `03-06T12:00` in 2026, or whole with another year.
struct ContentCourse: Sendable {
    var made: Case
    /// The key of the run.
    let prefix: String

    /// Of the citizen: started by somebody at a time.
    static func citizen(_ pathway: String, _ at: String, by starter: String, _ made: Case = .norway()) throws -> ContentCourse {
        var made = made
        made.library = try library(pathway)
        return ContentCourse(made: made, prefix: "\(pathway).1").acts(.started(pathway: pathway, stay: nil), at, by: starter)
    }

    /// In the stay that the first letter began.
    static func stay(_ pathway: String, _ at: String, by starter: String, _ made: Case) throws -> ContentCourse {
        var made = made
        made.library = try library(pathway)
        return ContentCourse(made: made, prefix: "1.\(pathway)").acts(.started(pathway: pathway, stay: 1), at, by: starter)
    }

    static func library(_ pathways: String...) throws -> PathwayLibrary {
        try PathwayLibrary(ShippedContent.definitions.filter { (pathways + ["hospital-stay"]).contains($0.id) })
    }

    static func whole(_ time: String) -> String {
        let dated = time.split(separator: "-").count > 2 ? time : "2026-\(time)"
        return dated.count == 16 ? "\(dated):00" : dated
    }

    func acts(_ deed: Act.Deed, _ at: String, by author: String = "fjordby", because text: String? = nil) -> ContentCourse {
        var next = self
        next.made = made.does(
            deed, text: text, at: Self.whole(at), by: author == "citizen" ? .citizen : .organisation(OrganisationID(author)))
        return next
    }

    func key(_ step: String) -> String { "\(prefix)/\(step)" }

    /// Several steps done, each at its time.
    func done(_ steps: (String, String)...) -> ContentCourse {
        steps.reduce(self) { $0.acts(.done(step: key($1.0)), $1.1) }
    }

    func skipped(_ step: String, _ at: String, by author: String = "fjordby", because text: String) -> ContentCourse {
        acts(.skipped(step: key(step)), at, by: author, because: text)
    }

    func chosen(_ choice: String, _ options: String..., at: String) -> ContentCourse {
        acts(.chosen(step: key(choice), options: options), at)
    }

    func accepted(_ step: String, by organisation: String, _ at: String) -> ContentCourse {
        acts(.accepted(step: key(step), by: .organisation(OrganisationID(organisation))), at, by: organisation)
    }

    func declined(_ step: String, by organisation: String, _ at: String, because text: String) -> ContentCourse {
        acts(.declined(step: key(step), by: .organisation(OrganisationID(organisation)), counter: nil), at, by: organisation, because: text)
    }

    /// What comes next is of another stay: Danish letters name the episode of care.
    func inAnotherStay() -> ContentCourse {
        var next = self
        next.made.episodes = ["22222222-2222-4222-8222-222222222222"]
        return next
    }

    func says(_ kind: Fact.Kind, _ at: String, _ details: [String: String] = [:]) -> ContentCourse {
        var next = self
        next.made = made.says(kind, at: Self.whole(at), details)
        return next
    }

    /// A measurement that comes in when it is taken; `at` in UTC.
    func measures(_ loinc: String, _ value: String, _ unit: String, _ at: String) -> ContentCourse {
        var next = self
        let time = Self.whole(at) + "Z"
        next.made = made.writes(
            """
            {"resourceType":"Observation","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"\(loinc)"}]},
             "effectiveDateTime":"\(time)","valueQuantity":{"value":\(value),"unit":"\(unit)","system":"http://unitsofmeasure.org","code":"\(unit)"}}
            """, id: "o\(made.resources.count + 1)", at: time)
        return next
    }

    func plan() throws -> Plan { try made.plan(directory: Self.directory) }

    func run() throws -> Run { try #require(try plan().run(key: prefix)) }

    /// Steps that opened or were closed, in the order of the file: id, owner, opening, due time and what became of it. `late` when it was
    /// done after its time, or is open past it at `now`.
    func table(_ only: String..., at now: String = "2027-12-31T00:00") throws -> String {
        let run = try self.run()
        let now = made.instant(Self.whole(now))
        func short(_ instant: Instant?) -> String {
            let text = run.local(instant)
            return text.hasPrefix("2026-") ? String(text.dropFirst(5)) : text
        }
        return run.steps.filter { (only.isEmpty || only.contains($0.id)) && ($0.opens != nil || $0.closing != nil) }.map { step in
            let closed = step.closing.map { " \($0.outcome.rawValue) \(short($0.at))" } ?? ""
            return "\(step.id) \(step.owner) \(short(step.opens))–\(short(step.due))\(closed)\(step.wasLate(at: now) ? " late" : "")"
        }.joined(separator: "\n")
    }

    /// Who is responsible from when on, until when.
    func responsible() throws -> String {
        let run = try self.run()
        return run.responsibility.map { "\(run.local($0.from).dropFirst(5)) \($0.organisation)" }.joined(separator: ", ")
            + " until \(run.end.map { String(run.local($0).dropFirst(5)) } ?? "further")"
    }

    /// Two countries with everybody who has a role in a shipped pathway.
    static let directory: Directory = {
        func organisation(_ id: String, _ kind: Role, _ address: String, _ country: Country) -> Organisation {
            Organisation(
                id: OrganisationID(id), name: id, kinds: [kind], addresses: [Address(address)].compactMap { $0 },
                municipality: country == .no ? "no:4601" : "dk:461", country: country)
        }
        let organisations = [
            organisation("vestnes", .hospital, "her:59", .no), organisation("fjordby", .municipality, "her:60", .no),
            organisation("storgata", .generalPractice, "her:61", .no), organisation("legevakt", .emergencyPrimaryCare, "her:62", .no),
            organisation("amk", .dispatch, "her:63", .no), organisation("opptrening", .rehabilitation, "her:64", .no),
            organisation("granby", .hospital, "sor:900000000000001", .dk), organisation("elvby", .municipality, "sor:900000000000002", .dk),
            organisation("torvet", .generalPractice, "sor:900000000000003", .dk),
        ]
        do {
            return try Directory(organisations: organisations)
        } catch {
            Issue.record("\(error)")
            return Directory()
        }
    }()
}

import Directory
import Exchange
import FHIR
import Journal
import Samples
import Testing

@testable import Pathways

/// A course written by hand: letters and acts, which become a history in any order of arrival.
struct Case: Sendable {
    var letters: [Letter] = []
    var acts: [(act: Act, said: Instant, by: Author)] = []
    var resources: [SaidResource] = []
    /// What it runs by.
    var library = Case.library
    let standard: Standard
    let hospital: Party
    let municipality: Party
    /// Ids of the episode of care that the hospital's letters carry.
    var episodes: [String] = []

    static let citizen = Identifier(system: "urn:helhet:test", value: "synthetic-1")

    static func denmark() -> Case {
        var made = Case(
            standard: .medcom, hospital: party("Granby Sygehus", "sor:900000000000001"),
            municipality: party("Elvby Kommune", "sor:900000000000002"))
        made.episodes = ["11111111-1111-4111-8111-111111111111"]
        return made
    }

    static func norway() -> Case {
        Case(standard: .kith, hospital: party("Vestnes sykehus", "her:59"), municipality: party("Fjordby kommune", "her:60"))
    }

    static func party(_ name: String, _ address: String) -> Party {
        Party(name: name, addresses: [Address(address)].compactMap { $0 })
    }

    private init(standard: Standard, hospital: Party, municipality: Party) {
        self.standard = standard
        self.hospital = hospital
        self.municipality = municipality
    }

    /// Adds a letter from the hospital that says one thing.
    func says(
        _ kind: Fact.Kind, _ effect: Statement.Effect = .states, at: String, sent: String? = nil, id: String? = nil, estimate: Bool = false,
        refersTo: [String] = [], _ details: [String: String] = [:]
    ) -> Case {
        adding(hospital, municipality, kind, effect, at, sent, id, estimate, refersTo, details)
    }

    /// Adds a letter from the municipality.
    func municipalitySays(_ kind: Fact.Kind, at: String, sent: String? = nil, id: String? = nil, _ details: [String: String] = [:]) -> Case
    {
        adding(municipality, hospital, kind, .states, at, sent, id, false, [], details)
    }

    func does(_ deed: Act.Deed, text: String? = nil, at: String, by author: Author = .organisation(OrganisationID("fjordby"))) -> Case {
        var next = self
        next.acts.append((Act(deed, text: text), instant(at), author))
        return next
    }

    /// Lets a client of the API write a resource, or another version of it.
    func writes(_ json: String, id: String, at: String) -> Case {
        var next = self
        do {
            let resource = try Resource(json: Array(json.utf8))
            let version = Int64(resources.filter { $0.id == id }.count + 1)
            next.resources.append(
                SaidResource(
                    type: resource.type, id: id, version: version, said: instant(at), fact: Int64(10_000 + resources.count),
                    custodian: "fjordby", resource: resource))
        } catch {
            Issue.record("\(error)")
        }
        return next
    }

    func running(_ definitions: String...) -> Case {
        var next = self
        next.library = Written.library(definitions)
        return next
    }

    private func adding(
        _ from: Party, _ to: Party, _ kind: Fact.Kind, _ effect: Statement.Effect, _ at: String, _ sent: String?, _ id: String?,
        _ estimate: Bool, _ refersTo: [String], _ details: [String: String]
    ) -> Case {
        var next = self
        let id = id ?? "letter-\(letters.count + 1)"
        var letter = Letter(
            standard: standard, type: LetterType(kind.rawValue), id: id, sender: from, receivers: [Receiver(party: to)],
            sent: moment(sent ?? at), asksReceipt: .always,
            digest: Self.digest("\(id) \(kind) \(effect) \(at) \(sent ?? at) \(details.sorted { $0.key < $1.key })"))
        letter.citizen = Citizen(identifiers: [Self.citizen])
        letter.episodes = from == hospital ? episodes : []
        letter.refersTo = refersTo
        letter.statements = [Statement(kind, effect, at: moment(at), isEstimate: estimate, details: details)]
        next.letters.append(letter)
        return next
    }

    /// 32 bytes that differ when the text does.
    private static func digest(_ text: String) -> [UInt8] {
        var numbers = SeededNumbers(seed: text.utf8.reduce(14_695_981_039_346_656_037) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 })
        return (0..<32).map { _ in UInt8(truncatingIfNeeded: numbers.next() >> 24) }
    }

    func moment(_ text: String) -> Moment {
        guard let moment = Moment(text, zone: standard.zone) else {
            Issue.record("\(text) is no time")
            return Moment(Instant(seconds: 0))
        }
        return moment
    }

    func instant(_ text: String) -> Instant { moment(text).instant }

    /// What the journal has when the letters came in this order (all of them, in the order written, when nil).
    func history(_ order: [Int]? = nil, acts actOrder: [Int]? = nil) -> History {
        let subject = SubjectID(7)
        var records: [LetterRecord] = []
        var facts: [Fact] = []
        for index in order ?? Array(letters.indices) {
            let letter = letters[index]
            var record = LetterRecord(
                sender: letter.sender.address.description, id: letter.id, digest: letter.digest, type: letter.type.rawValue,
                mediaType: "application/json", received: letter.sent.instant, outcome: .accepted)
            record.number = Int64(records.count + 1)
            record.subject = subject
            record.sent = letter.sent.instant
            record.reading = LetterReading(letter: letter, attachments: []).json()
            records.append(record)
            for statement in letter.statements {
                var fact = statement.fact(of: letter, number: record.number, subject: subject)
                fact.number = Int64(facts.count + 1)
                facts.append(fact)
            }
        }
        for index in actOrder ?? Array(acts.indices) {
            var fact = acts[index].act.fact(of: subject, by: acts[index].by, said: acts[index].said)
            fact.number = Int64(facts.count + 1)
            fact.source = .act(fact.number)
            facts.append(fact)
        }
        var history = History(root: subject, subjects: [subject], identifiers: [Self.citizen], letters: records, facts: facts)
        history.resources = resources
        return history
    }

    func record(_ order: [Int]? = nil) throws -> Record { try Record(reading: history(order)) }

    func plan(_ order: [Int]? = nil, directory: Directory = Case.directory) throws -> Plan {
        try Plan.make(record: record(order), resources: resources, directory: directory, library: library)
    }

    /// The shipped definition that stays are drawn by, read once.
    static let library: PathwayLibrary = {
        do {
            return try PathwayLibrary(PathwayLibrary.shipped().definitions.filter { $0.id == "hospital-stay" })
        } catch {
            Issue.record("\(error)")
            return PathwayLibrary()
        }
    }()

    /// Two countries with a hospital, a municipality and a general practice each.
    static let directory: Directory = {
        func organisation(_ id: String, _ name: String, _ kind: Role, _ address: String, _ place: String, _ country: Country)
            -> Organisation
        {
            Organisation(
                id: OrganisationID(id), name: name, kinds: [kind], addresses: [Address(address)].compactMap { $0 }, municipality: place,
                country: country)
        }
        let organisations = [
            organisation("vestnes", "Vestnes sykehus", .hospital, "her:59", "no:4601", .no),
            organisation("fjordby", "Fjordby kommune", .municipality, "her:60", "no:4601", .no),
            organisation("storgata", "Storgata legesenter", .generalPractice, "her:61", "no:4601", .no),
            organisation("granby", "Granby Sygehus", .hospital, "sor:900000000000001", "dk:461", .dk),
            organisation("elvby", "Elvby Kommune", .municipality, "sor:900000000000002", "dk:461", .dk),
            organisation("torvet", "Lægerne Torvet", .generalPractice, "sor:900000000000003", "dk:461", .dk),
        ]
        do {
            return try Directory(organisations: organisations)
        } catch {
            Issue.record("\(error)")
            return Directory()
        }
    }()
}

extension Run {
    /// Each step on a line, as a hand-written table has it: id, owner, opens, due, how it closed and when, in local time.
    var table: String {
        steps.map { step in
            let closed = step.closing.map { " \($0.outcome.rawValue) \(local($0.at))" } ?? ""
            let expected = step.expected.map { " expected \(local($0))" } ?? ""
            return "\(step.id) \(step.owner) \(local(step.opens))..\(local(step.due))\(closed)\(expected)"
        }.joined(separator: "\n")
    }

    var responsibilityTable: String { responsibility.map { "\(local($0.from)) \($0.organisation)" }.joined(separator: "\n") }

    var segmentTable: String {
        segments.map { "\($0.kind.rawValue) \(local($0.from))..\(local($0.until))" }.joined(separator: "\n")
    }

    func local(_ instant: Instant?) -> String {
        guard let instant else { return "-" }
        let clock = zone.clock(at: instant)
        return "\(zone.day(at: instant))T\(clock.hour < 10 ? "0" : "")\(clock.hour):\(clock.minute < 10 ? "0" : "")\(clock.minute)"
    }
}

/// All orders of the places of so many things.
func orders(of count: Int) -> [[Int]] {
    func orders(_ left: [Int]) -> [[Int]] {
        left.isEmpty ? [[]] : left.flatMap { first in orders(left.filter { $0 != first }).map { [first] + $0 } }
    }
    return orders(Array(0..<count))
}

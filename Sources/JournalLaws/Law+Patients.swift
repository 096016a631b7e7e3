import FHIR
import Journal

extension Law {
    static let patients: [Law] = [
        Law("Patients that clients write join identities and give each its own back") { journal in
            var random = Dice(seed: 11)
            let people = People()
            for number in 0..<People.numbers.count { try await people.admit(number, journal) }
            let before = try await people.histories(journal)
            var said: [Int: (numbers: Set<Int>, links: Set<Int>)] = [:]
            for round in 0..<140 {
                let patient = random.below(People.patients)
                let numbers = Set((0..<random.below(3)).map { _ in random.below(People.numbers.count) })
                let links = Set((0..<random.below(3)).map { _ in random.below(People.patients) })
                let isGone = random.chance(4)
                said[patient] = isGone ? nil : (numbers, links)
                try await people.write(patient, numbers, links, isGone: isGone, journal)
                try await people.holds(said, after: round, journal)
            }
            for patient in 0..<People.patients { try await people.write(patient, [], [], isGone: true, journal) }
            try await people.holds([:], after: 999, journal)
            try same(try await people.histories(journal), before, "histories")
        },
        Law("A person without number is a citizen, and joined to a number later") { journal in
            let people = People()
            try await people.admit(0, journal)
            try await people.write(1, [], [], isGone: false, journal)
            try await journal.read { reader in
                let unknown = try reader.subject(.unidentified("p1"))
                try hold(unknown != nil && unknown != SubjectID(1), "the unidentified person has no identity")
                if let unknown { try same(try reader.kind(of: unknown), .unidentified, "kind") }
                try same(try reader.kind(of: SubjectID(1)), .person, "kind of a number")
                try hold(try reader.kind(of: SubjectID(99)) == nil, "nobody has a kind")
            }
            try await people.write(1, [0], [], isGone: false, journal)
            try await journal.read { reader in
                try same(try reader.history(of: SubjectID(1)).identifiers.map(\.subjectKind), [.person, .unidentified], "kinds")
                try same(try reader.counts(now: Sample.now).citizens, 1, "citizens")
            }
        },
        Law("A number that several may have never makes one of two") { journal in
            let people = People()
            let shared = Identifier(system: "urn:example:local", value: "7")
            try await people.admit(0, journal)
            try await people.admit(1, journal)
            try await journal.commit(.letters, at: Sample.now) { writer in
                let subject = try writer.ensureSubject(shared)
                try writer.link(Link(SubjectID(2), subject, source: .act(0)))
            }
            let both = try Resource(
                json: People.patient("p1", [People.numbers[0], shared.value], [], systems: [IdentifierSystem.cpr, shared.system]))
            let alone = try Resource(json: People.patient("p2", [shared.value], [], systems: [shared.system]))
            try await journal.commit(.people, at: Sample.now) { writer in
                _ = try writer.identify(PatientIdentity(both, base: "http://h/fhir"), of: "p1", custodian: "org")
                _ = try writer.identify(PatientIdentity(alone, base: "http://h/fhir"), of: "p2", custodian: "org")
            }
            try await journal.read { reader in
                let first = try reader.group(of: SubjectID(1))
                let second = try reader.group(of: SubjectID(2))
                try hold(Set(first).isDisjoint(with: second), "two citizens became one")
                try same(first.count, 2, "the first and its Patient")
                try same(second.count, 3, "the second, its local number and the Patient with that alone")
            }
        },
        Law("An incident is a subject that is linked with nobody") { journal in
            let (one, letter) = try await Sample.admit(1, journal)
            let incident = try await journal.commit(.people, at: Sample.now) { writer in
                let incident = try writer.ensureSubject(.incident("i1"))
                try writer.say(Sample.fact(incident, letter: letter, "takes part"))
                try writer.say(Sample.fact(incident, letter: letter, "takes part too"))
                return incident
            }
            try await journal.read { reader in
                try same(try reader.kind(of: incident), .incident, "kind")
                try same(try reader.history(of: incident).facts.count, 2, "facts of the incident")
            }
            try await refuses(.invalid, "A link with an incident") {
                try await journal.commit(.people, at: Sample.now) { _ = try $0.link(Link(one, incident, source: .act(0))) }
            }
        },
    ]
}

/// Citizens with letters under their numbers, and Patients that clients write of them.
private struct People: Sendable {
    /// Valid by form, of days that no citizen has.
    static let numbers = ["6801019995", "6901019992", "7001019990", "7101019998"]
    static let patients = 5

    func admit(_ number: Int, _ journal: any Journal) async throws {
        try await journal.commit(.letters, at: Sample.now) { writer in
            let subject = try writer.ensureSubject(Identifier(system: IdentifierSystem.cpr, value: Self.numbers[number]))
            let letter = try writer.file(Sample.letter("l\(number)", subject: subject), raw: [1], envelope: nil)
            try writer.say(Sample.fact(subject, letter: letter))
        }
    }

    static func patient(_ id: String, _ values: [String], _ links: [String], systems: [String]) -> [UInt8] {
        Resource.build("Patient", id: id) { json in
            if !values.isEmpty {
                json.array("identifier") { json in
                    for (system, value) in zip(systems, values) {
                        json.object { json in
                            json.field("system", system)
                            json.field("value", value)
                        }
                    }
                }
            }
            if !links.isEmpty {
                json.array("link") { json in
                    for link in links {
                        json.object { json in
                            json.object("other") { $0.field("reference", link) }
                            json.field("type", "seealso")
                        }
                    }
                }
            }
        }.bytes
    }

    func write(_ patient: Int, _ numbers: Set<Int>, _ links: Set<Int>, isGone: Bool, _ journal: any Journal) async throws {
        let id = "p\(patient)"
        // With and without a hyphen, by relative and by absolute reference: it is the same number and the same Patient.
        let values = numbers.sorted().map {
            $0.isMultiple(of: 2) ? Self.numbers[$0] : Self.numbers[$0].prefix(6) + "-" + Self.numbers[$0].suffix(4)
        }
        let references = links.sorted().map { $0.isMultiple(of: 2) ? "Patient/p\($0)" : "http://h/fhir/Patient/p\($0)/_history/1" }
        let resource = try Resource(
            json: Self.patient(id, values, references, systems: values.map { _ in IdentifierSystem.cpr }))
        try await journal.commit(.people, at: Sample.now) { writer in
            let identity = isGone ? nil : PatientIdentity(resource, base: "http://h/fhir")
            _ = try writer.identify(identity, of: id, custodian: "org")
            // Saying the same again changes nothing.
            let again = try writer.identify(identity, of: id, custodian: "org")
            try hold(again.moved.isEmpty, "what was said again moved somebody")
        }
    }

    /// Groups are what the Patients say together, whatever was said before.
    func holds(_ said: [Int: (numbers: Set<Int>, links: Set<Int>)], after round: Int, _ journal: any Journal) async throws {
        try await journal.read { reader in
            var groups: [Set<String>] = []
            func join(_ one: String, _ other: String) {
                let touched = groups.filter { $0.contains(one) || $0.contains(other) }
                groups.removeAll { $0.contains(one) || $0.contains(other) }
                groups.append(touched.reduce(into: [one, other]) { $0.formUnion($1) })
            }
            for (patient, words) in said {
                for number in words.numbers { join("p\(patient)", Self.numbers[number]) }
                for link in words.links { join("p\(patient)", "p\(link)") }
            }
            var names: [(String, SubjectID)] = []
            for number in Self.numbers {
                if let subject = try reader.subject(Identifier(system: IdentifierSystem.cpr, value: number)) {
                    names.append((number, subject))
                }
            }
            for patient in 0..<Self.patients {
                if let subject = try reader.subject(.unidentified("p\(patient)")) { names.append(("p\(patient)", subject)) }
            }
            for (name, subject) in names {
                let found = try Set(reader.identifiers(of: reader.group(of: subject)).map(\.value))
                try same(found, groups.first { $0.contains(name) } ?? [name], "group of \(name) after \(round)")
            }
        }
    }

    func histories(_ journal: any Journal) async throws -> [String] {
        try await journal.read { reader in
            try Self.numbers.indices.map { number in
                let history = try reader.history(of: SubjectID(Int64(number + 1)))
                return "\(history.root) \(history.subjects) \(history.letters.map(\.number)) \(history.facts.map(\.number))"
            }
        }
    }
}

import FHIR
import Journal

extension Law {
    /// Names of one person find what names any of them.
    static let persons: [Law] = [
        Law("Whichever id of a person is asked for, what names any of them is found, and no longer when the link is gone") { journal in
            var random = Dice(seed: 23)
            var town = try await Town(journal)
            for round in 0..<30 {
                try await town.change(&random, journal)
                try await town.holds(after: round, journal)
            }
            try await town.part(journal)
            try await town.holds(after: 999, journal)
        },
        Law("What is filed under one identity is not what is filed under another of the same person") { journal in
            let (one, two) = (try await Sample.subject(1, journal), try await Sample.subject(2, journal))
            try await journal.commit(.people, at: Sample.now) { writer in
                for (number, subject) in [(1, one), (2, two), (3, one)] {
                    _ = try writer.put(
                        Resource.build("Observation", id: "o\(number)") { $0.field("status", "final") }, id: "o\(number)", subject: subject,
                        source: .act(0), ifVersion: nil)
                }
                _ = try writer.link(Link(one, two, source: .act(7)))
            }
            for (subjects, wanted) in [([one], ["o1", "o3"]), ([two], ["o2"]), ([one, two], ["o1", "o2", "o3"]), ([], [])] {
                var search = Search(type: "Observation")
                search.criteria = [.isFiled(subjects)]
                search.total = .accurate
                let asked = search
                let page = try await journal.read { try $0.search(asked) }
                try same(page.resources.map(\.id).sorted(), wanted, "filed under \(subjects.count)")
                try same(page.total, wanted.count, "counted under \(subjects.count)")
            }
        },
        Law("A number written beside a reference finds what another number of the same person is written beside") { journal in
            let (one, two) = (try await Sample.subject(1, journal), try await Sample.subject(2, journal))
            try await journal.commit(.people, at: Sample.now) { writer in
                for number in 1...2 {
                    let observation = Resource.build("Observation", id: "o\(number)") { json in
                        json.object("subject") { json in
                            json.object("identifier") { json in
                                json.field("system", Sample.identifier(number).system)
                                json.field("value", Sample.identifier(number).value)
                            }
                        }
                    }
                    _ = try writer.put(observation, id: "o\(number)", subject: nil, source: .act(0), ifVersion: nil)
                }
            }
            func found(_ number: Int) async throws -> [String] {
                let identifier = Sample.identifier(number)
                return try await Town.ids("Observation", "subject:identifier", "\(identifier.system)|\(identifier.value)", journal)
            }
            try same(try await found(1), ["o1"], "before")
            let link = Link(one, two, source: .act(7))
            _ = try await journal.commit(.people, at: Sample.now) { try $0.link(link) }
            for number in 1...2 { try same(try await found(number), ["o1", "o2"], "joined, by number \(number)") }
            _ = try await journal.commit(.people, at: Sample.now) { try $0.unlink(link) }
            for number in 1...2 { try same(try await found(number), ["o\(number)"], "parted, by number \(number)") }
        },
    ]
}

/// Some Patients, of which some are one person's, and what is written of each under whatever name.
private struct Town: Sendable {
    /// What each identity is called: by its number, and what a client called its Patient.
    private var names: [SubjectID: [String]] = [:]
    private var links: Set<Link> = []
    private var living: [String: Bool] = [:]
    private var observations: [(id: String, subject: String, isRare: Bool)] = []

    private static let numbers = 4
    private static let written = 3

    init(_ journal: any Journal) async throws {
        for number in 0..<Self.numbers {
            let subject = try await Sample.subject(number, journal)
            names[subject] = [subject.description]
        }
        for number in 0..<Self.written {
            let id = "client-\(number)"
            let subject = try await journal.commit(.people, at: Sample.now) { try $0.ensureSubject(.unidentified(id)) }
            names[subject] = [subject.description, id]
        }
    }

    mutating func change(_ random: inout Dice, _ journal: any Journal) async throws {
        let subjects = names.keys.sorted()
        let (one, two) = (random.pick(subjects), random.pick(subjects))
        if one != two {
            let link = Link(one, two, source: .act(1))
            if links.remove(link) == nil { links.insert(link) }
            let isNew = links.contains(link)
            _ = try await journal.commit(.people, at: Sample.now) { try isNew ? $0.link(link) : $0.unlink(link) }
        }
        // A Patient comes, or goes: of a person who is known by another it is not there.
        let patient = random.pick(names.values.flatMap { $0 }.sorted())
        let isActive = random.chance(2)
        let isGone = living[patient] != nil && random.chance(2)
        living[patient] = isGone ? nil : isActive
        let observation = (
            id: "o\(observations.count)", subject: random.pick(names.values.flatMap { $0 }.sorted()), isRare: random.chance(4)
        )
        observations.append(observation)
        try await journal.commit(.people, at: Sample.now) { writer in
            if isGone {
                _ = try writer.delete("Patient", id: patient, source: .act(0))
            } else {
                let resource = Resource.build("Patient", id: patient) { $0.field("active", isActive) }
                _ = try writer.put(resource, id: patient, subject: nil, source: .act(0), ifVersion: nil)
            }
            let resource = Resource.build("Observation", id: observation.id) { json in
                json.field("status", observation.isRare ? "amended" : "final")
                json.object("subject") { $0.field("reference", "Patient/\(observation.subject)") }
            }
            _ = try writer.put(resource, id: observation.id, subject: nil, source: .act(0), ifVersion: nil)
        }
    }

    mutating func part(_ journal: any Journal) async throws {
        let gone = links
        links = []
        try await journal.commit(.people, at: Sample.now) { writer in
            for link in gone { try writer.unlink(link) }
        }
    }

    /// All names of the person who has this one.
    private func person(_ name: String) -> Set<String> {
        let groups = Groups.split(names.keys.sorted(), by: links)
        let group = groups.first { $0.contains { names[$0]?.contains(name) ?? false } } ?? []
        return Set(group.flatMap { names[$0] ?? [] })
    }

    func holds(after round: Int, _ journal: any Journal) async throws {
        func check(_ type: String, _ name: String, _ value: String, _ wanted: [String]) async throws {
            try same(try await Self.ids(type, name, value, journal), wanted.sorted(), "\(type)?\(name)=\(value) after \(round)")
        }
        for name in names.values.flatMap({ $0 }) {
            let person = person(name)
            let wanted = observations.filter { person.contains($0.subject) }.map(\.id)
            try await check("Observation", "patient", name, wanted)
            try await check("Observation", "subject", "http://h/fhir/Patient/\(name)", wanted)
            let isThere = person.contains { living[$0] != nil }
            try await check("Observation", "subject:Patient._id", name, isThere ? wanted : [])
        }
        for isActive in [true, false] {
            let wanted = observations.filter { person($0.subject).contains { living[$0] == isActive } }.map(\.id)
            try await check("Observation", "subject:Patient.active", "\(isActive)", wanted)
        }
        for status in ["amended", "final"] {
            let named = observations.filter { $0.isRare == (status == "amended") }.reduce(into: Set()) { $0.formUnion(person($1.subject)) }
            try await check("Patient", "_has:Observation:patient:status", status, living.keys.filter { named.contains($0) })
        }
    }

    static func ids(_ type: String, _ name: String, _ value: String, _ journal: any Journal) async throws -> [String] {
        var search = Search(type: type)
        search.criteria = [try journal.searchParameters.criterion(name, value, of: type, base: "http://h/fhir")]
        search.limit = 1_000
        let asked = search
        return try await journal.read { try $0.search(asked).resources.map(\.id) }.sorted()
    }
}

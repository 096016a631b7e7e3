import FHIR
import Journal

extension Law {
    static let resources: [Law] = [
        Law("A resource reads back as it was, apart from id and meta") { journal in
            let subject = try await Sample.subject(1, journal)
            let text =
                #"{"resourceType":"Observation","status":"final","valueQuantity":{"value":1.00},"extra":[null,"å"],"meta":{"tag":[]}}"#
            let stored = try await journal.commit(.people, at: Sample.now) { writer in
                try writer.put(Resource(json: Array(text.utf8)), id: "o1", subject: subject, source: .act(0), ifVersion: 0)
            }
            let wanted =
                #"{"resourceType":"Observation","id":"o1","status":"final","valueQuantity":{"value":1.00},"extra":[null,"å"],"#
                + #""meta":{"versionId":"1","lastUpdated":"2026-01-01T00:00:00Z","tag":[]}}"#
            try same(stored.resource.map { String(decoding: $0.bytes, as: UTF8.self) }, wanted, "what put returned")
            try await journal.read { reader in
                let read = try reader.resource("Observation", "o1")
                try same(read?.resource.map { String(decoding: $0.bytes, as: UTF8.self) }, wanted, "what was read")
            }
        },
        Law("For each value in use there is a sample that has it, and for no other") { journal in
            var random = Dice(seed: 17)
            var tags: [String: Set<String>] = [:]
            guard let parameter = journal.searchParameters.parameter("_tag", of: "Basic") else { throw LawBroken("there is no _tag") }
            for round in 0..<12 {
                let id = "b\(random.below(8))"
                let own = Set((0..<random.below(4)).map { _ in "\(random.below(5))" })
                let isGone = tags[id] != nil && random.chance(4)
                tags[id] = isGone ? nil : own
                try await journal.commit(.people, at: Sample.now) { writer in
                    if isGone {
                        _ = try writer.delete("Basic", id: id, source: .act(0))
                        return
                    }
                    let resource = Resource.build("Basic", id: id) { json in
                        guard !own.isEmpty else { return }
                        json.object("meta") { json in
                            json.array("tag") { json in
                                for tag in own.sorted() { json.object { $0.field("code", tag) } }
                            }
                        }
                    }
                    _ = try writer.put(resource, id: id, subject: nil, source: .act(0), ifVersion: nil)
                }
                let wanted = tags
                try await journal.read { reader in
                    let samples = try reader.samples(parameter, limit: 100)
                    for sample in samples {
                        let has = Set(sample.resource?.root.each("meta.tag.code").compactMap(\.text) ?? [])
                        try same(has, wanted[sample.id] ?? [], "what \(sample.id) has after \(round)")
                        try hold(!has.isEmpty, "\(sample.id) has no value and is a sample")
                    }
                    let told = Set(samples.flatMap { $0.resource?.root.each("meta.tag.code").compactMap(\.text) ?? [] })
                    try same(told, wanted.values.reduce(into: Set()) { $0.formUnion($1) }, "values after \(round)")
                }
            }
            try await refuses(.invalid, "more values than are listed") {
                _ = try await journal.commit(.people, at: Sample.now) { writer in
                    let resource = Resource.build("Basic", id: "many") { json in
                        json.object("meta") { json in
                            json.array("tag") { json in for tag in 0..<20 { json.object { $0.field("code", "many-\(tag)") } } }
                        }
                    }
                    return try writer.put(resource, id: "many", subject: nil, source: .act(0), ifVersion: nil)
                }
                _ = try await journal.read { try $0.samples(parameter, limit: 10) }
            }
        },
        Law("Every version stays, newest first, also across a deletion") { journal in
            let subject = try await Sample.subject(1, journal)
            for status in ["planned", "in-progress", "finished"] {
                _ = try await journal.commit(.people, at: Sample.now) { writer in
                    try writer.put(
                        Sample.encounter(subject, "e", status: status), id: "e", subject: subject, source: .act(0), ifVersion: nil)
                }
            }
            _ = try await journal.commit(.people, at: Sample.now) { try $0.delete("Encounter", id: "e", source: .act(0)) }
            _ = try await journal.commit(.people, at: Sample.now) { writer in
                try writer.put(Sample.encounter(subject, "e", status: "onleave"), id: "e", subject: subject, source: .act(0), ifVersion: 0)
            }
            try await journal.read { reader in
                let all = try reader.versions("Encounter", "e", before: nil, limit: 10)
                try same(all.map(\.version), [5, 4, 3, 2, 1], "versions")
                try same(
                    all.map { $0.resource?.root.string("status") }, ["onleave", nil, "finished", "in-progress", "planned"], "statuses")
                try same(try reader.versions("Encounter", "e", before: 4, limit: 2).map(\.version), [3, 2], "a page of versions")
                try same(try reader.version("Encounter", "e", 2)?.resource?.root.string("status"), "in-progress", "version 2")
                try same(try reader.version("Encounter", "e", 2)?.resource?.root.string("meta.versionId"), "2", "versionId of version 2")
                try hold(try reader.version("Encounter", "e", 9) == nil, "there is a version 9")
                try hold(try reader.version("Encounter", "x", 1) == nil, "there is a version of nothing")
            }
        },
        Law("Whoever changes what another has changed is refused") { journal in
            let subject = try await Sample.subject(1, journal)
            @Sendable func put(_ version: Int64?) async throws {
                _ = try await journal.commit(.people, at: Sample.now) { writer in
                    try writer.put(Sample.encounter(subject, "e"), id: "e", subject: subject, source: .act(0), ifVersion: version)
                }
            }
            try await refuses(.conflict, "A version of nothing") { try await put(3) }
            try await put(0)
            try await refuses(.conflict, "Making it again") { try await put(0) }
            try await put(1)
            try await refuses(.conflict, "The version before") { try await put(1) }
            try await put(nil)
            let winners = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<20 { group.addTask { (try? await put(3)) != nil } }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            try same(winners, 1, "winners of a race")
            try await refuses(.notFound, "Deleting nothing") {
                _ = try await journal.commit(.people, at: Sample.now) { try $0.delete("Encounter", id: "x", source: .act(0)) }
            }
            try await refuses(.invalid, "A bad id") {
                _ = try await journal.commit(.people, at: Sample.now) { writer in
                    try writer.put(Sample.encounter(subject, "e"), id: "a b", subject: subject, source: .act(0), ifVersion: nil)
                }
            }
        },
        Law("A search finds what says so now, and not what said so before") { journal in
            let subject = try await Sample.subject(1, journal)
            let other = try await Sample.subject(2, journal)
            let identified = Resource.build("Patient", id: "p") { json in
                json.array("identifier") { json in
                    json.object { json in
                        json.field("system", "urn:a")
                        json.field("value", "7")
                    }
                    json.object { $0.field("value", "8") }
                }
            }
            try await journal.commit(.people, at: Sample.now) { writer in
                for (id, who) in [("a", subject), ("b", subject), ("c", other)] {
                    _ = try writer.put(Sample.encounter(who, id), id: id, subject: who, source: .act(0), ifVersion: nil)
                }
                _ = try writer.put(identified, id: "p", subject: subject, source: .act(0), ifVersion: nil)
            }
            try await journal.commit(.people, at: Sample.now.adding(seconds: 10)) { writer in
                _ = try writer.put(
                    Sample.encounter(subject, "b", status: "finished"), id: "b", subject: subject, source: .act(0), ifVersion: nil)
            }
            let parameters = journal.searchParameters
            @Sendable func asks(_ type: String, _ name: String, _ value: String) throws -> Criterion {
                try parameters.criterion(name, value, of: type, base: "http://hub.example/fhir")
            }
            @Sendable func ids(_ type: String, _ criteria: [Criterion]) async throws -> [String] {
                var search = Search(type: type)
                search.criteria = criteria
                search.total = .accurate
                let asked = search
                let page = try await journal.read { try $0.search(asked) }
                try same(page.total, page.resources.count, "count of \(type)")
                return page.resources.map(\.id)
            }
            let mine = try asks("Encounter", "patient", "Patient/\(subject)")
            let finished = try asks("Encounter", "status", "finished")
            let second = Sample.now.adding(seconds: 1)
            try same(try await ids("Encounter", []), ["a", "b", "c"], "all")
            try same(try await ids("Encounter", [mine]), ["a", "b"], "by patient")
            try same(try await ids("Encounter", [mine, finished]), ["b"], "by patient and status")
            let either = try asks("Encounter", "status", "finished,in-progress")
            try same(try await ids("Encounter", [either]), ["a", "b", "c"], "either status")
            try same(try await ids("Encounter", [.any([])]), [], "one of none")
            try same(try await ids("Encounter", [.ids(["c", "a", "x"])]), ["a", "c"], "by id")
            try same(try await ids("Encounter", [mine, .ids(["c", "a"])]), ["a"], "by id and patient")
            try same(try await ids("Encounter", [.updated(from: second, to: nil)]), ["b"], "changed since")
            try same(try await ids("Encounter", [.updated(from: nil, to: second)]), ["a", "c"], "changed before")
            for value in ["7", "urn:a|7", "urn:a|", "8", "|8"] {
                try same(try await ids("Patient", [asks("Patient", "identifier", value)]), ["p"], "identifier \(value)")
            }
            for value in ["urn:b|7", "|7", "9"] {
                try same(try await ids("Patient", [asks("Patient", "identifier", value)]), [], "identifier \(value)")
            }
            try await journal.commit(.people, at: Sample.now) { _ = try $0.delete("Encounter", id: "a", source: .act(0)) }
            try same(try await ids("Encounter", [mine]), ["b"], "after a deletion")
            try same(try await ids("Encounter", []), ["b", "c"], "all after a deletion")
        },
    ]

    static let paging: [Law] = [
        Law("Paging neither repeats nor omits while others write") { journal in
            let subject = try await Sample.subject(1, journal)
            @Sendable func put(_ id: String) async throws {
                _ = try await journal.commit(.people, at: Sample.now) { writer in
                    try writer.put(Sample.encounter(subject, id), id: id, subject: subject, source: .act(0), ifVersion: nil)
                }
            }
            for number in 0..<50 { try await put("s\(number)") }
            var seen: [String] = []
            var after: String?
            var round = 0
            repeat {
                var search = Search(type: "Encounter")
                search.criteria = [
                    try journal.searchParameters.criterion(
                        "patient", "Patient/\(subject)", of: "Encounter", base: "http://hub.example/fhir")
                ]
                search.after = after
                search.limit = 7
                let asked = search
                let page = try await journal.read { try $0.search(asked) }
                seen += page.resources.map(\.id)
                after = page.next
                // Changes what was seen, changes what was not, adds and deletes what was added.
                try await put("s\(round)")
                try await put("s\(49 - round)")
                try await put("n\(round)")
                if round > 0 {
                    let gone = "n\(round - 1)"
                    _ = try await journal.commit(.people, at: Sample.now) { try $0.delete("Encounter", id: gone, source: .act(0)) }
                }
                round += 1
            } while after != nil && round < 100
            let old = seen.filter { $0.hasPrefix("s") }
            try same(old, (0..<50).map { "s\($0)" }, "what existed throughout")
            try same(Set(seen).count, seen.count, "without repetition")
            try await refuses(.invalid, "A page key of another") {
                var search = Search(type: "Encounter")
                search.after = "!"
                let asked = search
                _ = try await journal.read { try $0.search(asked) }
            }
        },
        Law("A walk gives what stood at one commit, whatever is written meanwhile") { journal in
            let subject = try await Sample.subject(1, journal)
            let other = try await Sample.subject(2, journal)
            @Sendable func put(_ id: String, _ status: String, of subject: SubjectID, after seconds: Int64) async throws {
                _ = try await journal.commit(.people, at: Sample.now.adding(seconds: seconds)) { writer in
                    try writer.put(
                        Sample.encounter(subject, id, status: status), id: id, subject: subject, source: .act(0), ifVersion: nil)
                }
            }
            for number in 0..<120 { try await put("s\(number)", "planned", of: subject, after: 0) }
            try await put("other", "planned", of: other, after: 0)
            try await put("late", "planned", of: subject, after: 60)
            let parameters = journal.searchParameters
            var search = Search(type: "Encounter")
            search.criteria = [
                try parameters.criterion("patient", "Patient/\(subject)", of: "Encounter", base: "http://hub.example/fhir"),
                .updated(from: nil, to: Sample.now.adding(seconds: 30)),
            ]
            var walk: ResourceWalk? = ResourceWalk(search, parameters)
            var seen: [String] = []
            var pages = 0
            while let here = walk {
                let page = try await journal.read { try here.page(in: $0) }
                seen += page.resources.map { "\($0.id) \($0.resource?.root.string("status") ?? "")" }
                walk = page.next
                pages += 1
                // Changes twice what was seen and what was not, and adds.
                for number in [pages, 119 - pages] {
                    try await put("s\(number)", "onleave", of: subject, after: 1)
                    try await put("s\(number)", "finished", of: subject, after: 2)
                }
                try await put("n\(pages)", "planned", of: subject, after: 1)
            }
            try same(seen, (0..<120).map { "s\($0) planned" }, "what stood at the commit")
            try hold(pages > 1, "the walk had one page only")
        },
    ]
}

import Access
import FHIR
import Journal
import Testing

/// What every log keeps to, whatever it is kept in.
struct LogLaw: Sendable, CustomTestStringConvertible {
    var name: String
    var run: @Sendable (any AccessLog) async throws -> Void

    var testDescription: String { name }

    static let all = [
        LogLaw(name: "gives numbers without gaps and reads each entry back as it was") { log in
            for number in 1...40 {
                var entry = Sample.entry(number)
                #expect(try await log.append(entry) == Int64(number))
                entry.number = Int64(number)
                let read = try #require(try await log.entry(Int64(number)))
                #expect(Set(read.shown) == Set(entry.shown))
                entry.shown = read.shown
                #expect(read == entry)
            }
            #expect(try await log.entry(41) == nil)
            #expect(try await log.entry(0) == nil)
            #expect(try await log.entry(.max) == nil)
        },
        LogLaw(name: "keeps every entry of many who write at once") { log in
            try await withThrowingTaskGroup(of: [Int64].self) { group in
                for task in 0..<8 {
                    group.addTask {
                        var numbers: [Int64] = []
                        for number in 0..<50 { numbers.append(try await log.append(Sample.entry(task * 50 + number))) }
                        return numbers
                    }
                }
                var all: [Int64] = []
                for try await numbers in group {
                    #expect(numbers == numbers.sorted())
                    all += numbers
                }
                #expect(all.sorted() == (1...400).map { Int64($0) })
            }
            let report = try await log.check(against: nil)
            #expect(report.findings == [] && report.remarks == [] && report.entries == 400)
        },
        LogLaw(name: "finds by citizen, time, actor, action and resource what a scan finds, page by page") { log in
            let entries = (1...300).map { Sample.entry($0) }
            for entry in entries { try await log.append(entry) }
            func expect(_ change: (inout LogQuery) -> Void, _ isWanted: (LogEntry) -> Bool) async throws {
                let wanted = (1...300).filter { isWanted(entries[$0 - 1]) }.reversed().map { Int64($0) }
                #expect(!wanted.isEmpty)
                for limit in [1, 7, 1_000] {
                    var query = LogQuery()
                    change(&query)
                    query.limit = limit
                    var found: [Int64] = []
                    while true {
                        let page = try await log.entries(query)
                        #expect(page.entries.count <= limit)
                        found += page.entries.map(\.number)
                        guard let next = page.next else { break }
                        query.before = next
                    }
                    #expect(found == Array(wanted))
                }
            }
            try await expect({ _ in }, { _ in true })
            try await expect({ $0.subjects = [SubjectID(3)] }, { $0.subjects.contains(SubjectID(3)) })
            try await expect(
                { $0.subjects = [SubjectID(3), SubjectID(6)] }, { !Set($0.subjects).isDisjoint(with: [SubjectID(3), SubjectID(6)]) })
            try await expect({ $0.actor = "person:4711" }, { $0.actor.kind == .person })
            try await expect({ $0.actions = ["U", "D"] }, { $0.deed == .change || $0.deed == .delete })
            try await expect({ $0.entity = "Observation/0110" }, { $0.shown.contains { $0.name == "Observation/0110" } })
            let (from, to) = (Sample.noon.adding(seconds: 20), Sample.noon.adding(seconds: 33))
            try await expect(
                {
                    $0.from = from
                    $0.to = to
                }, { $0.at >= from && $0.at < to })
        },
        LogLaw(name: "has a head that a longer log still fits, and no other") { log in
            for number in 1...5 { try await log.append(Sample.entry(number)) }
            let head = try await log.check(against: nil).head
            for number in 6...9 { try await log.append(Sample.entry(number)) }
            #expect(try await log.check(against: head).findings == [])
            #expect(LogHead(head.description) == head)
            let later = try await log.check(against: LogHead(12, head.hash))
            #expect(later.findings == [LogFault.cutShort.at("entry 12")])
            let other = try await log.check(against: LogHead(4, head.hash))
            #expect(other.findings == [LogFault.writtenAnew.at("entry 4")])
        },
        LogLaw(name: "carries any text without breaking its lines") { log in
            var entry = Sample.entry(3)
            entry.what = "a\n\"b\"\u{0}\\ \u{2028} æøå {\"n\":7,"
            entry.actor = Actor(.person, "x:y\n\"", organisation: "ø\t", role: "")
            try await log.append(entry)
            try await log.append(Sample.entry(4))
            let read = try #require(try await log.entry(1))
            #expect(read.what == entry.what && read.actor == entry.actor)
            var query = LogQuery()
            query.actor = entry.actor.description
            #expect(try await log.entries(query).entries.map(\.number) == [1])
            #expect(try await log.check(against: nil).findings == [])
        },
    ]
}

@Suite("Every log keeps every law")
struct LogLawTests {
    @Test("in memory", arguments: LogLaw.all)
    func memory(_ law: LogLaw) async throws { try await law.run(LogMemory()) }

    @Test("in files, and is whole when opened again", arguments: LogLaw.all)
    func files(_ law: LogLaw) async throws {
        try await Scratch.with { folder in
            let log = try LogFiles.open(folder: folder + "/log")
            try await law.run(log)
            try await log.close()
            let head = log.synced
            let again = try LogFiles.open(folder: folder + "/log", known: head)
            #expect(try await again.check(against: head).findings == [])
            #expect(again.synced == head)
            try await again.close()
        }
    }
}

import BenchmarkLetters
import FHIR
import Foundation
import Journal
import JournalSQLite

/// How long *Today*, the citizen's page and figures take over HTTP, on a store of many citizens; how much memory `helhet serve` has, and its start.
struct PageFloor {
    var store: String
    var program: String

    /// What there is to look at.
    private struct Places {
        var citizens: [SubjectID]
        var courses: [SubjectID]
        var owners: [String]
    }

    func run(citizens: Int) async throws {
        guard !store.isEmpty else { return say("Name the store: floors pages STORE [citizens]") }
        let places = try await places(citizens)
        say("\(places.citizens.count) citizens, \(places.owners.count) organisations with work, \(size / 1_000_000) MB")
        let folder = String(store.split(separator: "/", omittingEmptySubsequences: false).dropLast().map { $0 + "/" }.joined()) + "."
        var starts: [Double] = []
        for _ in 0..<5 {
            let server = try Server(program: program, folder: folder, store: store, at: Letters.now.description)
            starts.append(server.start)
            server.stop()
        }
        say("from start to listening: \(starts.map { $0.short }.joined(separator: ", ")) s, load \(Machine.load)")
        let server = try Server(program: program, folder: folder, store: store, at: Letters.now.description)
        defer { server.stop() }
        say("resident \(server.resident.now) MB before the first page")
        let connection = try server.connection()
        var generator = SystemRandomNumberGenerator()
        func any<Value>(_ values: [Value], _ count: Int) -> [Value] {
            (0..<count).compactMap { _ in values.randomElement(using: &generator) }
        }
        try measure("Today", connection, any(places.owners, 400).map { "/today/\($0)" })
        try measure("The organisations", connection, [String](repeating: "/", count: 100))
        try measure("A citizen, whoever it is", connection, any(places.citizens, 2000).map { "/citizens/\($0)" })
        try measure("A citizen with a whole stay", connection, any(places.courses, 2000).map { "/citizens/\($0)" })
        let figures = "/pathways/hospital-stay/figures"
        try measure("Figures, while everybody is counted", connection, [String](repeating: figures, count: 8))
        try measure("Figures", connection, [String](repeating: figures, count: 100))
        try measure("The citizens behind a figure", connection, [String](repeating: figures + "/citizens?runs=all", count: 100))
        say("resident \(server.resident.now) MB after them, at most \(server.resident.highest) MB")
        let letters = Letters()
        async let passage = server.send((0..<5000).map { letters.letter(500_000 + $0) }, rate: 250)
        try measure("Today, while 250 letters/s come in", connection, any(places.owners, 200).map { "/today/\($0)" })
        try measure("A citizen with a whole stay, meanwhile", connection, any(places.courses, 500).map { "/citizens/\($0)" })
        let waits = try await passage.waits
        say("those letters: p50 \((waits.median * 1e3).short) ms, p99 \((waits.quantile(0.99) * 1e3).short) ms, load \(Machine.load)")
        say("resident \(server.resident.now) MB at the end, at most \(server.resident.highest) MB")
    }

    private var size: Int { (try? FileManager.default.attributesOfItem(atPath: store)[.size] as? Int) ?? 0 }

    /// Fills the store when it is new: one citizen in ten has a stay told in full, all others one letter.
    private func places(_ citizens: Int) async throws -> Places {
        let hub = try await Hub(store: store)
        var count = try await hub.journal.read { try $0.workOwners() }.isEmpty ? 0 : citizens
        let letters = Letters()
        while count < citizens {
            _ = try await hub.send((count..<count + 1000).map { letters.letter($0) })
            for step in 0..<6 {
                let courses = (count / 10..<count / 10 + 100).map { letters.course($0) }
                _ = try await hub.send(courses.compactMap { $0.count > step ? $0[step] : nil })
            }
            count += 1000
        }
        let places = try await hub.journal.read { reader in
            let courses = (0..<citizens / 10).compactMap { citizen -> SubjectID? in
                let number = Letters.citizen(ofCourse: citizen)
                return try? reader.subject(Identifier(system: number.system, value: number.value))
            }
            return Places(
                citizens: try reader.roots(after: nil, limit: 1_000_000), courses: courses, owners: try reader.workOwners())
        }
        try await hub.journal.close()
        return places
    }

    private func measure(_ name: String, _ connection: Connection, _ targets: [String]) throws {
        var times: [Double] = []
        var size = 0
        for target in targets {
            let start = Machine.wall
            let answer = try connection.request("GET", target)
            times.append((Machine.wall - start) * 1e3)
            guard answer.status == 200 else { return say("\(name): \(answer.status) for \(target)") }
            size += answer.bytes
        }
        guard !times.isEmpty else { return say("\(name): nobody to look at") }
        say(
            "\(name): p50 \(times.median.short) ms, p95 \(times.quantile(0.95).short) ms, p99 \(times.quantile(0.99).short) ms, "
                + "first \(times[0].short) ms, \(size / times.count) bytes, \(times.count) requests, load \(Machine.load)")
    }
}

import FHIR
import Foundation

/// The journal as a FHIR server: transactions beside a bare loop, changes and reads, and thirty kinds of search, over HTTP.
struct RecordFloor {
    var folder: String
    var program: String
    private var path: String { folder + "/record.sqlite" }
    private let copies = SyntheaCopies()

    init(folder: String, program: String) throws {
        self.folder = folder
        self.program = program
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    func run(sizes: [Int]) async throws {
        guard !copies.isEmpty else { return say("WITHOUT the shared data (HELHET_SHARED): nothing to measure with.") }
        var bundles = 0
        for size in sizes.isEmpty ? [10_000, 100_000, 1_000_000] : sizes {
            let server = try start()
            while try resources() < size {
                let count = min(60, (size - (try resources())) * copies.count / copies.resources + 1)
                let result = try await fill(server, from: bundles, count: count)
                bundles += count
                if bundles % 600 < 60 { say("  \(try resources()) resources: \((result.rate).short) a second, load \(Machine.load)") }
            }
            say("At \(try resources()) resources (\(diskBytes() / 1_000_000) MB, resident \(server.resident.now) MB):")
            try await transactions(server, &bundles)
            server.stop()
        }
        try await requests(bundles)
    }

    /// Reads, changes and searches on what is there.
    func requests(_ bundles: Int) async throws {
        let server = try start()
        defer { server.stop() }
        say("started on \(try resources()) resources in \(server.start.short) s; resident \(server.resident.now) MB")
        let ids = try ids()
        try one(server, ids)
        try await changes(server, ids)
        try await searches(server, ids, copies: max(1, bundles / copies.count))
        say(
            "resident \(server.resident.now) MB, at most \(server.resident.highest) MB; \((syncs()).short) syncs of the disk a second in the same minute"
        )
    }

    private func start() throws -> Server { try Server(program: program, folder: folder, store: path, at: "2026-11-22T12:00:00Z") }

    private func resources() throws -> Int {
        guard access(path, F_OK) == 0 else { return 0 }
        let store = try Store(path)
        defer { store.close() }
        return Int(try store.rows("select resources from tally")[0][0].int)
    }

    private func ids() throws -> [String: [String]] {
        let store = try Store(path)
        defer { store.close() }
        var ids: [String: [String]] = [:]
        for row in try store.rows("select type, id from resource where bytes is not null order by number") {
            ids[String(decoding: row[0].bytes, as: UTF8.self), default: []].append(String(decoding: row[1].bytes, as: UTF8.self))
        }
        return ids
    }

    private func diskBytes() -> Int {
        ["", "-wal"].reduce(0) { $0 + ((try? FileManager.default.attributesOfItem(atPath: path + $1)[.size] as? Int) ?? 0) }
    }

    // MARK: Transactions

    private struct Filling {
        var resources: Int
        var seconds: Double
        var rate: Double { Double(resources) / seconds }
    }

    /// Sends bundles from eight clients, each waiting for its answer.
    private func fill(_ server: Server, from first: Int, count: Int) async throws -> Filling {
        let copies = copies
        let counter = Counter()
        let result = try await Load.run(port: server.port, clients: 8) { _ in
            let index = counter.next()
            guard index < count else { return nil }
            return Load.Request(
                kind: "transaction", method: "POST", target: "/fhir", body: copies.bundle(first + index), expects: 200...200)
        }
        guard result.failures.isEmpty else { throw Server.Failure(description: "Not every transaction went in: \(result.failures).") }
        return Filling(resources: (first..<first + count).reduce(0) { $0 + copies.resources(in: $1) }, seconds: result.seconds)
    }

    /// Bundles by the hub and the same rows by the bare loops, in turns.
    private func transactions(_ server: Server, _ bundles: inout Int) async throws {
        let loops = try LoopStore.Form.allCases.map { try RecordLoop(copyOf: path, in: folder, $0) }
        defer { for loop in loops { loop.close() } }
        var ratios = [[Double]](repeating: [], count: loops.count)
        var byProcessor = ratios
        var rates = ratios
        var speeds: [Double] = []
        var terms = 0.0
        for _ in 0..<5 {
            let mark = try RecordLoop.mark(path)
            let before = server.processor
            let ours = try await fill(server, from: bundles, count: 30)
            let processor = server.processor - before
            bundles += 30
            speeds.append(ours.rate)
            for (place, loop) in loops.enumerated() {
                let bare = try loop.write(after: mark)
                ratios[place].append(bare.seconds / ours.seconds)
                byProcessor[place].append(bare.processor / processor)
                rates[place].append(Double(ours.resources) / bare.seconds)
                terms = max(terms, Double(bare.terms) / Double(ours.resources))
            }
        }
        say("  transactions: \(speeds.shown) resources/s, \(terms.short) terms each; load \(Machine.load)")
        for (place, loop) in loops.enumerated() {
            say(
                "    \(ratios[place].shown) × the bare loop with \(loop.form.rawValue) by the wall, \(byProcessor[place].shown) × by processor "
                    + "time; it writes \(rates[place].shown) resources/s")
        }
    }

    // MARK: Requests

    /// One client that reads, one after another; and counts.
    private func one(_ server: Server, _ ids: [String: [String]]) throws {
        let connection = try server.connection()
        var dice = Dice(1)
        let observations = ids["Observation"] ?? []
        func median(_ count: Int, _ target: (inout Dice) -> String) throws -> [Double] {
            var waits: [Double] = []
            var refusals = 0
            for _ in 0..<count {
                let target = target(&dice)
                let start = Machine.wall
                let status = try connection.request("GET", target).status
                waits.append((Machine.wall - start) * 1e3)
                if status != 200 { refusals += 1 }
            }
            if refusals > 0 { say("!! \(refusals) of \(count) were refused") }
            return waits
        }
        let reads = try median(3000) { "/fhir/Observation/\($0.any(observations))" }
        say("one client, reading: median \(reads.median.short) ms, p99 \(reads.quantile(0.99).short) ms")
        let counts = try median(500) { dice in
            ["Observation?", "Observation?code=8302-2&", "Encounter?class=AMB&", "Patient?gender=female&"][dice.below(4)].prefixed("/fhir/")
                + "_summary=count"
        }
        say("one client, counting: median \(counts.median.short) ms, p99 \(counts.quantile(0.99).short) ms; load \(Machine.load)")
    }

    /// 70 % reads, 15 % creates, 12 % updates, 3 % deletes.
    private func changes(_ server: Server, _ ids: [String: [String]]) async throws {
        guard let observations = ids["Observation"], let patients = ids["Patient"] else { return }
        let made = Made()
        let port = server.port
        @Sendable func observation(_ dice: inout Dice, id: String?) -> [UInt8] {
            Array(
                """
                {"resourceType":"Observation",\(id.map { "\"id\":\"\($0)\"," } ?? "")"status":"final","category":[{"coding":[{"system":\
                "http://terminology.hl7.org/CodeSystem/observation-category","code":"vital-signs"}]}],"code":{"coding":[{"system":\
                "http://loinc.org","code":"8867-4","display":"Heart rate"}]},"subject":{"reference":"Patient/\(dice.any(patients))"},\
                "effectiveDateTime":"20\(10 + dice.below(15))-0\(1 + dice.below(9))-1\(dice.below(9))T1\(dice.below(9)):00:00Z",\
                "valueQuantity":{"value":\(50 + dice.below(90)),"unit":"/min","system":"http://unitsofmeasure.org","code":"/min"}}
                """.utf8)
        }
        let result = try await Load.run(port: port, clients: 32, seconds: 20, seed: 11) { dice in
            switch dice.below(100) {
            case 0..<70:
                return Load.Request(kind: "read", target: "/fhir/Observation/\(dice.any(observations))", expects: 200...410)
            case 70..<85:
                return Load.Request(kind: "create", method: "POST", target: "/fhir/Observation", body: observation(&dice, id: nil))
            case 85..<97:
                let id = dice.any(observations)
                return Load.Request(
                    kind: "update", method: "PUT", target: "/fhir/Observation/\(id)", body: observation(&dice, id: id))
            default:
                // Each is deleted once at most: an update may bring it back.
                let id = observations[made.next() % observations.count]
                return Load.Request(kind: "delete", method: "DELETE", target: "/fhir/Observation/\(id)")
            }
        }
        say("CRUD: \(result.rate.short) requests/s, p99 \((result.all.quantile(0.99) * 1e3).short) ms; load \(Machine.load)")
        show(result)
    }

    private func searches(_ server: Server, _ ids: [String: [String]], copies: Int) async throws {
        let shapes = SearchShapes(ids: ids, copies: copies).shapes
        let result = try await Load.run(port: server.port, clients: 16, seconds: 30, seed: 23) { dice in
            let shape = dice.any(shapes)
            return Load.Request(kind: shape.name, target: shape.target(&dice))
        }
        say(
            "searches: \(result.rate.short) requests/s of \(shapes.count) kinds, p99 \((result.all.quantile(0.99) * 1e3).short) ms, "
                + "\(result.bytes / max(1, result.count)) bytes an answer; load \(Machine.load)")
        show(result)
        try await SearchScan(server: server, path: path, shapes: shapes).run()
    }

    private func show(_ result: Load.Result) {
        for (kind, waits) in result.waits.sorted(by: { $0.value.quantile(0.99) > $1.value.quantile(0.99) }) {
            say(
                "    \(kind): \(waits.count), p50 \((waits.median * 1e3).short) ms, p99 \((waits.quantile(0.99) * 1e3).short) ms, longest "
                    + "\(((waits.max() ?? 0) * 1e3).short) ms")
        }
        for (failure, count) in result.failures.sorted(by: { $0.key < $1.key }) { say("    !! \(failure): \(count) times") }
    }

    /// Writes of 4 kB that are synced, one after another: what the disk can do.
    private func syncs() -> Double {
        let probe = folder + "/probe"
        let file = open(probe, O_CREAT | O_WRONLY, 0o600)
        defer {
            close(file)
            unlink(probe)
        }
        let page = [UInt8](repeating: 1, count: 4096)
        let begun = Machine.wall
        var count = 0
        while Machine.wall - begun < 2 {
            _ = write(file, page, page.count)
            fdatasync(file)
            count += 1
        }
        return Double(count) / (Machine.wall - begun)
    }
}

/// Counts what several clients have taken.
private typealias Made = Counter

extension String {
    fileprivate func prefixed(_ prefix: String) -> String { prefix + self }
}

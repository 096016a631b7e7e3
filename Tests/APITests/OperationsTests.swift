import FHIR
import HTTPTypes
import Journal
import JournalMemory
import Testing

@testable import API

@Suite("Health, metrics and disk") struct OperationsTests {
    @Test("ready when everything is") func ready() async {
        let health = await Health.ready(
            journal: JournalMemory(), disk: Disk(path: "/", refusalPercent: 100), isDraining: false, now: Hub.noon)
        #expect(health.checks.map(\.name) == ["process", "journal", "plans", "disk"])
        #expect(health.checks.prefix(3).allSatisfy { $0.status == .pass })
        #expect(Health.live.response.status == .ok)
    }

    @Test("not ready while closing, and not with a closed journal") func unready() async throws {
        let closing = await Health.ready(journal: JournalMemory(), disk: nil, isDraining: true, now: Hub.noon)
        #expect(closing.status == .fail)
        #expect(closing.response.status.code == 503)
        let journal = JournalMemory()
        try await journal.close()
        let closed = await Health.ready(journal: journal, disk: nil, isDraining: false, now: Hub.noon)
        #expect(closed.status == .fail)
        let body = try Document(json: closed.response.body).root
        #expect(body.string("status") == "fail")
        #expect(body.string("checks.journal.output") == "The journal is closed; start the hub again.")
    }

    @Test("warns of plans that stand still") func plans() {
        var counts = JournalCounts()
        #expect(Health.work(counts).status == .pass)
        counts.stoppedPlans = 3
        #expect(Health.work(counts).status == .warn)
        #expect(Health.work(counts).text?.contains("`helhet refold` resumes") == true)
    }

    @Test(
        "refuses letters before the disk is full",
        arguments: [
            (100, 10, 90, Health.Status.pass), (100, 11, 89, .pass), (100, 9, 91, .warn), (100, 6, 94, .warn), (100, 5, 95, .fail),
            (100, 0, 100, .fail), (1000, 51, 95, .fail), (100, 100, 0, .pass), (0, 0, 100, .fail),
        ] as [(UInt64, UInt64, Int, Health.Status)])
    func disk(_ total: UInt64, _ available: UInt64, _ percent: Int, _ status: Health.Status) {
        let disk = Disk(path: "/")
        let usage = Disk.Usage(total: total, available: available)
        #expect(usage.percent == percent)
        #expect(Health.room(disk, usage).status == (percent == 90 ? .warn : status))
        if status == .fail {
            let error = #expect(throws: JournalError.self) { try disk.refuse(usage) }
            #expect(error?.kind == .full)
            #expect(error?.message.contains("Nothing was kept: send again later.") == true)
        } else {
            #expect(throws: Never.self) { try disk.refuse(usage) }
        }
    }

    @Test("asks the file system") func fileSystem() throws {
        let usage = try #require(Disk(path: "/").usage())
        #expect(usage.total > usage.available)
        #expect((1...100).contains(usage.percent))
        #expect(Disk(path: "/no/such/path").usage() == nil)
        #expect(Health.room(Disk(path: "/no"), nil).status == .warn)
        #expect(throws: Never.self) { try Disk(path: "/no/such/path").refuseWhenFull() }
        #expect(throws: JournalError.self) { try Disk(path: "/", refusalPercent: 0).refuseWhenFull() }
    }

    @Test("shows its numbers as Prometheus reads them") func metrics() {
        let metrics = Metrics(started: Hub.noon)
        metrics.count(.accepted)
        metrics.count(.accepted)
        metrics.count(.refused)
        metrics.observe(.letters, status: 200, seconds: 0.003)
        metrics.observe(.letters, status: 204, seconds: 0.0005)
        metrics.observe(.letters, status: 507, seconds: 99)
        var counts = JournalCounts()
        counts.letters = 5
        counts.oldestUnanswered = Hub.noon
        counts.timersBehind = 2
        let response = metrics.page(counts, disk: Disk.Usage(total: 100, available: 40), now: Hub.noon.adding(seconds: 90))
        #expect(response.headers[.contentType] == "text/plain; version=0.0.4; charset=utf-8")
        let lines = String(decoding: response.body, as: UTF8.self).split(separator: "\n").map(String.init)
        for line in [
            "# TYPE helhet_letters_received_total counter", #"helhet_letters_received_total{outcome="accepted"} 2"#,
            #"helhet_letters_received_total{outcome="refused"} 1"#, #"helhet_letters_received_total{outcome="skipped"} 0"#,
            "helhet_journal_letters 5", "helhet_oldest_unanswered_letter_seconds 90", "helhet_timers_behind 2", "helhet_plans_stopped 0",
            "helhet_disk_total_bytes 100", "helhet_disk_available_bytes 40", "process_start_time_seconds 1767268800",
            "# TYPE helhet_request_duration_seconds histogram",
            #"helhet_request_duration_seconds_bucket{route="letters",status="2xx",le="0.001"} 1"#,
            #"helhet_request_duration_seconds_bucket{route="letters",status="2xx",le="0.005"} 2"#,
            #"helhet_request_duration_seconds_bucket{route="letters",status="2xx",le="+Inf"} 2"#,
            #"helhet_request_duration_seconds_count{route="letters",status="2xx"} 2"#,
            #"helhet_request_duration_seconds_bucket{route="letters",status="5xx",le="10"} 0"#,
            #"helhet_request_duration_seconds_bucket{route="letters",status="5xx",le="+Inf"} 1"#,
            #"helhet_request_duration_seconds_sum{route="letters",status="5xx"} 99"#,
        ] {
            #expect(lines.contains(line), "\(line)")
        }
        #expect(lines.contains { $0.hasPrefix("process_resident_memory_bytes ") })
        let names = lines.filter { $0.hasPrefix("# TYPE ") }
        #expect(Set(names).count == names.count)
    }

    @Test(
        "names the part of the hub by its path",
        arguments: zip(
            ["/fhir/Patient/1", "/letters", "/ready", "/metrics", "/", "/citizen/4k"],
            [Metrics.Route.fhir, .letters, .operations, .operations, .pages, .pages]))
    func routes(_ path: String, _ route: Metrics.Route) { #expect(Metrics.Route(path: path) == route) }
}

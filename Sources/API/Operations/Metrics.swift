public import Access
public import FHIR
import HTTPTypes
public import Journal
import Synchronization

/// What the process counts itself, and the page that Prometheus reads.
///
/// Labels come from closed sets only, so no number of a citizen can ever become one.
public final class Metrics: Sendable {
    /// Which part of the hub answered a request.
    public enum Route: String, Sendable, Hashable, CaseIterable {
        case fhir, letters, pages, operations, other

        /// By the first segment of the path, `pages` being what is left.
        public init(path: String) {
            switch path.split(separator: "/").first {
            case "fhir": self = .fhir
            case "letters": self = .letters
            case "health", "ready", "metrics": self = .operations
            default: self = .pages
            }
        }
    }

    private struct Duration: Sendable {
        /// How many took at most as long as the bound of the same place, each counted once.
        var buckets = [Int](repeating: 0, count: Metrics.bounds.count + 1)
        var sum = 0.0
    }

    private struct Key: Hashable, Sendable {
        var route: Route
        /// 1…5: the first digit of the status.
        var statusClass: Int
    }

    private struct State: Sendable {
        var letters: [ReceivedLetter.Outcome: Int] = [:]
        var durations: [Key: Duration] = [:]
    }

    /// Upper bounds in seconds.
    static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

    private let state = Mutex(State())
    private let started: Instant

    /// - Parameter started: when the process began.
    public init(started: Instant) { self.started = started }

    /// Counts a letter that came in over any transport.
    public func count(_ outcome: ReceivedLetter.Outcome) {
        state.withLock { $0.letters[outcome, default: 0] += 1 }
    }

    /// Counts a request that was answered with `status` after `seconds`.
    public func observe(_ route: Route, status: Int, seconds: Double) {
        let bucket = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
        let key = Key(route: route, statusClass: min(max(status / 100, 1), 5))
        state.withLock { state in
            state.durations[key, default: Duration()].buckets[bucket] += 1
            state.durations[key, default: Duration()].sum += seconds
        }
    }

    /// The page, `text/plain; version=0.0.4`. `disk` is nil when there is none to ask.
    public func page(_ counts: JournalCounts, access: AccessControl.Counts = AccessControl.Counts(), disk: Disk.Usage?, now: Instant)
        -> APIResponse
    {
        let state = state.withLock { $0 }
        var families =
            Self.families(counts, now: now) + Self.access(access) + [Self.letters(state.letters), Self.durations(state.durations)]
        if let disk {
            families.append(MetricFamily("helhet_disk_total_bytes", .gauge, "Bytes that the disk of the store has.", Double(disk.total)))
            families.append(
                MetricFamily("helhet_disk_available_bytes", .gauge, "Bytes that can still be written.", Double(disk.available)))
        }
        families.append(
            MetricFamily(
                "process_start_time_seconds", .gauge, "When the process began, in seconds since 1970.",
                Double(started.nanoseconds / 1_000_000_000)))
        if let bytes = ResidentMemory.bytes() {
            families.append(MetricFamily("process_resident_memory_bytes", .gauge, "Resident memory of the process.", Double(bytes)))
        }
        return APIResponse(
            status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8", .cacheControl: "no-store"],
            body: Array(families.map(\.text).joined().utf8))
    }

    private static func families(_ counts: JournalCounts, now: Instant) -> [MetricFamily] {
        let oldest = counts.oldestUnanswered.map { max(0, Double(now.seconds(since: $0))) } ?? 0
        return [
            MetricFamily("helhet_journal_letters", .gauge, "Letters in the journal.", Double(counts.letters)),
            MetricFamily("helhet_journal_citizens", .gauge, "Citizens in the journal.", Double(counts.citizens)),
            MetricFamily("helhet_journal_resources", .gauge, "Resources in the journal.", Double(counts.resources)),
            MetricFamily("helhet_letters_needing_attention", .gauge, "Letters that a human must look at.", Double(counts.needingAttention)),
            MetricFamily(
                "helhet_oldest_unanswered_letter_seconds", .gauge,
                "Age of the oldest letter whose receipt has not left; 0 when there is none.",
                oldest),
            MetricFamily("helhet_outbox_waiting", .gauge, "Letters and receipts that wait to be sent.", Double(counts.outboxWaiting)),
            MetricFamily(
                "helhet_outbox_needing_attention", .gauge, "Letters and receipts that cannot leave or got no receipt.",
                Double(counts.outboxNeedingAttention)),
            MetricFamily("helhet_timers_behind", .gauge, "Timers whose time has passed.", Double(counts.timersBehind)),
            MetricFamily("helhet_plans_stopped", .gauge, "Citizens whose plan stands still.", Double(counts.stoppedPlans)),
        ]
    }

    /// Decisions by their reasons, and the log: no actor and no citizen is a label.
    private static func access(_ counts: AccessControl.Counts) -> [MetricFamily] {
        let permitted = Permit.Reason.allCases.map { reason in
            MetricFamily.Sample(
                labels: [("outcome", "permit"), ("reason", reason.rawValue)], value: Double(counts.permitted[reason] ?? 0))
        }
        let denied = Denial.Reason.allCases.map { reason in
            MetricFamily.Sample(labels: [("outcome", "deny"), ("reason", reason.rawValue)], value: Double(counts.denied[reason] ?? 0))
        }
        return [
            MetricFamily(
                "helhet_access_decisions_total", .counter, "Decisions on who may see or do what, by outcome and reason.",
                permitted + denied),
            MetricFamily(
                "helhet_access_untraced_total", .counter, "Answers withheld, since the access log could not be written.",
                Double(counts.untraced)),
            MetricFamily("helhet_access_log_waiting", .gauge, "Entries that wait to be written to the access log.", Double(counts.waiting)),
            MetricFamily("helhet_access_log_entries", .gauge, "Entries of the access log that are on disk.", Double(counts.synced)),
        ]
    }

    private static func letters(_ letters: [ReceivedLetter.Outcome: Int]) -> MetricFamily {
        MetricFamily(
            "helhet_letters_received_total", .counter, "Letters that came in, by what became of them.",
            ReceivedLetter.Outcome.allCases.map { outcome in
                MetricFamily.Sample(labels: [("outcome", outcome.rawValue)], value: Double(letters[outcome] ?? 0))
            })
    }

    private static func durations(_ durations: [Key: Duration]) -> MetricFamily {
        var samples: [MetricFamily.Sample] = []
        let sorted = durations.sorted { ($0.key.route.rawValue, $0.key.statusClass) < ($1.key.route.rawValue, $1.key.statusClass) }
        for (key, duration) in sorted {
            let labels = [(name: "route", value: key.route.rawValue), (name: "status", value: "\(key.statusClass)xx")]
            var count = 0
            for (bound, bucket) in zip(bounds + [.infinity], duration.buckets) {
                count += bucket
                samples.append(
                    MetricFamily.Sample(
                        suffix: "_bucket", labels: labels + [("le", MetricFamily.number(bound))], value: Double(count)))
            }
            samples.append(MetricFamily.Sample(suffix: "_sum", labels: labels, value: duration.sum))
            samples.append(MetricFamily.Sample(suffix: "_count", labels: labels, value: Double(count)))
        }
        return MetricFamily("helhet_request_duration_seconds", .histogram, "Time from request to answer.", samples)
    }
}

public import FHIR
import HTTPTypes
public import Journal

/// Whether the hub runs, and whether it can do its work now: what a service manager and a load balancer ask.
///
/// *Live* says only that the process answers: restart it when it does not. *Ready* says that it can take letters: send none when it is not.
public struct Health: Sendable, Hashable {
    public enum Status: String, Sendable, Hashable, CaseIterable {
        case pass, warn, fail
    }

    public struct Check: Sendable, Hashable {
        public var name: String
        public var status: Status
        /// What is wrong and what to do; nil when all is well.
        public var text: String?

        public init(_ name: String, _ status: Status, _ text: String? = nil) {
            self.name = name
            self.status = status
            self.text = text
        }
    }

    public var checks: [Check]

    public init(_ checks: [Check]) { self.checks = checks }

    public static let live = Health([Check("process", .pass)])

    /// Asks everything that taking a letter needs.
    public static func ready(journal: any Journal, disk: Disk?, isDraining: Bool, now: Instant) async -> Health {
        var checks = [
            isDraining ? Check("process", .fail, "The hub is closing; send letters to another, or wait.") : Check("process", .pass)
        ]
        do {
            let counts = try await journal.read { try $0.counts(now: now) }
            checks.append(Check("journal", .pass))
            checks.append(work(counts))
        } catch {
            checks.append(Check("journal", .fail, Problem(error).message))
        }
        if let disk { checks.append(room(disk, disk.usage())) }
        return Health(checks)
    }

    static func work(_ counts: JournalCounts) -> Check {
        guard counts.stoppedPlans > 0 else { return Check("plans", .pass) }
        return Check(
            "plans", .warn, "Plans that stand still: \(counts.stoppedPlans). The page of letters says why; `helhet refold` resumes.")
    }

    static func room(_ disk: Disk, _ usage: Disk.Usage?) -> Check {
        guard let usage else { return Check("disk", .warn, "The disk of the store cannot be asked how full it is.") }
        do throws(JournalError) {
            try disk.refuse(usage)
        } catch {
            return Check("disk", .fail, error.message)
        }
        guard usage.percent + 5 >= disk.refusalPercent else { return Check("disk", .pass) }
        return Check("disk", .warn, "The disk is \(usage.percent) % full; at \(disk.refusalPercent) % no letters are taken. Make room.")
    }

    /// The worst of the checks.
    public var status: Status {
        if checks.contains(where: { $0.status == .fail }) { return .fail }
        return checks.contains { $0.status == .warn } ? .warn : .pass
    }

    /// 200, or 503 when something fails; the body says what, in the form of `draft-inadarei-api-health-check`.
    public var response: APIResponse {
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("status", status.rawValue)
            writer.object("checks") { writer in
                for check in checks {
                    writer.array(check.name) { writer in
                        writer.object { writer in
                            writer.field("status", check.status.rawValue)
                            writer.field("output", check.text)
                        }
                    }
                }
            }
        }
        return APIResponse(
            status: status == .fail ? .serviceUnavailable : .ok,
            headers: [.contentType: "application/health+json", .cacheControl: "no-store"], body: writer.bytes)
    }
}

import Access
import ArgumentParser
import Exchange
import FHIR
import Foundation
import Journal

struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Write who saw or did what of a citizen, as NDJSON of AuditEvents, the newest first.",
        discussion: """
            The citizen is a journal id, as on the pages, or `-`: then a national number is read from standard input. With --prune, removes whole \
            files of the log instead, of which every entry is older than the time; the log says so.
            """)

    @Argument(help: "Journal id, or - to read a number from standard input.") var citizen: String?
    @Option(help: "Remove what is older than this time, such as 2020-01-01T00:00:00Z.") var prune: String?
    @OptionGroup var options: StoreOptions

    func run() async throws {
        let clock = try options.clock()
        if let prune {
            guard let instant = Instant(prune), citizen == nil else {
                throw Problem.usage("--prune takes a time with offset, such as 2020-01-01T00:00:00Z, and no citizen.")
            }
            return try await remove(before: instant, at: clock())
        }
        guard let citizen else { throw Problem.usage("Name a citizen by journal id, or - to read a number from standard input.") }
        let name = citizen == "-" ? (readLine() ?? "") : citizen
        let hub = try await Hub.open(try options.configuration(), creates: false)
        let group = try await hub.journal.read { reader in try reader.citizen(named: name).map { try reader.group(of: $0) } }
        guard let group, let root = group.first else {
            try await hub.close()
            throw Problem.refused("There is no such citizen in this store.")
        }
        let now = clock()
        try hub.access.permit(Question(hub.access.asker, .log, .citizen(root), at: now))
        try await hub.leave(.log, what: "audit", shown: [LogEntry.Shown("Patient/\(root)", of: root)], at: now)
        var query = LogQuery()
        query.subjects = group
        query.limit = 1_000
        while true {
            let page = try await hub.access.log.entries(query)
            for entry in page.entries { print(String(decoding: entry.auditEvent().bytes, as: UTF8.self)) }
            guard let next = page.next else { break }
            query.before = next
        }
        try await hub.close()
    }

    private func remove(before instant: Instant, at now: Instant) async throws {
        let hub = try await Hub.open(try options.configuration(), creates: false)
        guard let log = hub.access.log as? LogFiles else { throw Problem.failed("This log is not kept in files.") }
        let last = try await log.prune(before: instant, by: hub.access.asker, at: now)
        try await hub.close()
        Narration.say(last.map { "Entries up to \($0) are removed." } ?? "No whole file of the log is that old; nothing is removed.")
    }
}

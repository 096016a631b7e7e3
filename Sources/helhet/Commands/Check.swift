import Access
import ArgumentParser
import Exchange
import FHIR
import Foundation
import Journal
import Pathways

struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Read the whole store and name every broken promise.",
        discussion: """
            It changes nothing, needs no right to write, and runs beside a hub. With --digest, also print a hash of what the letters led to: \
            equal sets of letters give equal digests.
            """)

    @OptionGroup var options: StoreOptions
    @Flag(help: "Print the digest of outcomes, stays, threads and plans.") var digest = false
    @Option(help: "text or json.") var format = OutputFormat.text

    func run() async throws {
        let hub = try await Hub.reading(try options.configuration())
        do {
            let audit = Audit(journal: hub.journal, reaction: hub.reaction)
            let (head, counts) = try await hub.journal.read { reader in
                (try reader.setting(LogHead.setting).flatMap { LogHead($0) }, try reader.counts(now: Clock.now()))
            }
            let log = await LogFiles.check(folder: hub.configuration.accessLog, against: head)
            let findings = try await audit.findings() + log.findings
            for remark in log.remarks { Narration.say(remark) }
            Narration.say("The store has \(counts.letters) letters, \(counts.citizens) citizens and \(counts.resources) resources.")
            if log.lastLetter > counts.letters {
                Narration.say(
                    "The access log tells of letter \(log.lastLetter), which the store does not have: the store is older than its log, or was "
                        + "copied without the `-wal` beside it. Copy stores with `helhet backup`.")
            }
            Narration.say("The access log has \(log.entries) entries; it stands at \(log.head).")
            for finding in findings { print(format == .json ? Self.json(finding) : finding.description) }
            if digest {
                let text = try await audit.digest().hex
                print(format == .json ? "{\"digest\":\"\(text)\"}" : "digest \(text)")
            }
            try await hub.journal.close()
            if !findings.isEmpty { throw Outcome.refused }
            Narration.say("Nothing is wrong.")
        } catch let error as JournalError {
            throw Problem.failed(error.message)
        }
    }

    private static func json(_ finding: Finding) -> String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("name", finding.name)
            writer.field("place", finding.place)
            writer.field("message", finding.message)
        }
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

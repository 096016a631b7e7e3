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
        discussion: "With --digest, also print a hash of what the letters led to: equal sets of letters give equal digests.")

    @OptionGroup var options: StoreOptions
    @Flag(help: "Print the digest of outcomes, stays, threads and plans.") var digest = false
    @Option(help: "text or json.") var format = OutputFormat.text

    func run() async throws {
        let hub = try await Hub.open(try options.configuration(), creates: false)
        do {
            let audit = Audit(journal: hub.journal, reaction: hub.reaction)
            let head = try await hub.journal.read { try $0.setting(LogHead.setting).flatMap { LogHead($0) } }
            let log = try await hub.access.log.check(against: head)
            let findings = try await audit.findings() + log.findings
            for remark in log.remarks { Narration.say(remark) }
            Narration.say("The access log has \(log.entries) entries; it stands at \(log.head).")
            for finding in findings { print(format == .json ? Self.json(finding) : finding.description) }
            if digest {
                let text = try await audit.digest().hex
                print(format == .json ? "{\"digest\":\"\(text)\"}" : "digest \(text)")
            }
            try await hub.close()
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

import Access
import ArgumentParser
import Exchange
import FHIR
import Journal
import Pages
import Pathways

struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show one citizen's pathway and letters, as people read them.",
        discussion: """
            The citizen is a journal id, as on the pages, or `-`: then a national number is read from standard input. With --at it shows what \
            was known then, worked out from what had come in by that moment, by today's directory and definitions.
            """)

    @Argument(help: "Journal id, or - to read a number from standard input.") var citizen: String
    @OptionGroup var options: StoreOptions
    @Option(help: "nb, nn, da or en.") var language = "en"

    func run() async throws {
        guard let language = Language(rawValue: self.language) else {
            let known = Language.allCases.map(\.rawValue).joined(separator: ", ")
            throw Problem.usage("--language takes one of \(known); “\(self.language)” is none.")
        }
        let hub = try await Hub.open(try options.configuration(), creates: false)
        let clock = try await options.clock(of: hub)
        let library = hub.library
        let name = citizen == "-" ? (readLine() ?? "") : citizen
        let (now, isPast, reaction) = (clock(), options.at != nil, hub.reaction)
        let found = try await hub.journal.read { reader -> (text: String, root: SubjectID)? in
            guard let root = try reader.citizen(named: name) else { return nil }
            let commit = isPast ? try reader.commit(at: now) : nil
            let stored = try commit.map { try reader.plan(of: root, asOf: $0, by: reaction, now: now) } ?? reader.plan(of: root)
            guard let stored else { return nil }
            return (try PlainText(stored, reader: reader, library: library, now: now, language: language, asOf: commit).text, root)
        }
        if let root = found?.root {
            try hub.access.permit(Question(hub.access.asker, .page, .citizen(root), at: clock()))
            try await hub.leave(.page, what: "show", shown: [LogEntry.Shown("Patient/\(root)", of: root)], at: clock())
        }
        try await hub.close()
        guard let text = found?.text else {
            throw Problem.refused(isPast ? "There was no such citizen in this store then." : "There is no such citizen in this store.")
        }
        print(text, terminator: "")
    }
}

extension JournalReader {
    /// The plan that follows from what had come in; nil when nothing had.
    fileprivate func plan(of root: SubjectID, asOf commit: Int64, by reaction: any Reaction, now: Instant) throws -> StoredPlan? {
        let said = try history(of: root, asOf: commit)
        let history = try said.reading(reaction.resourceTypes(for: said), from: self)
        guard !history.letters.isEmpty || !history.facts.isEmpty else { return nil }
        do {
            let projection = try reaction.project(history, now: now)
            return StoredPlan(subject: root, plan: projection.plan, digest: projection.digest, at: now, commit: commit, stopped: nil)
        } catch let error as ReactionError {
            var plan = StoredPlan.empty(root, at: now, commit: commit)
            plan.stopped = error.message
            return plan
        }
    }
}

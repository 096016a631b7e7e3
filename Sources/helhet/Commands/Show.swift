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
        discussion: "The citizen is a journal id, as on the pages, or `-`: then a national number is read from standard input.")

    @Argument(help: "Journal id, or - to read a number from standard input.") var citizen: String
    @OptionGroup var options: StoreOptions
    @Option(help: "nb, nn, da or en.") var language = "en"

    func run() async throws {
        guard let language = Language(rawValue: self.language) else {
            let known = Language.allCases.map(\.rawValue).joined(separator: ", ")
            throw Problem.usage("--language takes one of \(known); “\(self.language)” is none.")
        }
        let clock = try options.clock()
        let hub = try await Hub.open(try options.configuration(), creates: false)
        let library = hub.library
        let name = citizen == "-" ? (readLine() ?? "") : citizen
        let found = try await hub.journal.read { reader -> (text: String, root: SubjectID)? in
            guard let root = try reader.citizen(named: name), let stored = try reader.plan(of: root) else { return nil }
            return (try PlainText(stored, reader: reader, library: library, now: clock(), language: language).text, root)
        }
        if let root = found?.root {
            try hub.access.permit(Question(hub.access.asker, .page, .citizen(root), at: clock()))
            try await hub.leave(.page, what: "show", shown: [LogEntry.Shown("Patient/\(root)", of: root)], at: clock())
        }
        try await hub.close()
        guard let text = found?.text else { throw Problem.refused("There is no such citizen in this store.") }
        print(text, terminator: "")
    }
}

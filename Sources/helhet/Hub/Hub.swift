import Access
import Directory
import Exchange
import FHIR
import Foundation
import Journal
import JournalSQLite
import Pathways

/// The rooms, wired: what every command that touches a store works with.
struct Hub: Sendable {
    var journal: any Journal
    /// Decides who may see or do what, and keeps the log of it.
    var access: AccessControl
    var directory: CurrentDirectory
    var intake: Intake
    var reaction: any Reaction
    var desk: Desk
    var library: PathwayLibrary
    var contacts: ContactList
    var scores: ScoreLibrary
    var configuration: Configuration

    /// Opens the store and everything that works on it. Where `creates` is false, there must be a store of this version's form.
    ///
    /// - Parameter asker: whoever runs the command, or who reaches a hub that serves.
    static func open(_ configuration: Configuration, creates: Bool = true, asker: Actor = .operatorHere) async throws -> Hub {
        let journal = try opened(configuration, creates: creates) { path in
            try creates ? JournalSQLite.open(path: path) : JournalSQLite.openStanding(path: path)
        }
        let head = try await journal.read { try $0.setting(LogHead.setting).flatMap { LogHead($0) } }
        let log = try LogFiles.open(folder: configuration.accessLog, known: head)
        if log.tornBytes > 0 {
            Narration.say("A crash left \(log.tornBytes) bytes at the end of the access log; they stay, and its next entry tells of them.")
        }
        return try await open(journal, log, configuration, creates: creates, asker: asker)
    }

    /// Opens the store to look at it: neither it nor its access log is changed, and nothing of a citizen may be shown, since no trace is kept.
    static func reading(_ configuration: Configuration) async throws -> Hub {
        try await over(try opened(configuration, creates: false) { try JournalSQLite.openReadOnly(path: $0) }, configuration)
    }

    /// The same over a journal that is open already, such as a copy.
    static func over(_ journal: any Journal, _ configuration: Configuration) async throws -> Hub {
        try await open(journal, LogMemory(), configuration, creates: false, asker: .operatorHere)
    }

    private static func opened(
        _ configuration: Configuration, creates: Bool, _ open: (String) throws -> JournalSQLite
    ) throws -> JournalSQLite {
        guard creates || FileManager.default.fileExists(atPath: configuration.store) else {
            throw Problem.failed("There is no store at \(configuration.store). Name one with --store, or start one with `helhet serve`.")
        }
        do {
            return try open(configuration.store)
        } catch let error as JournalError {
            throw Problem.failed(error.message)
        }
    }

    private static func open(
        _ journal: any Journal, _ log: any AccessLog, _ configuration: Configuration, creates: Bool, asker: Actor
    ) async throws -> Hub {
        let directory = try readDirectory(configuration)
        let learned = try await journal.read { try $0.learnedParties().compactMap { LearnedParty(json: $0) } }
        let current = CurrentDirectory(directory.learning(learned))
        let definitions = try readPathways(configuration)
        let support = try readSupport(configuration)
        if creates { try await keep(definitions, in: journal) }
        let reaction = CurrentPathways(
            directory: current, library: definitions,
            settings: PlanSettings(goLive: configuration.goLive, assignWithin: configuration.assignWithin))
        let intake = Intake(journal: journal, directory: current, reaction: reaction, configuration: configuration)
        let desk = Desk(journal: journal, directory: current, reaction: reaction, configuration: configuration, library: definitions)
        return Hub(
            journal: journal, access: AccessControl(log: log, asker: asker), directory: current, intake: intake, reaction: reaction,
            desk: desk, library: definitions, contacts: support.contacts, scores: support.scores, configuration: configuration)
    }

    /// A version that runs follow is what it was when they began.
    static func keep(_ definitions: PathwayLibrary, in journal: any Journal) async throws {
        do {
            try await PublishedVersions.keep(definitions, in: journal, at: Clock.now())
        } catch let mistakes as Mistakes {
            try? await journal.close()
            throw Problem.usage(mistakes.description)
        } catch let error as JournalError {
            throw Problem.failed(error.message)
        }
    }

    static func readDirectory(_ configuration: Configuration) throws -> Directory {
        do {
            return try Directory.read(
                try configuration.directoryFiles.map { SourceFile(name: $0, text: try Self.text(of: $0)) },
                unknownParties: configuration.unknownParties)
        } catch let mistakes as Mistakes {
            throw Problem.usage(mistakes.description)
        }
    }

    static func readPathways(_ configuration: Configuration) throws -> PathwayLibrary {
        do {
            let isNamed = configuration.settings.contains { $0.key == .pathways && $0.source != .standard }
            // Without a folder of one's own, the shipped definitions hold; a folder that is named must be there.
            guard isNamed || FileManager.default.fileExists(atPath: configuration.pathways) else { return try PathwayLibrary.shipped() }
            return try PathwayLibrary.read(folder: configuration.pathways)
        } catch {
            throw Problem.usage(error.description)
        }
    }

    /// Whom to call and which scores there are: files beside the pathways, or those that come with Helhet.
    static func readSupport(_ configuration: Configuration) throws -> (contacts: ContactList, scores: ScoreLibrary) {
        do {
            return (try ContactList.read(folder: configuration.pathways), try ScoreLibrary.read(folder: configuration.pathways))
        } catch {
            throw Problem.usage(error.description)
        }
    }

    static func text(of path: String) throws -> String {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Problem.usage("\(path) cannot be read; check that it exists and may be read.")
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw Problem.usage("\(path) is not UTF-8; save it as UTF-8.")
        }
        return text
    }
}

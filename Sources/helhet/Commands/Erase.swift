import ArgumentParser
import Directory
import Exchange
import FHIR
import Foundation
import Journal
import Pathways

struct Erase: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take a citizen's content, a letter's or a resource's, out of the store for good.",
        discussion: """
            What stays is that it was there, who ordered this, why and when. The file of the store is then written anew, which needs as much \
            space again. Copies made before still have what is erased. Without --confirm it asks for the id once more. Letters that were \
            refused and are about the citizen go with them; those that only have one of their numbers somewhere are listed, for you to look at.
            """)

    @Argument(help: "Journal id of the citizen, or - to read a number from standard input.") var citizen: String?
    @Option(help: "The number of a letter, instead of a citizen.") var letter: Int64?
    @Option(help: "A resource that a client made, such as Observation/x, instead of a citizen.") var resource: String?
    @Option(help: "Who orders it; stays on record.") var by: String
    @Option(help: "Why; stays on record. Write nothing that would have to be erased.") var because: String
    @Option(help: "The same citizen, letter or resource once more, instead of being asked.") var confirm: String?
    @OptionGroup var options: StoreOptions

    func validate() throws {
        guard [citizen != nil, letter != nil, resource != nil].count(where: { $0 }) == 1 else {
            throw ValidationError("Name one thing: a citizen, --letter or --resource.")
        }
        guard !by.isEmpty, !because.isEmpty else { throw ValidationError("Say who orders it with --by, and why with --because.") }
    }

    func run() async throws {
        let clock = try options.clock()
        let hub = try await Hub.open(try options.configuration(), creates: false)
        do {
            let name = citizen == "-" ? (readLine() ?? "") : citizen
            guard let scope = try await hub.journal.read({ try self.scope(name, $0) }) else {
                let left = try await UnfiledLetters.find(Self.numbers(name), in: hub.journal)
                for letter in left.naming.union(left.holding).sorted() { print(Self.look(at: letter)) }
                try await hub.journal.close()
                throw Problem.refused("There is no such citizen in this store.")
            }
            guard isConfirmed(scope.about) else { throw Problem.refused("It was not confirmed; nothing is erased.") }
            let (erasure, unfiled) = try await hub.erase(scope, by: by, because: because, at: clock())
            Narration.say("The content is gone. The file is written anew; this takes a while when it is large.")
            try await hub.journal.sweep()
            try await hub.journal.close()
            print(erasure.summary)
            for letter in unfiled?.holding.sorted() ?? [] { print(Self.look(at: letter)) }
        } catch let error as JournalError {
            throw error.kind == .unavailable || error.kind == .full ? Problem.failed(error.message) : Problem.refused(error.message)
        }
    }

    /// A letter that nobody can say of whether it is about the citizen, without reading it.
    private static func look(at letter: Int64) -> String {
        "letter \(letter) is filed under nobody and has a number of the citizen's in it; look at it, and if it is about them: "
            + "helhet erase --letter \(letter)"
    }

    /// What a person who is in no journal may be named by in letters that were refused.
    private static func numbers(_ name: String?) -> [Identifier] {
        [name.flatMap { CitizenNumber(norwegian: $0) }, name.flatMap { CitizenNumber(danish: $0) }].compactMap { $0?.identifier }
    }

    /// nil when nobody in the store has that name.
    private func scope(_ name: String?, _ reader: any JournalReader) throws -> Erasure.Scope? {
        if let letter { return .letter(letter) }
        if let parts = resource?.split(separator: "/"), parts.count == 2 { return .resource(type: String(parts[0]), id: String(parts[1])) }
        guard resource == nil else { throw Problem.usage("--resource takes a type and an id, such as Observation/x.") }
        return try name.flatMap { try reader.citizen(named: $0) }.map { .citizen($0) }
    }

    private func isConfirmed(_ about: String) -> Bool {
        if let confirm { return confirm == about }
        Narration.say("This cannot be undone. To erase it, type \(about) and press Enter:")
        return readLine() == about
    }
}

extension Hub {
    /// Erases, and works out anew what stands for the citizen of a letter. With a citizen go the letters of nobody that name them; which
    /// others have their numbers is told.
    func erase(
        _ scope: Erasure.Scope, by who: String, because: String, at now: Instant
    ) async throws -> (erasure: Erasure, unfiled: UnfiledLetters?) {
        let (reaction, directory) = (reaction, directory.now)
        var found: UnfiledLetters?
        if case .citizen(let citizen, _) = scope {
            let identifiers = try await journal.read { try $0.identifiers(of: $0.group(of: citizen)) }
            found = try await UnfiledLetters.find(identifiers, in: journal)
        }
        return try await journal.commit(.people, at: now) { [found] writer in
            var (scope, found) = (scope, found)
            if case .citizen(let citizen, _) = scope {
                try found?.lookAtNewer(in: writer)
                scope = .citizen(citizen, unfiled: found?.naming.sorted() ?? [])
            }
            let erasure = try writer.erase(scope, who: who, because: because)
            if case .letter(let number) = scope, let root = try writer.letter(number)?.subject.flatMap({ try writer.group(of: $0).first }) {
                try writer.react(reaction, to: root, owner: writer.keeper(of: root, in: directory).text)
            }
            return (erasure, found)
        }
    }
}

extension Erasure {
    fileprivate var summary: String {
        "erased \(kind.rawValue) \(about): \(extent.letters) letters, \(extent.facts) facts, \(extent.resources) resources, "
            + "\(extent.attachments) attachments, \(extent.messages) messages; on record as erasure \(number)"
    }
}

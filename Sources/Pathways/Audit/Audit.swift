public import Directory
import Exchange
public import FHIR
public import Journal

/// Reads a whole journal: whether every plan is what its letters say, and what the letters led to.
public struct Audit: Sendable {
    let journal: any Journal
    let reaction: any Reaction

    public init(journal: any Journal, reaction: any Reaction) {
        self.journal = journal
        self.reaction = reaction
    }

    /// Every broken promise: those of the store itself, and each plan that differs from what its letters say.
    public func findings() async throws -> [Finding] {
        var findings = try await journal.check()
        let reaction = reaction
        findings += try await eachCitizen { try Self.finding(on: $0, in: $1, by: reaction) }
        return findings
    }

    private static func finding(on root: SubjectID, in reader: any JournalReader, by reaction: any Reaction) throws -> Finding? {
        let history = try reader.history(of: root, for: reaction)
        guard let stored = try reader.plan(of: root) else {
            guard !history.letters.isEmpty else { return nil }
            return Finding(
                name: "plan-missing", place: "citizen \(root)", message: "Letters are filed and no plan stands. Run `helhet refold`.")
        }
        guard stored.stopped == nil else { return nil }
        do {
            guard try reaction.project(history, now: stored.at).digest != stored.digest else { return nil }
            return Finding(
                name: "plan-differs", place: "citizen \(root)",
                message: "The plan is not what the letters say with this configuration. Name the hub's own with `--config`; if it is, run "
                    + "`helhet refold`.")
        } catch let error as ReactionError {
            return Finding(name: "plan-cannot-be-read", place: "citizen \(root)", message: error.message)
        }
    }

    /// SHA-256 of outcomes, stays, threads and plans without the hub's own ids and times: equal for equal sets of letters, whatever order
    /// they came in.
    public func digest() async throws -> [UInt8] {
        var lines: [String] = []
        var before: Int64?
        while true {
            var query = LetterQuery()
            query.before = before
            query.limit = 1_000
            let page = try await journal.read { [query] in try $0.letters(query) }
            for letter in page {
                let verdicts = KeptReceipt.all(json: letter.receipt).map { "\($0.header.answering.innermost) \($0.code)" }.sorted()
                lines.append(
                    "\(letter.sender)|\(letter.id)|\(letter.digest.hex)|\(letter.outcome.rawValue)|\(verdicts.joined(separator: ","))")
            }
            guard let last = page.last else { break }
            before = last.number
        }
        lines += try await eachCitizen { root, reader in try reader.plan(of: root).map { "plan|\($0.digest.hex)" } }
        return ContentHash.of(Array(lines.sorted().joined(separator: "\n").utf8))
    }

    /// Works plans out anew; returns how many.
    public func refold(at now: Instant, onlyStopped: Bool, directory: Directory) async throws -> Int {
        var count = 0
        var last: SubjectID?
        while true {
            let page = try await journal.read { [last] in try $0.roots(after: last, limit: 50) }
            guard let end = page.last else { return count }
            last = end
            let reaction = reaction
            count += try await journal.commit(.background, at: now) { writer in
                var done = 0
                for root in page {
                    if onlyStopped, try writer.plan(of: root)?.stopped == nil { continue }
                    try writer.react(reaction, to: root, owner: writer.keeper(of: root, in: directory).text)
                    done += 1
                }
                return done
            }
        }
    }

    /// Reads each citizen in a view of its own and gathers what `body` gives.
    private func eachCitizen<Value: Sendable>(
        _ body: @escaping @Sendable (SubjectID, any JournalReader) throws -> Value?
    ) async throws -> [Value] {
        var values: [Value] = []
        var last: SubjectID?
        while true {
            let page = try await journal.read { [last] in try $0.roots(after: last, limit: 500) }
            guard let end = page.last else { return values }
            last = end
            values += try await journal.read { reader in try page.compactMap { try body($0, reader) } }
        }
    }
}

extension JournalReader {
    /// Who must look when no plan can be made: the enterprise that got the citizen's last letter.
    public func keeper(of root: SubjectID, in directory: Directory) throws -> OrganisationID {
        guard let letter = try history(of: root).letters.last, let address = Address(letter.receiver ?? letter.sender) else {
            return OrganisationID("")
        }
        return directory.enterprise(at: address, on: letter.received)
    }
}

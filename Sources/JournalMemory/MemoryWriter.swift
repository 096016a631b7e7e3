import FHIR
import HashTreeCollections
import Journal

/// One commit: changes a copy of the state. A savepoint is one more copy.
final class MemoryWriter: MemoryReader, JournalWriter {
    let now: Instant
    let commit: Int64
    private var changed = false
    private var asked: [AskedReaction] = []
    /// Attachments kept since the last letter was filed: the next one brought them.
    private var attached: Set<[UInt8]> = []

    /// Says that something was written that is no news in the feed.
    func touch() { changed = true }

    init(_ state: MemoryState, now: Instant) {
        self.now = now
        commit = state.commit + 1
        super.init(state)
    }

    func react(_ reaction: any Reaction, to subject: SubjectID, owner: @autoclosure @escaping () throws -> String) throws {
        asked.append(AskedReaction(reaction, to: subject, owner: owner))
    }

    /// Lets the reactions run that the body asked for.
    func conclude() throws {
        // They may hold what holds this writer.
        let all = asked
        asked = []
        for asked in all {
            guard let root = try group(of: asked.subject).first else { continue }
            let history = try history(of: root, for: asked.reaction)
            try conclude(asked, for: root, Result { try asked.reaction.project(history, now: now) })
        }
    }

    /// The state after the commit; one that wrote nothing takes no number.
    var finished: MemoryState {
        var finished = state
        if changed {
            finished.commit = commit
            finished.commits[commit] = now
        }
        return finished
    }

    func savepoint<Value>(_ body: () throws -> Value) throws -> Value {
        let before = (state, changed)
        do {
            return try body()
        } catch {
            (state, changed) = before
            throw error
        }
    }

    func emit(_ kind: FeedEvent.Kind, _ subject: SubjectID?, _ about: String) {
        let number = Int64(state.feed.count) + 1
        state.feed[number] = FeedEvent(number: number, commit: commit, kind: kind, subject: subject, about: about, at: now)
        changed = true
    }

    func set(_ setting: String, _ value: String?) throws {
        state.settings[setting] = value
        changed = true
    }

    func newID() throws -> String {
        state.ids += 1
        changed = true
        return ResourceID.fresh(state.ids)
    }

    func learn(_ party: [UInt8], address: String) throws {
        guard !state.parties.contains(where: { $0.address == address }) else { return }
        state.parties.append((address, party))
        changed = true
    }

    // Letters

    func file(_ letter: LetterRecord, raw: [UInt8], envelope: String?) throws -> Int64 {
        try letter.validate()
        guard try self.letter(sender: letter.sender, id: letter.id, digest: letter.digest) == nil else { throw JournalError.alreadyFiled }
        var letter = letter
        letter.number = Int64(state.letters.count) + 1
        try file(letter)
        state.raw[letter.number] = raw
        state.letterNames[MemoryReader.name(letter.sender, letter.id, letter.digest), default: []].append(letter.number)
        state.arrivals[letter.number] = [Arrival(letter: letter.number, at: letter.received, envelope: envelope)]
        for hash in attached { state.attachmentUses[hash, default: []].insert(letter.number) }
        attached = []
        emit(.letter, letter.subject, String(letter.number))
        return letter.number
    }

    private func file(_ letter: LetterRecord) throws {
        if let subject = letter.subject {
            guard state.identifiers[subject] != nil else { throw JournalError.noSubject }
            state.filed[subject, default: []].append(letter.number)
        }
        state.letters[letter.number] = letter
    }

    func arrived(_ arrival: Arrival) throws {
        guard state.letters[arrival.letter] != nil else { throw JournalError.noLetter }
        state.arrivals[arrival.letter, default: []].append(arrival)
        changed = true
    }

    func update(_ letter: LetterRecord) throws {
        guard let old = state.letters[letter.number] else { throw JournalError.noLetter }
        guard old != letter else { return }
        guard old.erasure == nil else { throw JournalError.erasedAlready }
        try old.validate(change: letter)
        if let subject = old.subject { state.filed[subject]?.removeAll { $0 == letter.number } }
        try file(letter)
        emit(.letter, letter.subject, String(letter.number))
    }

    func record(_ handling: Handling) throws {
        switch handling.kind {
        case .letter: guard state.letters[handling.about] != nil else { throw JournalError.noLetter }
        case .delivery: guard state.outbox[handling.about] != nil else { throw JournalError.noItem }
        }
        var handling = handling
        handling.commit = commit
        handling.at = now
        state.handlings.append(handling)
        touch()
    }

    func attach(_ bytes: [UInt8], mediaType: String) throws -> [UInt8] {
        let hash = ContentHash.of(bytes)
        attached.insert(hash)
        if state.attachments[hash] == nil {
            state.attachments[hash] = MemoryState.Attachment(bytes: bytes, mediaType: mediaType)
            changed = true
        }
        return hash
    }

    @discardableResult func say(_ fact: Fact) throws -> Int64 {
        guard state.identifiers[fact.subject] != nil else { throw JournalError.noSubject }
        var fact = fact
        fact.number = Int64(state.facts.count) + 1
        fact.commit = commit
        switch fact.source {
        case .letter(let letter):
            guard state.letters[letter] != nil else { throw JournalError.noLetter }
            let said = (state.said[fact.subject] ?? []).lazy.compactMap { self.state.facts[$0] }
            if let again = said.first(where: { $0.saysTheSame(as: fact) }) { return again.number }
        case .act(0): fact.source = .act(fact.number)
        case .act, .reaction: break
        }
        state.facts[fact.number] = fact
        state.said[fact.subject, default: []].append(fact.number)
        changed = true
        return fact.number
    }
}

public import Directory
public import Exchange
public import FHIR
public import Journal

/// What people do at their desks: each deed is a fact on record, and the plan is worked out anew in the same commit.
public struct Desk: Sendable {
    let journal: any Journal
    let directory: CurrentDirectory
    let reaction: any Reaction
    let configuration: Configuration
    /// What citizens may do with each step.
    let library: PathwayLibrary

    public init(
        journal: any Journal, directory: CurrentDirectory, reaction: any Reaction, configuration: Configuration,
        library: PathwayLibrary = PathwayLibrary()
    ) {
        self.library = library
        self.journal = journal
        self.directory = directory
        self.reaction = reaction
        self.configuration = configuration
    }

    /// Works the plan of a citizen out anew in a commit that has said something of them elsewhere.
    public func react(to citizen: SubjectID, in writer: any JournalWriter) throws {
        let directory = directory.now
        try writer.react(reaction, to: citizen, owner: writer.keeper(of: citizen, in: directory).text)
    }

    /// Puts on record what somebody at an organisation did with a plan: any ``Act``.
    ///
    /// - Parameter seen: how that which it is about stood before whoever acts (``Plan/stamp(of:)``). When it stands otherwise by now, nothing
    ///   is written and a ``JournalError`` of kind `.conflict` is thrown, so that nobody overwrites what they have not seen; nil asks nothing.
    public func perform(
        _ act: Act, for citizen: SubjectID, by organisation: OrganisationID, seen: String? = nil, at now: Instant
    ) async throws {
        let reaction = reaction
        try await journal.commit(.people, at: now) { writer in
            let root = try writer.root(of: citizen)
            try Self.check(act, seen, writer.plan(of: root).flatMap { Plan(json: $0.plan) })
            try writer.say(act.fact(of: root, custodian: organisation, said: now))
            try writer.react(reaction, to: root, owner: organisation.text)
        }
    }

    /// Puts on record what the citizen did with their plan; what the definition does not let them do throws ``CitizenRefusal``.
    public func perform(_ act: Act, byCitizen citizen: SubjectID, seen: String? = nil, at now: Instant) async throws {
        let (reaction, library, directory) = (reaction, library, directory.now)
        try await journal.commit(.people, at: now) { writer in
            let root = try writer.root(of: citizen)
            let plan = try writer.plan(of: root).flatMap { Plan(json: $0.plan) }
            guard let plan else { throw CitizenRefusal(wording: .noSuchStep) }
            if let wording = plan.refusal(of: act, library: library) { throw CitizenRefusal(wording: wording) }
            try Self.check(act, seen, plan)
            try writer.say(act.fact(of: root, by: .citizen, said: now))
            try writer.react(reaction, to: root, owner: writer.keeper(of: root, in: directory).text)
        }
    }

    private static func check(_ act: Act, _ seen: String?, _ plan: Plan?) throws {
        guard let seen, let target = act.target, plan?.stamp(of: target) != seen else { return }
        throw JournalError(
            .conflict, "It has changed since you saw it. Load the page again, look at how it stands now, and repeat what is still right.")
    }

    /// The municipality's answer to a ready notice: said on record, and sent to the hospital by its own standard's letter.
    public func answer(
        _ canReceive: Bool, stay: Int64, text: String, for citizen: SubjectID, by organisation: OrganisationID, at now: Instant
    ) async throws {
        let reaction = reaction
        let stamp = EnvelopeStamp.fresh(at: now)
        try await journal.commit(.people, at: now) { writer in
            let root = try writer.root(of: citizen)
            let act = Act(.answered(stay: stay, canReceive: canReceive), text: text)
            let number = try writer.say(act.fact(of: root, custodian: organisation, said: now))
            let record = try Record(reading: writer.history(of: root))
            guard let notice = record.readyNotice(of: stay) else {
                throw JournalError(.invalid, "There is no ready notice to answer; read the page again.")
            }
            let words = Self.words(canReceive, in: notice.letter.letter.standard)
            let draft = notice.letter.letter.reply(
                .answer, text: text.isEmpty ? words : "\(words) \(text)", citizen: record.citizen)
            try writer.send(draft, key: "answer:\(number)", subject: root, stamp: stamp)
            try writer.react(reaction, to: root, owner: organisation.text)
        }
    }

    /// Files a letter under another citizen, because it was sent about the wrong one or read wrongly.
    public func move(
        letter number: Int64, to target: SubjectID, because: String, by organisation: OrganisationID, at now: Instant
    ) async throws {
        let reaction = reaction
        try await journal.commit(.people, at: now) { writer in
            guard var letter = try writer.letter(number) else { throw JournalError(.notFound, "There is no such letter.") }
            guard let source = letter.subject else {
                throw JournalError(.invalid, "The letter is not filed under any citizen, so it cannot be moved.")
            }
            let from = try writer.group(of: source)
            let to = try writer.group(of: target)
            guard let newRoot = to.first else { throw JournalError(.notFound, "There is no such citizen; check the number.") }
            guard from.first != newRoot else { throw JournalError(.invalid, "The letter already is with this citizen.") }
            for link in try writer.links(of: from) where link.source == .letter(number) { try writer.unlink(link) }
            // What the letter said stays as said of the old citizen; it counts where the letter is filed.
            let said = try writer.history(of: source).facts.filter { $0.source == .letter(number) }
            letter.subject = target
            try writer.update(letter)
            for var fact in said {
                fact.subject = target
                try writer.say(fact)
            }
            try writer.note(.letterMoved, letter: number, because: because, on: [source, target], by: organisation)
            try writer.settle(from + [newRoot], with: reaction, owner: organisation.text)
        }
    }

    /// Says that somebody has looked at a letter that needed a human.
    public func handled(letter number: Int64, because: String, by organisation: OrganisationID, at now: Instant) async throws {
        try await journal.commit(.people, at: now) { writer in
            guard var letter = try writer.letter(number) else { throw JournalError(.notFound, "There is no such letter.") }
            guard let trouble = letter.attention else { throw Self.nothingToHandle }
            letter.attention = nil
            try writer.update(letter)
            try writer.record(Handling(.letter, number, at: now, who: organisation.text, because: because, trouble: trouble))
            if let subject = letter.subject {
                try writer.note(.letterHandled, letter: number, because: because, on: [subject], by: organisation)
            }
        }
    }

    /// Says that somebody has looked at a letter of ours, or one that is passed on, which could not be delivered.
    public func handled(delivery number: Int64, because: String, by organisation: OrganisationID, at now: Instant) async throws {
        try await journal.commit(.people, at: now) { writer in
            guard var item = try writer.outbox(number) else { throw JournalError(.notFound, "There is no such letter.") }
            guard item.state == .failed else { throw Self.nothingToHandle }
            item.state = .handled
            try writer.update(item)
            try writer.record(Handling(.delivery, number, at: now, who: organisation.text, because: because, trouble: item.note))
            if let subject = try writer.subject(of: item) {
                try writer.note(.deliveryHandled, letter: item.letter, because: because, on: [subject], by: organisation)
            }
        }
    }

    private static let nothingToHandle = JournalError(.conflict, "Nobody need look at it any more; load the page again.")

    /// Takes a link between two identities away; each gets its own history back.
    public func unlink(
        _ first: SubjectID, _ second: SubjectID, because: String, by organisation: OrganisationID, at now: Instant
    ) async throws {
        let reaction = reaction
        try await journal.commit(.people, at: now) { writer in
            let members = try writer.group(of: first)
            let links = try writer.links(of: members).filter { Set([$0.first, $0.second]) == Set([first, second]) }
            guard !links.isEmpty else { throw JournalError(.notFound, "These identities are not linked.") }
            for link in links { try writer.unlink(link) }
            try writer.note(.identitiesUnlinked, letter: nil, because: because, on: [first, second], by: organisation)
            try writer.settle(members, with: reaction, owner: organisation.text)
        }
    }

    /// What the answer says by itself: words that read back as that answer and no other.
    private static func words(_ canReceive: Bool, in standard: Standard) -> String {
        switch (standard, canReceive) {
        case (.kith, true): "Kommunen kan ta imot pasienten."
        case (.kith, false): "Kommunen kan ikke ta imot pasienten."
        case (.medcom, true): "Kommunen kan modtage borgeren."
        case (.medcom, false): "Kommunen kan ikke modtage borgeren."
        }
    }
}

extension Fact.Kind {
    public static let letterMoved = Fact.Kind("letter moved")
    public static let letterHandled = Fact.Kind("letter handled")
    public static let deliveryHandled = Fact.Kind("delivery handled")
    public static let identitiesUnlinked = Fact.Kind("identities unlinked")
}

extension JournalWriter {
    func root(of citizen: SubjectID) throws -> SubjectID {
        guard let root = try group(of: citizen).first else { throw JournalError(.notFound, "There is no such citizen.") }
        return root
    }

    /// Puts a deed on the record of those it is about.
    func note(_ kind: Fact.Kind, letter: Int64?, because: String, on subjects: [SubjectID], by organisation: OrganisationID) throws {
        var json = JSONWriter()
        json.object { json in
            json.field("letter", letter.map { Int($0) })
            json.field("text", because)
        }
        for subject in subjects {
            try say(
                Fact(
                    subject: subject, kind: kind, source: .act(0), said: now, happened: now, custodian: organisation.text,
                    content: json.bytes))
        }
    }

    /// After identities or letters moved: every root among `subjects` gets its plan, every other identity none.
    func settle(_ subjects: [SubjectID], with reaction: any Reaction, owner: String) throws {
        for subject in Set(subjects).sorted() {
            if try group(of: subject).first == subject {
                try react(reaction, to: subject, owner: owner)
            } else {
                try apply(.nothing, to: subject)
            }
        }
    }

    /// Queues a letter of ours in the standard of the one it answers.
    func send(_ letter: (draft: LetterDraft, standard: Standard), key: String, subject: SubjectID, stamp: EnvelopeStamp) throws {
        let formats = Formats.all.filter { $0.standard == letter.standard }
        guard let outgoing = formats.lazy.compactMap({ $0.compose(letter.draft, envelope: stamp) }).first else {
            throw JournalError(.invalid, "There is no letter for this in the receiver's standard.")
        }
        try send(
            OutboxItem(
                kind: .letter, key: key, answers: nil, letterID: stamp.letter, sender: letter.draft.sender.innermost.description,
                receiver: letter.draft.receiver.innermost.description, type: letter.draft.purpose.rawValue, mediaType: outgoing.mediaType,
                subject: subject, body: outgoing.bytes, state: .waiting, created: now, nextAttempt: now))
    }
}

extension Record {
    /// The letter that said last that the citizen is ready.
    func readyNotice(of anchor: Int64) -> ReadLetter? {
        guard let stay = stays.first(where: { $0.anchor == anchor }), let number = stay.last(.readyForDischarge)?.letter else { return nil }
        return letters.first { $0.number == number }
    }
}

extension Letter {
    /// A letter back to whoever sent this one. It names no author: the hub does not know which person writes.
    func reply(_ purpose: LetterDraft.Purpose, text: String, citizen: Citizen) -> (draft: LetterDraft, standard: Standard) {
        let us = receivers.first { !$0.isCopy }?.party ?? sender
        let draft = LetterDraft(
            purpose: purpose, sender: us, receiver: sender, citizen: self.citizen ?? citizen, text: text, author: "", parent: id,
            thread: thread ?? id, episodes: episodes)
        return (draft, standard)
    }
}

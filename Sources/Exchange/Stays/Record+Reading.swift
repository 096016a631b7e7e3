import Directory
import FHIR
public import Journal

extension Record {
    /// Reads all that was said of a citizen. The same set of letters gives the same record, whatever order they came in.
    public init(reading history: History) throws(ReactionError) {
        var memory = RecordMemory()
        try self.init(reading: history, remembering: &memory)
    }

    /// The same, reading only what was not read the last time. Afterwards the memory holds what this time was read.
    public init(reading history: History, remembering memory: inout RecordMemory) throws(ReactionError) {
        let last = memory
        memory = RecordMemory()
        var letters: [ReadLetter] = []
        var place = 0
        for index in history.letters.indices {
            let number = history.letters[index].number
            guard let bytes = history.letters[index].reading else { continue }
            guard let reading = memory.letter(number, bytes, at: place, from: last) else {
                throw ReactionError("Letter \(number) cannot be read back from the store; run `helhet check`.")
            }
            place += 1
            if !reading.letter.isTest { letters.append(ReadLetter(number: number, letter: reading, isCancelled: false)) }
        }
        letters = ReadingOrder.sort(letters)
        let identifiers = history.identifiers.filter { $0.subjectKind == .person }
        self.init(root: history.root, citizen: Self.citizen(of: letters, identifiers: identifiers))
        linked = Self.linked(to: history)
        acts = history.facts.filter { if case .act = $0.source { true } else { false } }

        var statements = try Self.statements(of: letters, in: history, &memory, last)
        let (withdrawn, unknown) = statements.settleNamedLetters(letters)
        for index in letters.indices where withdrawn.contains(letters[index].number) { letters[index].isCancelled = true }
        self.letters = letters
        let unmatched = readStays(statements)
        let takenBack = Set(stays.flatMap(\.takenBack))
        for index in self.letters.indices where takenBack.contains(self.letters[index].number) { self.letters[index].isCancelled = true }
        for number in unknown { contradict("cancels-unknown-letter", number) }
        for number in unmatched { contradict("cancels-nothing", number) }
        readDeath()
        conversations = Self.conversations(letters)
    }

    private static func statements(
        of letters: [ReadLetter], in history: History, _ memory: inout RecordMemory, _ last: RecordMemory
    ) throws(ReactionError) -> [StandingStatement] {
        var places: [Int64: (position: Int, letter: ReadLetter)] = [:]
        for (position, letter) in letters.enumerated() { places[letter.number] = (position, letter) }
        var statements: [StandingStatement] = []
        for index in history.facts.indices {
            guard case .letter(let number) = history.facts[index].source, let place = places[number] else { continue }
            let fact = history.facts[index]
            guard let statement = memory.statement(fact, from: last) else {
                throw ReactionError("Fact \(fact.number) cannot be read back from the store; run `helhet check`.")
            }
            statements.append(StandingStatement(statement, fact: fact, letter: place.letter, position: place.position))
        }
        // Letters in reading order, and within a letter the order in which it says things.
        return statements.sorted { ($0.position, $0.fact.number) < ($1.position, $1.fact.number) }.enumerated().map { index, statement in
            var statement = statement
            statement.position = index
            return statement
        }
    }

    /// Returns the letters outside stays that cancel nothing.
    private mutating func readStays(_ statements: [StandingStatement]) -> [Int64] {
        let groups = StayGroups(statements).groups
        let placed = Set(groups.joined().map { $0.fact.number })
        stays = groups.compactMap { Stay($0) }
            .sorted {
                ($0.start?.nanoseconds ?? .max, $0.episodes.joined(), $0.hospital) < (
                    $1.start?.nanoseconds ?? .max, $1.episodes.joined(), $1.hospital
                )
            }
        var others = statements.filter { !placed.contains($0.fact.number) }
        let unmatched = others.settleChanges().map { others[$0].number }
        loose = others.filter { !$0.isWithdrawn }.map(\.event)
        // Two stays at once: one of them is wrong, or a letter went to the wrong citizen.
        for index in stays.indices.dropFirst() {
            guard let start = stays[index].start, stays[index].state != .cancelled else { continue }
            let overlapped = stays[..<index].contains { earlier in
                guard earlier.state != .cancelled, earlier.start != nil else { return false }
                return (earlier.end ?? Instant(nanoseconds: .max)) > start
            }
            // The letter that began it, not the anchor: that one depends on what came in first.
            let letter = (stays[index].first(.admitted) ?? stays[index].events.first)?.letter
            if overlapped { stays[index].contradictions.append(.init(name: "overlaps-another-stay", letter: letter)) }
        }
        return unmatched
    }

    /// A death ends every stay that lasts, whoever told it.
    private mutating func readDeath() {
        let deaths = stays.flatMap { $0.events.filter { $0.kind == .died } } + loose.filter { $0.kind == .died }
        guard let death = deaths.min(by: { $0.when < $1.when }) else { return }
        self.death = death
        for index in stays.indices {
            guard stays[index].end == nil, stays[index].state != .cancelled, let start = stays[index].start, start <= death.latest else {
                continue
            }
            stays[index].events.append(death.following(stays[index].events))
            loose.removeAll { $0.fact == death.fact }
            stays[index].state = .died
        }
    }

    /// Shows a contradiction in the letter's stay; that of a letter outside stays in the latest that had begun.
    private mutating func contradict(_ name: String, _ letter: Int64) {
        let sent = letters.first { $0.number == letter }?.letter.letter.sent.instant ?? .distantPast
        let own = stays.firstIndex { $0.letters.contains(letter) }
        guard let index = own ?? stays.lastIndex(where: { $0.start.map { $0 <= sent } ?? false }) else { return }
        let contradiction = Stay.Contradiction(name: name, letter: letter)
        if !stays[index].contradictions.contains(contradiction) { stays[index].contradictions.append(contradiction) }
    }

    private static func conversations(_ letters: [ReadLetter]) -> [Conversation] {
        // A first letter may not know that it begins a conversation: those that follow name its id.
        let named = Set(letters.compactMap(\.letter.letter.thread))
        func thread(_ letter: ReadLetter) -> String? {
            letter.letter.letter.thread ?? (named.contains(letter.letter.letter.id) ? letter.letter.letter.id : nil)
        }
        let threads = Dictionary(grouping: letters.filter { thread($0) != nil }) { thread($0) ?? "" }
        return threads.map { id, members in
            Conversation(
                id: id,
                letters: members.sorted(by: ReadingOrder.precedes).map(\.number))
        }.sorted { $0.id < $1.id }
    }

    private static func linked(to history: History) -> [(id: String, isIdentity: Bool)] {
        guard history.subjects.count > 1 else { return [] }
        return zip(history.subjects, history.identifiers).compactMap { subject, identifier in
            switch identifier.subjectKind {
            case .person: subject == history.root ? nil : (subject.description, true)
            case .unidentified: (identifier.value, false)
            case .incident, .erased: nil
            }
        }
    }

    /// What the letters say of the citizen; a later letter is believed before an earlier one, except that a protected address stays so.
    private static func citizen(of letters: [ReadLetter], identifiers: [Identifier]) -> Citizen {
        var citizen = Citizen(identifiers: identifiers.sorted())
        for claim in letters.compactMap(\.letter.letter.citizen) {
            citizen.family = claim.family ?? citizen.family
            citizen.given = claim.given ?? citizen.given
            citizen.born = claim.born ?? citizen.born
            citizen.gender = claim.gender ?? citizen.gender
            citizen.address = claim.address ?? citizen.address
            citizen.isAddressProtected = citizen.isAddressProtected || claim.isAddressProtected
        }
        return citizen
    }
}

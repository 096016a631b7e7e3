import FHIR
import HashTreeCollections
import Journal

extension MemoryWriter {
    func erase(_ scope: Erasure.Scope, who: String, because: String) throws -> Erasure {
        guard !who.isEmpty, !because.isEmpty else { throw JournalError.noReason }
        var erasure = erasure(scope.kind, scope.about, who, because)
        let subject: SubjectID?
        switch scope {
        case .citizen(let citizen, let unfiled): subject = try eraseCitizen(citizen, unfiled, &erasure)
        case .resource(let type, let id): subject = try eraseResource(type, id, &erasure)
        case .letter(let number):
            guard let letter = state.letters[number] else { throw JournalError.noLetter }
            guard letter.erasure == nil else { throw JournalError.erasedAlready }
            subject = letter.subject
            try erase([letter], &erasure)
            eraseFacts(&erasure) { $0.source == .letter(number) }
            if let subject {
                let group = state.group(subject)
                try apply(.nothing, to: group.first ?? subject)
                for row in rows(of: group) where state.resources[row].map({ $0.current.source == .reaction }) ?? false {
                    strip(row, &erasure) { _ in true }
                }
            }
        }
        write(erasure, of: subject)
        return erasure
    }

    private func erasure(_ kind: Erasure.Kind, _ about: String, _ who: String, _ because: String) -> Erasure {
        Erasure(
            number: Int64(state.erasures.count) + 1, commit: commit, at: now, kind: kind, about: about, who: who, because: because,
            extent: Erasure.Extent())
    }

    private func write(_ erasure: Erasure, of subject: SubjectID?) {
        state.erasures.append(erasure)
        emit(.erasure, subject, String(erasure.number))
    }

    private func eraseCitizen(_ citizen: SubjectID, _ unfiled: [Int64], _ erasure: inout Erasure) throws -> SubjectID {
        let group = state.group(citizen)
        guard let root = group.first else { throw JournalError.noSubject }
        guard try identifiers(of: group).contains(where: { $0.subjectKind != .erased }) else { throw JournalError.erasedAlready }
        let nobodys = try self.unfiled(unfiled, besides: group)
        try apply(.nothing, to: root)
        let letters = group.flatMap { state.filed[$0] ?? [] }.compactMap { state.letters[$0] }.filter { $0.erasure == nil } + nobodys
        try erase(letters, &erasure)
        let numbers = Set(letters.map(\.number))
        eraseFacts(&erasure) { fact in
            if case .letter(let number) = fact.source, numbers.contains(number) { return true }
            return group.contains(fact.subject)
        }
        for message in state.outbox.values where message.item.subject.map(group.contains) ?? false {
            try eraseMessage(message.item.number, &erasure)
        }
        for row in rows(of: group) {
            guard let record = state.resources[row] else { continue }
            let current = record.current
            if current.resource != nil, current.subject.map(group.contains) ?? false {
                _ = try delete(current.type, id: current.id, source: .act(0))
            }
            strip(row, &erasure) { $0.subject.map(group.contains) ?? false }
        }
        for member in group {
            if let old = state.identifiers[member] { state.subjects[old] = nil }
            state.identifiers[member] = .erased(member)
            state.subjects[.erased(member)] = member
        }
        return root
    }

    private func erase(_ letters: [LetterRecord], _ erasure: inout Erasure) throws {
        for var letter in letters {
            letter.reading = nil
            letter.because = nil
            letter.attention = nil
            letter.erasure = erasure.number
            state.letters[letter.number] = letter
            state.raw[letter.number] = []
            eraseHandlings(.letter, letter.number)
            for (hash, uses) in state.attachmentUses where uses.contains(letter.number) {
                state.attachmentUses[hash]?.remove(letter.number)
                guard uses.count == 1 else { continue }
                state.attachments[hash] = nil
                erasure.extent.attachments += 1
            }
            for message in state.outbox.values.map(\.item) {
                let isRelayed = message.kind == .letter && message.letterID == letter.id && message.sender == letter.sender
                if isRelayed || message.answers == letter.number { try eraseMessage(message.number, &erasure) }
            }
            emit(.letter, letter.subject, String(letter.number))
        }
        erasure.extent.letters += letters.count
    }

    private func eraseMessage(_ number: Int64, _ erasure: inout Erasure) throws {
        guard let item = state.outbox[number]?.item, !item.body.isEmpty, item.kind == .letter || item.state != .waiting else { return }
        if item.state == .waiting { try withdraw(number) }
        state.outbox[number]?.item.body = []
        state.outbox[number]?.item.note = nil
        eraseHandlings(.delivery, number)
        erasure.extent.messages += 1
    }

    /// That somebody looked stays, and who.
    private func eraseHandlings(_ kind: Handling.Kind, _ about: Int64) {
        for place in state.handlings.indices where state.handlings[place].kind == kind && state.handlings[place].about == about {
            state.handlings[place].because = ""
            state.handlings[place].trouble = nil
        }
    }

    private func eraseFacts(_ erasure: inout Erasure, where isAsked: (Fact) -> Bool) {
        for fact in state.facts.values where fact.kind != .erased && isAsked(fact) {
            var gone = Fact(
                subject: fact.subject, kind: .erased, source: fact.source, said: Instant(nanoseconds: 0), happened: nil, custodian: "",
                content: [])
            gone.number = fact.number
            gone.commit = fact.commit
            state.facts[fact.number] = gone
            erasure.extent.facts += 1
        }
    }

    private func rows(of group: [SubjectID]) -> [Int64] {
        state.resources.filter { $0.value.versions.contains { $0.subject.map(group.contains) ?? false } }.map(\.key).sorted()
    }

    private func eraseResource(_ type: String, _ id: String, _ erasure: inout Erasure) throws -> SubjectID? {
        guard let row = state.rows[MemoryState.Key(type: type, id: id)], let record = state.resources[row] else {
            throw JournalError(.notFound, "There is no such resource to erase.")
        }
        guard record.current.source != .reaction else { throw JournalError.derivedErasure }
        guard record.versions.contains(where: { $0.resource != nil }) else { throw JournalError.erasedAlready }
        if record.current.resource != nil { _ = try delete(type, id: id, source: .act(0)) }
        strip(row, &erasure) { _ in true }
        return record.current.subject
    }

    /// Leaves of versions that they were.
    private func strip(_ row: Int64, _ erasure: inout Erasure, where isAsked: (StoredResource) -> Bool) {
        guard var record = state.resources[row] else { return }
        for place in record.versions.indices where isAsked(record.versions[place]) { record.versions[place].resource = nil }
        state.resources[row] = record
        erasure.extent.resources += 1
    }

    func giveUp(_ bytes: RetainedBytes, before: Instant, limit: Int, because: String) throws -> Int {
        let place = "given-up-\(bytes.rawValue)"
        let last = try setting(place).flatMap { Int64($0) } ?? 0
        var erasure = erasure(.retention, bytes.rawValue, "retention", because)
        var numbers: [Int64] = []
        while numbers.count < limit {
            let number = last + Int64(numbers.count) + 1
            let at = bytes == .letterBytes ? state.letters[number]?.received : state.outbox[number]?.item.created
            guard let at, at < before else { break }
            numbers.append(number)
        }
        guard let end = numbers.last else { return 0 }
        for number in numbers {
            switch bytes {
            case .letterBytes:
                if state.raw[number] != [] { erasure.extent.letters += 1 }
                state.raw[number] = []
            case .sentBytes:
                guard let item = state.outbox[number]?.item, !item.body.isEmpty,
                    [.done, .failed, .withdrawn, .handled].contains(item.state)
                else { continue }
                state.outbox[number]?.item.body = []
                erasure.extent.messages += 1
            }
        }
        try set(place, String(end))
        write(erasure, of: nil)
        return numbers.count
    }
}

extension MemoryReader {
    func erasures(after number: Int64, limit: Int) throws -> [Erasure] {
        Array(state.erasures.dropFirst(Int(clamping: max(0, number))).prefix(limit))
    }
}

import FHIR
import Journal

extension SQLiteWriter {
    func erase(_ scope: Erasure.Scope, who: String, because: String) throws -> Erasure {
        try settled()
        guard !who.isEmpty, !because.isEmpty else { throw JournalError.noReason }
        var erasure = try erasure(scope.kind, scope.about, who, because)
        let subject: SubjectID?
        switch scope {
        case .citizen(let citizen, let unfiled):
            subject = try eraseCitizen(citizen, unfiled, &erasure)
        case .resource(let type, let id):
            subject = try eraseResource(type, id, &erasure)
        case .letter(let number):
            guard let letter = try letter(number) else { throw JournalError.noLetter }
            guard letter.erasure == nil else { throw JournalError.erasedAlready }
            subject = letter.subject
            try erase([letter], &erasure)
            try eraseFacts(of: [], saidBy: [number], &erasure)
            if let subject {
                let group = try group(of: subject)
                try apply(.nothing, to: group.first ?? subject)
                for (type, id) in try resources(of: group) { try eraseDerived(type, id, &erasure) }
            }
        }
        try write(erasure, of: subject)
        return erasure
    }

    private func erasure(_ kind: Erasure.Kind, _ about: String, _ who: String, _ because: String) throws -> Erasure {
        let number = try connection.number("select max(number) from erasure") + 1
        return Erasure(
            number: number, commit: commit, at: now, kind: kind, about: about, who: who, because: because, extent: Erasure.Extent())
    }

    private func write(_ erasure: Erasure, of subject: SubjectID?) throws {
        let extent = erasure.extent
        try connection.run(
            "insert into erasure values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", erasure.number, erasure.commit, erasure.at,
            erasure.kind.code, erasure.about, erasure.who, erasure.because, extent.letters, extent.facts, extent.resources,
            extent.attachments, extent.messages)
        emit(.erasure, subject, String(erasure.number))
    }

    private func eraseCitizen(_ citizen: SubjectID, _ unfiled: [Int64], _ erasure: inout Erasure) throws -> SubjectID {
        let group = try group(of: citizen)
        guard let root = group.first else { throw JournalError.noSubject }
        guard try identifiers(of: group).contains(where: { $0.subjectKind != .erased }) else { throw JournalError.erasedAlready }
        var letters = try self.unfiled(unfiled, besides: group)
        try apply(.nothing, to: root)
        for member in group {
            letters += try connection.rows("select * from letter where subject = ? and erasure is null", member) { try Self.letter($0) }
        }
        try erase(letters, &erasure)
        try eraseFacts(of: group, saidBy: letters.map(\.number), &erasure)
        let messages = try connection.rows(
            "select number from outbox where subject in (select value from json_each(?)) and erasure is null", SQLList(group)
        ) { $0.int(0) }
        for message in messages { try eraseMessage(message, &erasure) }
        for (type, id) in try resources(of: group) { try erase(type, id, of: group, &erasure) }
        for member in group {
            let gone = Identifier.erased(member)
            try connection.run("update subject set system = ?, value = ? where number = ?", gone.system, gone.value, member)
        }
        return root
    }

    private func erase(_ letters: [LetterRecord], _ erasure: inout Erasure) throws {
        lastNamed = nil
        for letter in letters {
            try connection.run(
                "update letter set reading = null, because = null, attention = null, erasure = ? where number = ?", erasure.number,
                letter.number)
            try connection.run("update raw set hash = x'', bytes = x'', erasure = ? where letter = ?", erasure.number, letter.number)
            try eraseHandlings(.letter, letter.number)
            try eraseAttachments(of: letter.number, &erasure)
            // What a relay passed on has the id and the sender of the letter.
            let relayed = try connection.rows(
                "select number from outbox where letter_id = ? and kind = 1 and sender = ? and erasure is null", letter.id, letter.sender
            ) { $0.int(0) }
            for message in relayed { try eraseMessage(message, &erasure) }
            emit(.letter, letter.subject, String(letter.number))
        }
        let answers = try connection.rows(
            "select number from outbox where answers in (select value from json_each(?)) and erasure is null",
            SQLList(letters.map(\.number))
        ) { $0.int(0) }
        for answer in answers { try eraseMessage(answer, &erasure) }
        erasure.extent.letters += letters.count
    }

    private func eraseAttachments(of letter: Int64, _ erasure: inout Erasure) throws {
        let used = try connection.rows("select attachment from attachment_use where letter = ?", letter) { $0.int(0) }
        try connection.run("delete from attachment_use where letter = ?", letter)
        for attachment in used where try connection.number("select count(*) from attachment_use where attachment = ?", attachment) == 0 {
            try connection.run("delete from attachment where number = ?", attachment)
            erasure.extent.attachments += 1
        }
    }

    /// A letter that waits is withdrawn. A receipt that waits is owed, and has nothing of the citizen: it leaves first.
    private func eraseMessage(_ number: Int64, _ erasure: inout Erasure) throws {
        guard let item = try outbox(number), item.kind == .letter || item.state != .waiting else { return }
        if item.state == .waiting { try withdraw(number) }
        try connection.run("update outbox set body = x'', note = null, erasure = ? where number = ?", erasure.number, number)
        try eraseHandlings(.delivery, number)
        erasure.extent.messages += 1
    }

    /// That somebody looked stays, and who.
    private func eraseHandlings(_ kind: Handling.Kind, _ about: Int64) throws {
        try connection.run("update handling set because = '', trouble = null where kind = ? and about = ?", kind.code, about)
    }

    private func eraseFacts(of subjects: [SubjectID], saidBy letters: [Int64], _ erasure: inout Erasure) throws {
        let changes = connection.changes
        try connection.run(
            """
            update fact set kind = 'erased', said = 0, happened = null, custodian = '', content = x'' where kind <> 'erased'
            and (subject in (select value from json_each(?)) or source in (select value from json_each(?)))
            """, SQLList(subjects), SQLList(letters))
        erasure.extent.facts += Int(connection.changes - changes)
    }

    // Resources

    /// Every resource of which a version was ever filed under one of these: the feed knows.
    private func resources(of group: [SubjectID]) throws -> [(String, String)] {
        // What this commit has written is in the feed only when it ends; it was there under the same subject before.
        let names = try connection.rows(
            """
            select distinct feed.about from feed_span join feed on feed.number between feed_span.first and feed_span.last
            and feed.subject = feed_span.subject where feed_span.subject in (select value from json_each(?)) and feed.kind = 1
            """, SQLList(group)
        ) { $0.text(0) }
        return names.map { name in
            let slash = name.firstIndex(of: "/") ?? name.endIndex
            return (String(name[..<slash]), String(name[slash...].dropFirst()))
        }
    }

    private func eraseResource(_ type: String, _ id: String, _ erasure: inout Erasure) throws -> SubjectID? {
        guard let stored = try resource(type, id) else { throw JournalError(.notFound, "There is no such resource to erase.") }
        guard stored.source != .reaction else { throw JournalError.derivedErasure }
        let held = try connection.number(
            """
            select count(*) from resource_version join resource on resource.number = resource_version.resource
            where resource.type = ? and resource.id = ? and resource_version.bytes is not null
            """, type, id)
        guard held > 0 || stored.resource != nil else { throw JournalError.erasedAlready }
        if stored.resource != nil { _ = try delete(type, id: id, source: .act(0)) }
        try connection.run(
            "update resource_version set bytes = null where resource = (select number from resource where type = ? and id = ?)", type, id)
        erasure.extent.resources += 1
        return stored.subject
    }

    private func erase(_ type: String, _ id: String, of group: [SubjectID], _ erasure: inout Erasure) throws {
        guard let stored = try resource(type, id) else { return }
        let isTheirs = stored.subject.map(group.contains) ?? false
        if isTheirs, stored.resource != nil { _ = try delete(type, id: id, source: .act(0)) }
        try connection.run(
            """
            update resource_version set bytes = null where resource = (select number from resource where type = ? and id = ?)
            and subject in (select value from json_each(?))
            """, type, id, SQLList(group))
        erasure.extent.resources += 1
    }

    /// What reactions made of letters comes back without the one that is erased; what it was before may have said the same.
    private func eraseDerived(_ type: String, _ id: String, _ erasure: inout Erasure) throws {
        guard let stored = try resource(type, id), stored.source == .reaction, stored.resource == nil else { return }
        try connection.run(
            "update resource_version set bytes = null where resource = (select number from resource where type = ? and id = ?)", type, id)
        erasure.extent.resources += 1
    }

    // Retention

    func giveUp(_ bytes: RetainedBytes, before: Instant, limit: Int, because: String) throws -> Int {
        try settled()
        let place = "given-up-\(bytes.rawValue)"
        let last = try setting(place).flatMap { Int64($0) } ?? 0
        let read = { (row: Row) in (number: row.int(0), at: row.instant(1)) }
        let oldest =
            switch bytes {
            case .letterBytes:
                try connection.rows("select number, received from letter where number > ? order by number limit ?", last, limit, read: read)
            case .sentBytes:
                try connection.rows("select number, created from outbox where number > ? order by number limit ?", last, limit, read: read)
            }
        let old = oldest.prefix { $0.at < before }
        guard let end = old.last else { return 0 }
        var erasure = try erasure(.retention, bytes.rawValue, "retention", because)
        for (number, _) in old {
            let changes = connection.changes
            switch bytes {
            case .letterBytes:
                try connection.run(
                    "update raw set hash = x'', bytes = x'', erasure = ? where letter = ? and erasure is null", erasure.number, number)
                erasure.extent.letters += Int(connection.changes - changes)
            case .sentBytes:
                try connection.run(
                    "update outbox set body = x'', erasure = ? where number = ? and erasure is null and state in (2, 3, 4, 5)",
                    erasure.number,
                    number)
                erasure.extent.messages += Int(connection.changes - changes)
            }
        }
        try set(place, String(end.number))
        try write(erasure, of: nil)
        return old.count
    }
}

extension SQLiteReader {
    func erasures(after number: Int64, limit: Int) throws -> [Erasure] {
        try connection.rows("select * from erasure where number > ? order by number limit ?", number, limit) { row in
            var extent = Erasure.Extent()
            extent.letters = Int(row.int(7))
            extent.facts = Int(row.int(8))
            extent.resources = Int(row.int(9))
            extent.attachments = Int(row.int(10))
            extent.messages = Int(row.int(11))
            return Erasure(
                number: row.int(0), commit: row.int(1), at: row.instant(2), kind: try Erasure.Kind(code: row.int(3)), about: row.text(4),
                who: row.text(5), because: row.text(6), extent: extent)
        }
    }
}

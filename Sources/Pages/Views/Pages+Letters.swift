import Access
import Directory
import Exchange
import FHIR
import HTTPTypes
import Journal
import Pathways

extension Pages {
    /// Letters in and out: all, unanswered, refused, needing a human.
    func letters(_ visit: Visit) async throws -> PageResponse {
        let filter = Filter(rawValue: visit.request.query["show"] ?? "") ?? .incoming
        let before = visit.request.query["before"].flatMap { Int64($0) }
        let rows = try await rows(filter, before: before, visit)
        // What cannot leave has no number here, and is on the first page whatever there is of it.
        let numbered = rows.map(\.number).filter { $0 > 0 }
        let older = numbered.count == Self.pageSize ? numbered.last : nil
        let page = try visit.page(
            LettersPage(
                frame: visit.frame(visit.say(.navLetters), tab: .letters, live: "/live"), heading: visit.say(.navLetters),
                filters: Filter.allCases.map {
                    .init(href: "/letters?show=\($0.rawValue)", label: visit.say($0.text), isCurrent: $0 == filter)
                },
                rows: rows.map(\.row), none: visit.say(.noLetters), older: visit.say(.older),
                olderHref: older.map { "/letters?show=\(filter.rawValue)&before=\($0)" }, token: token))
        // Rows of the outbox are known by what they are about, not by a number that a letter has.
        return page.showing(letters: rows.filter(\.isLetter).map { ($0.number, $0.subject) })
            .showing(rows.filter { !$0.isLetter }.compactMap(\.subject))
    }

    /// A row, and what it shows of whom.
    private struct Shown {
        var number: Int64
        var isLetter: Bool
        var subject: SubjectID?
        var row: LettersPage.Row
    }

    private static let pageSize = 50

    private enum Filter: String, CaseIterable {
        case incoming, outgoing, unanswered, refused, attention

        var text: Text {
            switch self {
            case .incoming: .incoming
            case .outgoing: .outgoing
            case .unanswered: .unanswered
            case .refused: .refused
            case .attention: .needingHuman
            }
        }
    }

    private func rows(_ filter: Filter, before: Int64?, _ visit: Visit) async throws -> [Shown] {
        switch filter {
        case .incoming, .refused, .attention:
            // What cannot leave stands above the letters, on the first page.
            var unsent = OutboxQuery()
            unsent.needsAttention = true
            let stuck = filter == .attention && before == nil ? try await journal.read { [unsent] in try $0.outbox(unsent) } : []
            var query = LetterQuery()
            query.before = before
            query.limit = Self.pageSize
            query.outcome = filter == .refused ? .refused : nil
            query.needsAttention = filter == .attention
            let records = try await journal.read { [query] in try $0.letters(query) }
            return stuck.map { Shown(number: 0, isLetter: false, subject: $0.subject, row: row($0, visit)) }
                + records.map { Shown(number: $0.number, isLetter: true, subject: $0.subject, row: row($0, visit)) }
        case .outgoing, .unanswered:
            var query = OutboxQuery()
            query.before = before
            query.limit = Self.pageSize
            query.states = filter == .unanswered ? [.waiting, .sent] : nil
            let items = try await journal.read { [query] in try $0.outbox(query) }
            let handlings = try await journal.read { try $0.handlings(.delivery, of: items.map(\.number)) }
            return items.map { item in
                let handling = handlings.last { $0.about == item.number }
                return Shown(number: item.number, isLetter: false, subject: item.subject, row: row(item, visit, handling: handling))
            }
        }
    }

    private func row(_ record: LetterRecord, _ visit: Visit) -> LettersPage.Row {
        let sender = Address(record.sender).flatMap { directory().organisation(at: $0, on: record.received)?.name } ?? record.sender
        let why = (record.attention ?? record.because).map(visit.phrasing.reason)
        let parts = [sender, visit.outcome(record.outcome), why].compactMap { $0 }.filter { !$0.isEmpty }
        return .init(
            href: "/letters/\(record.number)", title: LetterWording.name(record.type, visit.phrasing.language),
            detail: parts.joined(separator: " · "), time: visit.phrasing.moment(record.received),
            state: record.outcome != .accepted ? "late" : record.attention != nil ? "wait" : "")
    }

    private func row(_ item: OutboxItem, _ visit: Visit, handling: Handling? = nil) -> LettersPage.Row {
        let receiver = Address(item.receiver).flatMap { directory().organisation(at: $0, on: item.created)?.name } ?? item.receiver
        let href = item.letter.map { "/letters/\($0)" } ?? item.subject.map { "/citizens/\($0)" } ?? "/letters?show=outgoing"
        return .init(
            href: href, title: item.kind == .receipt ? visit.say(.receipt) : LetterWording.name(item.type, visit.phrasing.language),
            detail: [receiver, visit.state(item.state), item.note.map(visit.phrasing.reason), handling.map(visit.handled)].compactMap { $0 }
                .joined(separator: " · "),
            time: visit.phrasing.moment(item.created),
            state: item.state == .failed ? "late" : item.state == .handled ? "" : item.state == .sent || item.note != nil ? "wait" : "",
            form: item.state == .failed ? handledForm(item, visit) : nil)
    }

    private func handledForm(_ item: OutboxItem, _ visit: Visit) -> DeedForm {
        DeedForm(
            action: "/deliveries/\(item.number)", deed: "handled", value: "", seen: "", label: visit.say(.markHandled), isQuiet: false,
            fieldID: "handled-\(item.number)", why: visit.say(.why), hint: visit.say(.whyHint))
    }

    /// One letter: what it says, what became of it, and what can be done.
    func letter(_ text: String, _ visit: Visit) async throws -> PageResponse {
        guard let number = Int64(text),
            let (record, root) = try await journal.read({ reader -> (LetterRecord, SubjectID?)? in
                guard let record = try reader.letter(number) else { return nil }
                return (record, try record.subject.flatMap { try reader.group(of: $0).first })
            })
        else { return visit.notice(.notFoundTitle, visit.say(.notFoundText), status: .notFound) }
        if let subject = record.subject { try visit.permit(.page, subject) }
        let reading = record.reading.flatMap { LetterReading(json: $0) }
        let letter = reading?.letter
        var facts: [LetterPage.Row] = []
        if let letter {
            facts.append(.init(name: visit.say(.from), value: Words.party(letter.sender)))
            facts.append(.init(name: visit.say(.to), value: letter.receivers.map { Words.party($0.party) }.joined(separator: ", ")))
            facts.append(.init(name: visit.say(.sent), value: visit.phrasing.moment(letter.sent.instant)))
        }
        facts.append(.init(name: visit.say(.received), value: visit.phrasing.moment(record.received)))
        facts.append(
            .init(
                name: visit.say(.outcome),
                value: [visit.outcome(record.outcome), record.because.map(visit.phrasing.reason)].compactMap { $0 }.joined(separator: " · ")
            ))
        for handling in try await journal.read({ try $0.handlings(.letter, of: [number]) }) {
            facts.append(.init(name: visit.say(.markHandled), value: visit.handled(handling)))
        }
        let receipts = KeptReceipt.all(json: record.receipt)
        facts.append(
            .init(name: visit.say(.receipt), value: receipts.isEmpty ? visit.say(.noReceipt) : receipts.map(\.code).joined(separator: ", "))
        )
        let files =
            reading?.attachments.enumerated().map { index, file in
                LetterPage.File(href: "/letters/\(number)/\(index)", title: file.title ?? file.mediaType)
            } ?? []
        return try visit.page(
            LetterPage(
                frame: visit.frame(visit.say(.navLetters), tab: .letters),
                heading: LetterWording.name(record.type, visit.phrasing.language),
                sub: "\(record.type) · \(record.number)", attention: record.attention.map(visit.phrasing.reason), facts: facts,
                paragraphs: letter?.paragraphs.map { .init(heading: $0.heading, text: $0.text) } ?? [],
                filesHeading: visit.say(.attachments),
                files: files, raw: visit.say(.rawLetter), rawHref: "/letters/\(number)/raw",
                citizen: root.map { .init(label: visit.say(.record), href: "/citizens/\($0)", text: visit.say(.pathwayOf)) },
                move: root == nil ? nil : .init(heading: visit.say(.moveLetter), action: "/letters/\(number)", hint: visit.say(.moveHint)),
                handle: record.attention == nil ? nil : .init(action: "/letters/\(number)", label: visit.say(.markHandled)), token: token,
                whyLabel: visit.say(.why), whyHint: visit.say(.whyHint), hasFiles: !files.isEmpty)
        ).showing(letters: [(number, record.subject)])
    }

    /// The letter's bytes as they came (`raw`), or one of its files by place. Always a download, never shown as a page of ours.
    func content(_ letter: String, _ what: String, _ visit: Visit) async throws -> PageResponse {
        let file = "letter/\(letter)/\(what)"
        let found = try await journal.read { reader -> (bytes: [UInt8], mediaType: String, name: String, subject: SubjectID?)? in
            guard let number = Int64(letter), let record = try reader.letter(number) else { return nil }
            if what == "raw" {
                let ending = record.mediaType.contains("json") ? "json" : record.mediaType.contains("xml") ? "xml" : "bin"
                return try reader.raw(letter: number).map { ($0, record.mediaType, "letter-\(number).\(ending)", record.subject) }
            }
            guard let index = Int(what), let files = record.reading.flatMap({ LetterReading(json: $0) })?.attachments,
                files.indices.contains(index), let file = try reader.attachment(files[index].hash)
            else { return nil }
            return (file.bytes, file.mediaType, "letter-\(number)-\(index)", record.subject)
        }
        guard let found else { return visit.notice(.notFoundTitle, visit.say(.notFoundText), status: .notFound) }
        if let subject = found.subject { try visit.permit(.page, subject) }
        var response = PageResponse(
            status: .ok,
            headers: [
                .contentType: found.mediaType, .disposition: "attachment; filename=\"\(found.name)\"", .typeOptions: "nosniff",
                .cacheControl: "no-store", .referrerPolicy: "no-referrer", .contentSecurity: "default-src 'none'; sandbox",
            ], body: found.bytes)
        response.shown = [LogEntry.Shown(file, of: found.subject)]
        return response
    }
}

extension Visit {
    func outcome(_ outcome: LetterRecord.Outcome) -> String {
        switch outcome {
        case .accepted: say(.outcomeAccepted)
        case .refused: say(.outcomeRefused)
        case .unreadable: say(.outcomeUnreadable)
        }
    }

    func state(_ state: OutboxItem.State) -> String {
        switch state {
        case .waiting: say(.waiting)
        case .sent: say(.sentState)
        case .done: say(.doneState)
        case .failed: say(.failed)
        case .withdrawn: say(.withdrawn)
        case .handled: say(.failed)
        }
    }

    /// Who has looked, when and why: `Fjordby kommune, i dag 12.40: «Ringt.»`.
    func handled(_ handling: Handling) -> String {
        let who = "\(pages.name(OrganisationID(handling.who))), \(phrasing.moment(handling.at))"
        return handling.because.isEmpty ? who : "\(who): «\(handling.because)»"
    }
}

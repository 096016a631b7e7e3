import Directory
import FHIR
import HTTPTypes
import Journal
import Pathways

extension Pages {
    /// Whom one can work for: every organisation with work, most urgent first.
    func home(_ visit: Visit) async throws -> PageResponse {
        let now = clock()
        let rows = try await journal.read { reader in
            try reader.workOwners().map { ($0, try reader.workCount(owner: $0, now: now)) }
        }
        let shown = rows.filter { !$0.0.isEmpty }.sorted { ($1.1.late, $1.1.open, $0.0) < ($0.1.late, $0.1.open, $1.0) }
        let organisations = shown.map { owner, count in
            HomePage.Row(
                href: Visit.today(OrganisationID(owner)), name: name(OrganisationID(owner)), count: visit.phrasing.count(count),
                isLate: count.late > 0)
        }
        return try visit.page(
            HomePage(
                frame: visit.frame(visit.say(.organisations), tab: .today, live: "/live"), heading: visit.say(.organisations),
                lead: organisations.isEmpty ? "\(visit.say(.nothingYet)) \(visit.say(.tryDemo))" : visit.say(.chooseOrganisation),
                organisations: organisations))
    }

    /// How many lines a worklist shows until somebody asks for more.
    private static let lines = 60

    /// The worklist of one organisation. Index reads only: no plan is opened.
    func today(_ text: String, _ visit: Visit) async throws -> PageResponse {
        let now = visit.phrasing.now
        let directory = directory()
        let organisation = OrganisationID(text)
        let length = visit.request.query["lines"].flatMap { Int($0) }.map { min(max($0, Self.lines), 5_000) } ?? Self.lines
        let (count, owed, others, news) = try await journal.read { reader in
            var mine = WorkQuery()
            mine.owner = text
            mine.states = [.open, .attention, .planned]
            mine.limit = length
            var theirs = WorkQuery()
            theirs.counterpart = text
            theirs.states = [.open]
            theirs.limit = 15
            var newest = LetterQuery()
            newest.limit = 60
            let owed = try reader.work(mine)
            let subjects = Set(owed.map(\.subject))
            let letters = try reader.letters(newest).filter { letter in
                guard letter.outcome == .accepted, let subject = letter.subject else { return false }
                let receiver = letter.receiver.flatMap { Address($0) }.map { directory.enterprise(at: $0, on: letter.received) }
                return receiver == organisation || subjects.contains(subject)
            }
            return (
                try reader.workCount(owner: text, now: now), owed, try reader.work(theirs).filter { $0.owner != text },
                Array(letters.prefix(8))
            )
        }
        let total = count.open + count.planned + count.attention
        guard directory.organisation(organisation) != nil || total > 0 || !others.isEmpty else {
            return visit.notice(.notFoundTitle, visit.say(.notFoundText), status: .notFound)
        }
        let axis = MiniDrawing.Axis(now: now, zone: visit.phrasing.zone, width: MiniView.width)
        let lines = owed.compactMap { item in
            WorkContent(json: item.content).map { line(item, $0, axis, visit) } ?? stopped(item, visit)
        }
        let page = try visit.page(
            TodayPage(
                frame: visit.frame(visit.say(.navToday), tab: .today, live: "/live"), heading: visit.say(.navToday),
                organisation: name(OrganisationID(text)), leadStrong: visit.phrasing.lateSentence(count.late),
                lead: visit.phrasing.openSentence(count), oweHeading: visit.say(.weOwe), owed: lines,
                more: "\(visit.say(.showMore)) (\(total - owed.count))",
                moreHref: total > owed.count ? "\(Visit.today(organisation))?lines=\(length * 4)" : nil,
                nothingOwed: visit.say(.nothingOwed), ticks: MiniView.days(axis, visit.phrasing), othersHeading: visit.say(.othersOwe),
                others: others.compactMap { item in WorkContent(json: item.content).map { short(item, $0, visit) } },
                nothingFromOthers: visit.say(.nothingFromOthers), newHeading: visit.say(.whatIsNew),
                news: try await news.asyncMap { try await self.news($0, visit) }, nothingNew: visit.say(.nothingNew)))
        return page.showing((owed + others).map(\.subject)).showing(letters: news.map { ($0.number, $0.subject) })
    }

    private func line(_ item: WorkItem, _ content: WorkContent, _ axis: MiniDrawing.Axis, _ visit: Visit) -> TodayPage.Line {
        let words = Words(visit.phrasing, definition: library.definition(content.pathway, version: content.version))
        let isLate = item.state == .open && (item.due.map { $0 <= visit.phrasing.now } ?? false)
        return TodayPage.Line(
            state: isLate ? "late" : item.state.rawValue, href: "/citizens/\(item.subject)", title: title(content, words),
            detail: detail(content, words, visit), time: item.due.map(visit.phrasing.due) ?? "",
            mini: MiniView(content, due: item.due, now: visit.phrasing.now, axis: axis))
    }

    /// A plan that stands still, and why; nil for any other line without content.
    private func stopped(_ item: WorkItem, _ visit: Visit) -> TodayPage.Line? {
        guard item.key == WorkItem.stoppedKey else { return nil }
        return TodayPage.Line(
            state: item.state.rawValue, href: "/citizens/\(item.subject)", title: visit.say(.planStopped),
            detail: (try? Document(json: item.content))?.root.string("because").map(visit.phrasing.reason) ?? "", time: "", mini: nil)
    }

    private func short(_ item: WorkItem, _ content: WorkContent, _ visit: Visit) -> TodayPage.Short {
        let words = Words(visit.phrasing, definition: library.definition(content.pathway, version: content.version))
        return TodayPage.Short(
            href: "/citizens/\(item.subject)",
            text: [title(content, words), who(content, visit), content.isProtected ? nil : content.owner].compactMap { $0 }
                .joined(separator: " · "),
            time: item.due.map(visit.phrasing.due) ?? "", isLate: item.due.map { $0 <= visit.phrasing.now } ?? false)
    }

    private func news(_ letter: LetterRecord, _ visit: Visit) async throws -> TodayPage.Short {
        let (root, plan) = try await journal.read { reader -> (SubjectID?, Plan?) in
            guard let root = try letter.subject.flatMap({ try reader.group(of: $0).first }) else { return (nil, nil) }
            return (root, try reader.plan(of: root).flatMap { Plan(json: $0.plan) })
        }
        let what = LetterWording.name(letter.type, visit.phrasing.language)
        return TodayPage.Short(
            href: root.map { "/citizens/\($0)" } ?? "/letters/\(letter.number)", text: "\(what) · \(visit.name(plan?.citizen))",
            time: visit.phrasing.moment(letter.sent ?? letter.received), isLate: false)
    }

    private func title(_ content: WorkContent, _ words: Words) -> String {
        switch content.subject {
        case .step(let id, _): content.title ?? words.title(step: id)
        case .attention(let kind, let name, _):
            // What a step that no definition has is called; acts without a place have their own names.
            words.attention(kind, name: kind == .actWithoutPlace ? name : content.title ?? name)
        }
    }

    private func who(_ content: WorkContent, _ visit: Visit) -> String { content.name ?? visit.say(.unknownName) }

    /// `Rolig Granskog · 84 år · Vestnes sykehus, medisinsk post 3`; of a pathway that is in no stay what it is called.
    private func detail(_ content: WorkContent, _ words: Words, _ visit: Visit) -> String {
        var parts = [who(content, visit)]
        if let born = content.born { parts.append("\(visit.phrasing.age(born)) \(visit.say(.years))") }
        if let end = content.end {
            parts.append("\(visit.say(.discharged)) \(visit.phrasing.moment(end, hasClock: false))")
        } else if let hospital = content.hospital {
            if !content.isProtected { parts.append(content.unit.map { $0.contains(hospital) ? $0 : "\(hospital), \($0)" } ?? hospital) }
        } else if let title = words.definition?.title[words.language] {
            parts.append(title)
        }
        if let said = content.said, !content.isProtected { parts.append(Words(visit.phrasing).said(said)) }
        return parts.joined(separator: " · ")
    }
}

extension Visit {
    func name(_ citizen: PlanCitizen?) -> String { citizen?.name ?? say(.unknownName) }
}

extension Sequence {
    func asyncMap<Value>(_ transform: (Element) async throws -> Value) async rethrows -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await transform(element)) }
        return values
    }
}

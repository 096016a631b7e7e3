import Access
import Directory
import Exchange
import FHIR
import HTTPTypes
import Journal
import Pathways

extension Pages {
    /// The search, and those that letters named last.
    func citizens(_ visit: Visit, problem: String?) async throws -> PageResponse {
        let recent = try await journal.read { reader -> [(SubjectID, Plan, Instant)] in
            var query = LetterQuery()
            query.outcome = .accepted
            query.limit = 100
            var seen: Set<SubjectID> = []
            var rows: [(SubjectID, Plan, Instant)] = []
            for letter in try reader.letters(query) where rows.count < 20 {
                guard let subject = letter.subject, let root = try reader.group(of: subject).first, seen.insert(root).inserted,
                    let plan = try reader.plan(of: root).flatMap({ Plan(json: $0.plan) })
                else { continue }
                rows.append((root, plan, letter.sent ?? letter.received))
            }
            return rows
        }
        return try visit.page(
            CitizensPage(
                frame: visit.frame(visit.say(.navCitizens), tab: .citizens), heading: visit.say(.navCitizens),
                label: visit.say(.citizenNumber),
                hint: visit.say(.findHint), find: visit.say(.find), token: token, problem: problem,
                recentHeading: visit.say(.recentCitizens),
                recent: recent.map { root, plan, at in
                    let run = plan.current(at: visit.phrasing.now)
                    let words = Words(visit.phrasing, plan: plan, run: run)
                    return .init(
                        href: "/citizens/\(root)", name: visit.name(plan.citizen),
                        // Where somebody with a protected address is, only their own page tells.
                        detail: plan.citizen.isProtected ? visit.say(.protectedAddress) : run.map(words.situation) ?? "",
                        time: visit.phrasing.moment(at))
                }, none: visit.say(.empty)), status: problem == nil ? .ok : .notFound
        ).showing(recent.map(\.0))
    }

    /// The citizen with a national number or journal id; numbers come in forms only, so that none lands in an address or a log.
    func find(_ text: String) async throws -> SubjectID? {
        let wanted = text.filter { !$0.isWhitespace && $0 != "-" }
        return try await journal.read { try $0.citizen(named: wanted) }
    }

    func post(_ visit: Visit) async throws -> PageResponse {
        let form = visit.request.form
        let because = form["because"].map { $0.allSatisfy(\.isWhitespace) ? "" : $0 } ?? ""
        let organisation = visit.organisation ?? OrganisationID("local:helhet")
        switch visit.name {
        case .find:
            guard let found = try await find(form["number"] ?? "") else {
                return try await citizens(visit, problem: visit.say(.notFoundCitizen))
            }
            try visit.permit(.page, found)
            return visit.redirect(to: "/citizens/\(found)").showing([found])
        case .citizenDeed:
            guard let citizen = SubjectID(text: visit.request.segments[1]) else { break }
            let deed = form["deed"] ?? ""
            // On the citizen's own page it is the citizen who does it.
            let isCitizens = visit.request.query["view"] == "citizen"
            guard !because.isEmpty || PostedDeed.saysEnough(deed, ofCitizen: isCitizens) else {
                return visit.notice(.whyMissing, visit.say(.whyMissingText), status: .badRequest)
            }
            try visit.permit(.change, citizen)
            if deed == "start", let id = form["pathway"], let reading = try await read(citizen),
                let refusal = Plan(json: reading.stored.plan).flatMap({ visit.refusal(ofStarting: id, for: $0) })
            {
                return visit.notice(.notYoursTitle, refusal, status: .conflict).showing([reading.root])
            }
            try await act(visit, on: citizen, by: isCitizens ? nil : organisation, because: because)
            return visit.redirect(to: Visit.citizen(citizen, run: visit.request.query["run"], isPlain: isCitizens))
                .showing([citizen])
        case .draft: return try editor(form["text"] ?? "", visit)
        case .demo: return try await passTime(visit)
        case .isbarText: return try await isbar(visit.request.segments[1], visit)
        case .letterDeed:
            guard let number = Int64(visit.request.segments[1]) else { break }
            guard !because.isEmpty else { return visit.notice(.whyMissing, visit.say(.whyMissingText), status: .badRequest) }
            let subject = try await journal.read { try $0.letter(number)?.subject }
            if let subject { try visit.permit(.change, subject) }
            switch form["deed"] {
            case "handled": try await acts.handled(letter: number, by: organisation, because: because)
            case "move":
                guard let target = try await find(form["to"] ?? "") else {
                    return visit.notice(.notFoundTitle, visit.say(.notFoundCitizen), status: .notFound)
                }
                try visit.permit(.change, target)
                try await acts.move(letter: number, to: target, by: organisation, because: because)
            default: throw Self.unknownDeed
            }
            return visit.redirect(to: "/letters/\(number)").showing(letters: [(number, subject)])
        case .deliveryDeed:
            let number = Int64(visit.request.segments[1]) ?? 0
            guard let item = try await journal.read({ try $0.outbox(number) }) else { break }
            guard !because.isEmpty else { return visit.notice(.whyMissing, visit.say(.whyMissingText), status: .badRequest) }
            guard form["deed"] == "handled" else { throw Self.unknownDeed }
            let subject = try await journal.read { try $0.subject(of: item) }
            if let subject { try visit.permit(.change, subject) }
            try await acts.handled(delivery: number, by: organisation, because: because)
            return visit.redirect(to: "/letters?show=attention").showing([subject].compactMap(\.self))
        case .home, .today, .citizens, .citizen, .isbar, .letters, .letter, .file, .pathways, .pathway, .figures, .figureCitizens, .editor,
            .tour, .none:
            break
        }
        return visit.notice(.notFoundTitle, visit.say(.notFoundText), status: .notFound)
    }

    private static let unknownDeed = JournalError(.invalid, "The form asked for nothing that can be done here; reload the page.")

    private func act(_ visit: Visit, on citizen: SubjectID, by organisation: OrganisationID?, because: String) async throws {
        let value = visit.request.form["value"] ?? ""
        switch (visit.request.form["deed"], organisation) {
        case ("answer-yes", let organisation?), ("answer-no", let organisation?):
            guard let stay = Int64(value) else { throw Self.unknownDeed }
            let canReceive = visit.request.form["deed"] == "answer-yes"
            try await acts.answer(canReceive, stay: stay, citizen: citizen, by: organisation, text: because)
        case ("unlink", let organisation?):
            let parts = value.split(separator: "-").compactMap { SubjectID(text: String($0)) }
            guard parts.count == 2 else { throw Self.unknownDeed }
            try await acts.unlink(parts[0], parts[1], by: organisation, because: because)
        case (_, let organisation):
            let posted = PostedDeed(
                form: visit.request.form, because: because, now: visit.phrasing.now, zone: visit.phrasing.zone, organisation: organisation)
            if let problem = posted.problem { throw FormProblem(text: problem) }
            guard let act = posted.act else { throw Self.unknownDeed }
            let seen = visit.request.form["seen"].flatMap { $0.isEmpty ? nil : $0 }
            if let organisation {
                try await acts.perform(act, for: citizen, by: organisation, seen: seen)
            } else {
                try await acts.perform(act, byCitizen: citizen, seen: seen)
            }
        }
    }
}

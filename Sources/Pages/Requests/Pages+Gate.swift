import Access
import HTTPTypes
import Journal

extension Pages {
    /// Answers what has been decided on, and leaves the trace before the page does.
    func pass(_ visit: Visit) async -> PageResponse {
        var response = visit.notice(.noAccessTitle, visit.say(.noAccessText), status: .forbidden)
        do {
            try access.permit(visit.question(visit.name.deed, .nobody))
            response = await answer(visit)
            for subject in Set(response.shown.compactMap(\.subject)) { try access.permit(visit.question(.page, .citizen(subject))) }
        } catch {
            response = visit.notice(.noAccessTitle, visit.say(.noAccessText), status: .forbidden)
        }
        do {
            try await access.leave(visit.entry(for: response))
            return response
        } catch {
            return visit.notice(.errorTitle, visit.say(.noTraceText), status: .serviceUnavailable)
        }
    }
}

extension Visit {
    func question(_ deed: Deed, _ matter: Matter) -> Question { Question(pages.access.asker, deed, matter, at: phrasing.now) }

    /// Throws (``Denial``) unless the visitor may see, or change, the pathway and letters of a citizen.
    func permit(_ deed: Deed, _ citizen: SubjectID) throws(Denial) { try pages.access.permit(question(deed, .citizen(citizen))) }

    /// Throws unless the visitor may know how many of all there are: a number tells of everybody whom it counts.
    func permitCounting() throws(Denial) { try pages.access.permit(question(.page, .wholeJournal)) }

    /// What the log says of the visit.
    fileprivate func entry(for response: PageResponse) -> LogEntry {
        let outcome: LogEntry.Outcome =
            switch response.status.kind {
            case .successful, .redirection, .informational: .done
            case .clientError: response.status == .forbidden ? .denied : .refused
            case .serverError, .invalid: .failed
            }
        var entry = LogEntry(
            at: phrasing.now, pages.access.asker, name.deed, what: name.rawValue, outcome: outcome,
            trace: TraceID.of(traceparent: HTTPField.Name("traceparent").flatMap { request.headers[$0] }))
        var seen: Set<LogEntry.Shown> = []
        for shown in response.shown where seen.insert(shown).inserted {
            if shown.subject == nil { entry.others += 1 } else { entry.shown.append(shown) }
        }
        return entry
    }

    /// Which page is asked for: what somebody wrote into the address besides is not in it.
    var name: PageName {
        let isPost = request.method == .post
        switch (request.segments.first, request.segments.count) {
        case (nil, _): return isPost ? .none : .home
        case ("today", 2): return isPost ? .none : .today
        case ("citizens", 1): return isPost ? .find : .citizens
        case ("citizens", 2): return isPost ? .citizenDeed : .citizen
        case ("citizens", 3) where request.segments[2] == "isbar": return isPost ? .isbarText : .isbar
        case ("pathways", 1): return isPost ? .none : .pathways
        case ("pathways", 2): return isPost ? .none : .pathway
        case ("pathways", 3) where request.segments[2] == "figures": return isPost ? .none : .figures
        case ("pathways", 4) where Array(request.segments[2...]) == ["figures", "citizens"]: return isPost ? .none : .figureCitizens
        case ("editor", 1): return isPost ? .draft : .editor
        case ("tour", 1): return isPost ? .none : .tour
        case ("demo", 1): return isPost ? .demo : .none
        case ("letters", 1): return isPost ? .none : .letters
        case ("letters", 2): return isPost ? .letterDeed : .letter
        case ("letters", 3): return isPost ? .none : .file
        case ("deliveries", 2): return isPost ? .deliveryDeed : .none
        default: return .none
        }
    }
}

/// Every page and deed there is, by the name that the log writes.
enum PageName: String, Sendable, CaseIterable {
    case home, today, citizens, citizen, isbar, letters, letter, file, pathways, pathway, figures, editor, draft
    case figureCitizens = "figure-citizens"
    case isbarText = "isbar-text"
    case tour, demo
    case find
    case citizenDeed = "citizen-deed"
    case letterDeed = "letter-deed"
    case deliveryDeed = "delivery-deed"
    case none

    var deed: Deed {
        switch self {
        case .citizenDeed, .letterDeed, .deliveryDeed, .demo: .change
        case .home, .today, .citizens, .citizen, .isbar, .isbarText, .letters, .letter, .file, .pathways, .pathway, .figures,
            .figureCitizens, .editor, .draft,
            .tour, .find, .none:
            .page
        }
    }
}

extension PageResponse {
    /// The same page, which shows something of these citizens.
    func showing(_ subjects: some Sequence<SubjectID>) -> PageResponse {
        var response = self
        response.shown += subjects.map { LogEntry.Shown("Patient/\($0)", of: $0) }
        return response
    }

    /// The same page, which shows these letters.
    func showing(letters: [(number: Int64, subject: SubjectID?)]) -> PageResponse {
        var response = self
        response.shown += letters.map { LogEntry.Shown("letter/\($0.number)", of: $0.subject) }
        return response
    }
}

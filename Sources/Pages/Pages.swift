public import Access
public import Directory
public import FHIR
import HTTPTypes
public import Journal
public import Pathways

/// What people see: *Today*, the citizen's pathway, and letters; a function from request to answer that any web server can mount.
///
/// ```swift
/// let pages = Pages(journal: journal, access: access, directory: { directory }, library: library, acts: acts, clock: { now }, settings: settings)
/// await pages.answer(PageRequest(method: .get, target: "/citizens/4k", headers: [:])).status     // 200, or 404 with a page that says so
/// ```
public struct Pages: Sendable {
    let journal: any Journal
    let access: AccessControl
    let directory: @Sendable () -> Directory
    let library: PathwayLibrary
    let acts: any PageActs
    let clock: @Sendable () -> Instant
    let settings: PageSettings
    /// What the figures of pathways are counted from.
    let figureKeeper: FigureKeeper
    /// nil for a hub that shows what is so.
    let demo: (any PageDemo)?
    /// What forms carry, so that only our own pages can post: new with each process.
    let token: String

    /// - Parameter access: decides whose data a page may show, and keeps the trace of what it showed: without one there is no page.
    public init(
        journal: any Journal, access: AccessControl, directory: @escaping @Sendable () -> Directory, library: PathwayLibrary,
        acts: any PageActs,
        clock: @escaping @Sendable () -> Instant, settings: PageSettings, demo: (any PageDemo)? = nil
    ) {
        self.journal = journal
        self.access = access
        self.directory = directory
        self.library = library
        self.acts = acts
        self.clock = clock
        self.settings = settings
        figureKeeper = FigureKeeper(journal: journal)
        self.demo = demo
        var generator = SystemRandomNumberGenerator()
        token = String(generator.next(), radix: 36) + String(generator.next(), radix: 36)
    }

    /// Answers any request; a failure is a page too. HEAD gets what GET would, without its body.
    public func answer(_ request: PageRequest) async -> PageResponse {
        let visit = Visit(request, pages: self)
        // Style and script are the same for everybody.
        let isAsset = request.segments.first == "assets" && request.method != .post
        var response = isAsset ? asset(visit) : await pass(visit)
        if request.method == .head {
            response.headers[.contentLength] = String(response.body.count)
            response.body = []
        }
        return response
    }

    func answer(_ visit: Visit) async -> PageResponse {
        do {
            return try await route(visit)
        } catch is Denial {
            return visit.notice(.noAccessTitle, visit.say(.noAccessText), status: .forbidden)
        } catch let problem as FormProblem {
            return visit.notice(.notYoursTitle, visit.say(problem.text), status: .conflict)
        } catch let refusal as CitizenRefusal {
            return visit.notice(.notYoursTitle, refusal.wording[visit.phrasing.language.rawValue], status: .conflict)
        } catch let error as JournalError {
            switch error.kind {
            case .notFound, .gone: return visit.notice(.notFoundTitle, visit.phrasing.reason(error.message), status: .notFound)
            case .invalid, .conflict: return visit.notice(.errorTitle, visit.phrasing.reason(error.message), status: .conflict)
            case .full, .readOnly, .newerVersion, .damaged, .unavailable:
                return visit.notice(.errorTitle, visit.phrasing.reason(error.message), status: .serviceUnavailable)
            }
        } catch {
            return visit.notice(.errorTitle, visit.say(.errorText), status: .internalServerError)
        }
    }

    private func route(_ visit: Visit) async throws -> PageResponse {
        let request = visit.request
        if request.method == .post {
            guard visit.isOwnForm else { return visit.notice(.forbiddenTitle, visit.say(.forbiddenText), status: .forbidden) }
            return try await post(visit)
        }
        guard request.method == .get || request.method == .head else {
            var refusal = visit.notice(.notFoundTitle, visit.say(.notFoundText), status: .methodNotAllowed)
            refusal.headers[.allow] = "GET, HEAD, POST"
            return refusal
        }
        switch visit.name {
        case .home: return try await home(visit)
        case .today: return try await today(request.segments[1], visit)
        case .citizens: return try await citizens(visit, problem: nil)
        case .citizen: return try await citizen(request.segments[1], visit)
        case .isbar: return try await isbar(request.segments[1], visit)
        case .letters: return try await letters(visit)
        case .letter: return try await letter(request.segments[1], visit)
        case .file: return try await content(request.segments[1], request.segments[2], visit)
        case .pathways: return try pathways(visit)
        case .pathway: return try pathway(request.segments[1], visit)
        case .figures: return try await figures(request.segments[1], visit)
        case .figureCitizens: return try await figureCitizens(request.segments[1], visit)
        case .editor: return try editor(visit)
        case .tour: return try tour(visit)
        case .draft, .demo, .isbarText, .find, .citizenDeed, .letterDeed, .deliveryDeed, .none:
            return visit.notice(.notFoundTitle, visit.say(.notFoundText), status: .notFound)
        }
    }

    private func asset(_ visit: Visit) -> PageResponse {
        guard let asset = [Asset.style, Asset.script].first(where: { $0.path == visit.request.path }) else {
            return visit.notice(.notFoundTitle, visit.say(.notFoundText), status: .notFound)
        }
        return PageResponse(
            status: .ok,
            headers: [
                .contentType: asset.mediaType, .cacheControl: "public, max-age=31536000, immutable", .typeOptions: "nosniff",
                .referrerPolicy: "no-referrer", .contentSecurity: "default-src 'none'",
            ], body: asset.bytes)
    }
}

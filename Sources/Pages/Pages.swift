public import Directory
public import FHIR
import HTTPTypes
public import Journal
public import Pathways

/// What people see: *Today*, the citizen's pathway, and letters; a function from request to answer that any web server can mount.
///
/// ```swift
/// let pages = Pages(journal: journal, directory: { directory }, library: library, acts: acts, clock: { now }, settings: settings)
/// await pages.answer(PageRequest(method: .get, target: "/citizens/4k", headers: [:])).status     // 200, or 404 with a page that says so
/// ```
public struct Pages: Sendable {
    let journal: any Journal
    let directory: @Sendable () -> Directory
    let library: PathwayLibrary
    let acts: any PageActs
    let clock: @Sendable () -> Instant
    let settings: PageSettings
    /// What forms carry, so that only our own pages can post: new with each process.
    let token: String

    public init(
        journal: any Journal, directory: @escaping @Sendable () -> Directory, library: PathwayLibrary, acts: any PageActs,
        clock: @escaping @Sendable () -> Instant, settings: PageSettings
    ) {
        self.journal = journal
        self.directory = directory
        self.library = library
        self.acts = acts
        self.clock = clock
        self.settings = settings
        var generator = SystemRandomNumberGenerator()
        token = String(generator.next(), radix: 36) + String(generator.next(), radix: 36)
    }

    /// Answers any request; a failure is a page too. HEAD gets what GET would, without its body.
    public func answer(_ request: PageRequest) async -> PageResponse {
        var response = await answer(Visit(request, pages: self))
        if request.method == .head {
            response.headers[.contentLength] = String(response.body.count)
            response.body = []
        }
        return response
    }

    private func answer(_ visit: Visit) async -> PageResponse {
        do {
            return try await route(visit)
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
        switch request.segments.first {
        case nil: return try await home(visit)
        case "assets": return asset(visit)
        case "today" where request.segments.count == 2: return try await today(request.segments[1], visit)
        case "citizens" where request.segments.count == 1: return try await citizens(visit, problem: nil)
        case "citizens" where request.segments.count == 2: return try await citizen(request.segments[1], visit)
        case "letters" where request.segments.count == 1: return try await letters(visit)
        case "letters" where request.segments.count == 2: return try await letter(request.segments[1], visit)
        case "letters" where request.segments.count == 3: return try await content(request.segments[1], request.segments[2], visit)
        default: return visit.notice(.notFoundTitle, visit.say(.notFoundText), status: .notFound)
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

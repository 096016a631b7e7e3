import Directory
import FHIR
import HTTPTypes
import Journal
import Pathways

/// One request with its language, its clock and the organisation that the visitor works for.
struct Visit: Sendable {
    let request: PageRequest
    let pages: Pages
    let phrasing: Phrasing
    /// Chosen on the first page and kept in a cookie; nil before.
    let organisation: OrganisationID?
    /// The demo as it is now; nil without one.
    let demo: DemoView?
    let tour: TourState

    init(_ request: PageRequest, pages: Pages) {
        self.request = request
        self.pages = pages
        let cookies = Self.cookies(request)
        let offered = pages.settings.languages
        let asked = [request.query["lang"], cookies["lang"]].lazy.compactMap { $0.flatMap(Language.init(rawValue:)) }.first(
            where: offered.contains)
        let language = asked ?? Language.accepted(request.headers[.acceptLanguage], among: offered)
        phrasing = Phrasing(language: language, zone: pages.settings.zone, now: pages.clock())
        demo = pages.demo?.shown
        tour = TourState(request.query["tour"] ?? cookies["tour"])
        let chosen = request.segments.count == 2 && request.segments[0] == "today" ? OrganisationID(request.segments[1]) : nil
        let kept = cookies["for"].map { OrganisationID(PageRequest.decoded(Substring($0))) }
        organisation = [chosen, kept].lazy.compactMap { $0 }.first { pages.directory().organisation($0) != nil }
    }

    func say(_ text: Text) -> String { phrasing.say(text) }

    /// Posted from one of our own pages: the token of this process, and the same site where the browser tells.
    var isOwnForm: Bool {
        let site = request.headers[.fetchSite]
        return request.form["token"] == pages.token && (site == nil || site == "same-origin" || site == "none")
    }

    enum Tab { case today, citizens, letters, pathways, none }

    func frame(_ title: String, tab: Tab, live: String = "") -> Layout {
        let todayPath = organisation.map(Self.today) ?? "/"
        let query = request.query.filter { $0.key != "lang" && $0.key != "tour" }.sorted { $0.key < $1.key }.map {
            "\(Self.encoded($0.key))=\(Self.encoded($0.value))"
        }
        let path = "/" + request.segments.map(Self.encoded).joined(separator: "/")
        return Layout(
            language: phrasing.language.rawValue, title: title, style: Asset.style.path, script: Asset.script.path, live: live,
            pace: pace, skip: say(.skipToContent), banner: say(.notSignedIn), updated: say(.updated), demo: demoBar, tour: tourPanel,
            tabs: [
                .init(href: todayPath, label: say(.navToday), isCurrent: tab == .today),
                .init(href: "/citizens", label: say(.navCitizens), isCurrent: tab == .citizens),
                .init(href: "/letters", label: say(.navLetters), isCurrent: tab == .letters),
                .init(href: "/pathways", label: say(.navPathways), isCurrent: tab == .pathways),
            ], who: organisation.map(pages.name) ?? "", languageLabel: say(.language),
            languages: pages.settings.languages.map { language in
                .init(
                    code: language.rawValue, name: language.name,
                    href: path + "?" + (query + ["lang=\(language.rawValue)"]).joined(separator: "&"),
                    isCurrent: language == phrasing.language)
            })
    }

    func page(_ page: some Template, status: HTTPResponse.Status = .ok) throws -> PageResponse {
        PageResponse(status: status, headers: headers, body: try Templates.render(page))
    }

    func notice(_ heading: Text, _ text: String, status: HTTPResponse.Status) -> PageResponse {
        let page = NoticePage(
            frame: frame(say(heading), tab: .none), heading: say(heading), text: text, back: say(.navToday))
        return PageResponse(status: status, headers: headers, body: (try? Templates.render(page)) ?? Array(text.utf8))
    }

    /// Back to a page after a form, so that reloading does not post again.
    func redirect(to path: String) -> PageResponse {
        var headers = headers
        headers[.location] = path
        return PageResponse(status: .seeOther, headers: headers, body: [])
    }

    private var headers: HTTPFields {
        var headers: HTTPFields = [
            .contentType: "text/html; charset=utf-8", .cacheControl: "no-store", .referrerPolicy: "no-referrer", .typeOptions: "nosniff",
            .contentSecurity: "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; "
                + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        ]
        if request.query["lang"] == phrasing.language.rawValue {
            headers.append(
                HTTPField(
                    name: .setCookie, value: "lang=\(phrasing.language.rawValue); Path=/; Max-Age=31536000; SameSite=Strict; HttpOnly"))
        }
        if demo != nil, request.query["tour"] != nil, let state = tour.text {
            let lasts = tour == .off ? "Max-Age=31536000; " : ""
            headers.append(HTTPField(name: .setCookie, value: "tour=\(state); Path=/; \(lasts)SameSite=Strict; HttpOnly"))
        }
        if request.segments.first == "today", let organisation, OrganisationID(request.segments.last ?? "") == organisation {
            headers.append(HTTPField(name: .setCookie, value: "for=\(Self.encoded(organisation.text)); Path=/; SameSite=Strict; HttpOnly"))
        }
        return headers
    }

    /// The address of an organisation's worklist.
    static func today(_ organisation: OrganisationID) -> String { "/today/\(encoded(organisation.text))" }

    /// The address of a citizen's page, as professionals or as the citizen reads it.
    ///
    /// - Parameter run: the key of the pathway's run; nil lets the page choose.
    static func citizen(_ root: SubjectID, run: String? = nil, isPlain: Bool = false) -> String {
        let query = [isPlain ? "view=citizen" : nil, run.map { "run=\(encoded($0))" }].compactMap { $0 }
        return "/citizens/\(root)" + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
    }

    /// The address of a pathway's own page, in the version that is in force or in this one.
    static func pathway(_ id: String, version: String? = nil) -> String {
        "/pathways/\(encoded(id))" + (version.map { "?version=\(encoded($0))" } ?? "")
    }

    /// The editor with the text of a pathway.
    static func editor(_ id: String) -> String { "/editor?pathway=\(encoded(id))" }

    /// Percent signs for everything that means something in an address.
    static func encoded(_ text: String) -> String {
        text.utf8.map { byte in
            let sign = Character(Unicode.Scalar(byte))
            if isPlain(sign) { return String(sign) }
            return "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }

    private static func isPlain(_ sign: Character) -> Bool {
        sign.isASCII && (sign.isLetter || sign.isNumber || "-_:.".contains(sign))
    }

    private static func cookies(_ request: PageRequest) -> [String: String] {
        var cookies: [String: String] = [:]
        for field in request.headers[values: .cookie] {
            for pair in field.split(separator: ";") {
                let parts = pair.trimmed.split(separator: "=", maxSplits: 1)
                if parts.count == 2 { cookies[String(parts[0])] = String(parts[1]) }
            }
        }
        return cookies
    }
}

extension Pages {
    /// What people call an organisation.
    func name(_ id: OrganisationID) -> String { directory().organisation(id)?.name ?? id.text }
}

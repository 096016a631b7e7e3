import FHIR
import HTTPTypes
import Journal
import Pathways

/// Where a visitor is in the tour, as the cookie `tour` keeps it.
enum TourState: Sendable, Hashable {
    /// Not asked yet.
    case invited
    case at(TourStep)
    /// Declined, left or done.
    case off

    init(_ text: String?) {
        switch text {
        case nil: self = .invited
        case let text?: self = Int(text).flatMap(TourStep.init(rawValue:)).map { .at($0) } ?? .off
        }
    }

    var text: String? {
        switch self {
        case .invited: nil
        case .at(let step): String(step.rawValue)
        case .off: "off"
        }
    }
}

extension Visit {
    /// The line of the demo that this page has above it; nil without a demo.
    var demoBar: DemoBar? {
        guard let demo else { return nil }
        let time = phrasing.zone.clock(at: phrasing.now)
        let toggle: DemoBar.Deed? =
            switch demo.mode {
            case .running: .init(deed: DemoDeed.pause.rawValue, label: say(.demoPause))
            case .paused: .init(deed: DemoDeed.resume.rawValue, label: say(.demoResume))
            case .filling, .still: nil
            }
        return DemoBar(
            name: say(.demoName), text: phrasing.demo(demo), day: phrasing.day(phrasing.now), clock: phrasing.clock(phrasing.now),
            second: String(time.hour * 3600 + time.minute * 60 + time.second),
            rate: demo.mode == .running ? String(Double(86_400) / Double(demo.day)) : "0", sign: phrasing.language == .en ? ":" : ".",
            token: pages.token, back: address(), toggle: toggle, tour: say(.tourName), tourHref: "/tour")
    }

    /// How often, in milliseconds, a page that lives reads itself anew because time has passed.
    var pace: String {
        guard let demo, demo.mode == .running || demo.mode == .filling else { return "60000" }
        return String(max(5_000, 60_000 * demo.day / 86_400))
    }

    /// The tour's panel on this page; nil for whoever is not on the tour.
    var tourPanel: TourPanel? {
        guard let demo, name != .tour else { return nil }
        let leave = { (label: Text) in TourPanel.Link(href: address(tour: .off), label: say(label), kind: "quietly") }
        switch tour {
        case .off: return nil
        case .invited:
            return TourPanel(
                name: say(.tourName), heading: say(.tourInvite), text: say(.tourInviteText), place: nil, skip: nil,
                links: [.init(href: Self.way(to: .today, demo), label: say(.tourStart), kind: "go"), leave(.tourDecline)])
        case .at(let step):
            var links: [TourPanel.Link] = []
            if let next = step.next { links.append(.init(href: Self.way(to: next, demo), label: say(.tourNext), kind: "go")) }
            if let previous = step.previous {
                links.append(.init(href: Self.way(to: previous, demo), label: say(.tourBack), kind: "plain"))
            }
            links.append(leave(step.next == nil ? .tourDone : .tourLeave))
            let canSkip = demo.mode == .running || demo.mode == .paused
            let skip = canSkip ? step.deed : nil
            return TourPanel(
                name: say(.tourName), heading: step.heading[phrasing.language.rawValue], text: step.text[phrasing.language.rawValue],
                place: phrasing.step(step.rawValue, of: TourStep.allCases.count),
                skip: skip.map {
                    .init(token: pages.token, deed: $0.rawValue, label: say($0 == .ready ? .tourToReady : .tourToDeadline))
                }, links: links)
        }
    }

    /// The address of a step: the page that it is about, told which step it is.
    static func way(to step: TourStep, _ demo: DemoView) -> String { at(step, step.path(demo)) }

    static func at(_ step: TourStep, _ path: String) -> String {
        "\(path)\(path.contains("?") ? "&" : "?")tour=\(step.rawValue)#tour"
    }

    /// The address of this page again.
    func address(tour: TourState? = nil) -> String {
        let path = "/" + (request.method == .post ? [] : request.segments).map(Self.encoded).joined(separator: "/")
        var query = request.method == .post ? [] : request.query.filter { $0.key != "tour" && $0.key != "lang" }.sorted { $0.key < $1.key }
        if let tour = tour?.text { query.append(("tour", tour)) }
        let text = query.map { "\(Self.encoded($0.key))=\(Self.encoded($0.value))" }.joined(separator: "&")
        return path + (text.isEmpty ? "" : "?\(text)")
    }
}

extension Pages {
    /// The tour's steps one below the other.
    func tour(_ visit: Visit) throws -> PageResponse {
        guard let demo = visit.demo else { return visit.notice(.notFoundTitle, visit.say(.notFoundText), status: .notFound) }
        let language = visit.phrasing.language.rawValue
        return try visit.page(
            TourPage(
                frame: visit.frame(visit.say(.tourName), tab: .none), heading: visit.say(.tourName), lead: visit.say(.tourLead),
                steps: TourStep.allCases.map { step in
                    .init(
                        heading: step.heading[language], text: step.text[language], href: Visit.way(to: step, demo))
                }))
    }

    /// What a visitor does with the demo's time; then on to what it brought about, or back to where they were.
    func passTime(_ visit: Visit) async throws -> PageResponse {
        guard let demo, let deed = visit.request.form["deed"].flatMap(DemoDeed.init(rawValue:)) else {
            return visit.notice(.notFoundTitle, visit.say(.notFoundText), status: .notFound)
        }
        let citizen = try await demo.perform(deed)
        switch deed {
        case .pause, .resume: return visit.redirect(to: Self.own(visit.request.form["back"] ?? "/"))
        case .ready, .deadline:
            let step: TourStep = deed == .ready ? .arrived : .passed
            return visit.redirect(to: Visit.at(step, citizen.map { Visit.citizen($0) } ?? step.path(demo.shown)))
                .showing([citizen].compactMap { $0 })
        }
    }

    /// An address of ours; the first page for any other.
    private static func own(_ address: String) -> String {
        let isOurs = address.hasPrefix("/") && !address.dropFirst().hasPrefix("/") && !address.contains("\\")
        return isOurs && address.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } ? address : "/"
    }
}

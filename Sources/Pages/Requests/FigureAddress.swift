import Directory
import FHIR
import Journal
import Pathways

/// Which figures an address asks for, and of which number it wants the citizens. No word that somebody wrote is in it.
struct FigureAddress: Hashable {
    var pathway: String
    var version: String?
    /// The first and the last day on which the runs began.
    var from: Day?
    var to: Day?
    /// nil for the page of all figures.
    var figure: Figure?
    var after: FigureMember?

    init(pathway: String, version: String? = nil, from: Day? = nil, to: Day? = nil) {
        self.pathway = pathway
        self.version = version
        self.from = from
        self.to = to
    }

    init(pathway: String, query: [String: String]) {
        self.init(
            pathway: pathway, version: query["version"], from: query["from"].flatMap { Day($0) }, to: query["to"].flatMap { Day($0) })
        figure = Self.figure(query)
        after = query["after"].flatMap { FigureMember(text: $0) }
    }

    private static func figure(_ query: [String: String]) -> Figure? {
        if let name = query["measure"] { return .adherence(name, isMet: query["count"] == "met") }
        if let kind = query["deviation"] {
            return .deviations(query["step"], Deviation.Kind(rawValue: kind), reasonKey: query["reason"])
        }
        if let runs = query["runs"] { return .runs(isRunning: runs == "running") }
        guard let step = query["step"], let count = query["count"] else { return nil }
        let figure = StepFigure(rawValue: count)
        guard figure != nil || count == "due" else { return nil }
        return .step(step, figure, query["at"].map { OrganisationID($0) })
    }

    /// Days as the pages' clock has them.
    func question(_ zone: Zone) -> FigureQuestion {
        FigureQuestion(
            pathway: pathway, version: version, from: from.map { zone.instant($0, secondOfDay: 0) },
            until: to.map { zone.instant($0.adding(days: 1), secondOfDay: 0) })
    }

    func of(_ figure: Figure, after: FigureMember? = nil) -> FigureAddress {
        var address = self
        address.figure = figure
        address.after = after
        return address
    }

    var text: String {
        var parts: [(String, String?)] = [("version", version), ("from", from?.description), ("to", to?.description)]
        switch figure {
        case .step(let step, let figure, let organisation):
            parts += [("step", step), ("count", figure?.rawValue ?? "due"), ("at", organisation?.text)]
        case .adherence(let name, let isMet): parts += [("measure", name), ("count", isMet ? "met" : "all")]
        case .deviations(let step, let kind, let reason):
            parts += [("deviation", kind?.rawValue ?? "any"), ("step", step), ("reason", reason)]
        case .runs(let isRunning): parts += [("runs", isRunning ? "running" : "all")]
        case nil: break
        }
        parts.append(("after", after?.text))
        let query = parts.compactMap { name, value in value.map { "\(name)=\(Visit.encoded($0))" } }.joined(separator: "&")
        return "/pathways/\(Visit.encoded(pathway))/figures" + (figure == nil ? "" : "/citizens") + (query.isEmpty ? "" : "?\(query)")
    }
}

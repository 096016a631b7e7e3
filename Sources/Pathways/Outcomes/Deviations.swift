import Directory
public import FHIR
public import Journal

/// One act by which somebody let a citizen's plan differ from its definition.
public struct Deviation: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case skipped, moved, added, replaced, assigned, paused, stopped
        /// Those who were asked to take a step over said no.
        case declined
        case versionMoved = "version moved"
    }

    /// What somebody put in the place of what the definition says.
    public enum Instead: Sendable, Hashable {
        /// Due so many seconds after the step opened.
        case due(seconds: Int64)
        /// Owed by whoever has this role of the pathway; nil for somebody without one.
        case owner(role: String?)
        /// Another step: its title, the role that owes it (the citizen's own lane for theirs), and when it is due after it was added.
        case step(title: String, role: String, seconds: Int64?)
    }

    public var citizen: SubjectID
    /// nil when the act names a run that is not there.
    public var pathway: String?
    public var version: String?
    /// The key of the run; nil when it is not there.
    public var run: String?
    /// The step's id in the definition, or of a step that only this citizen has; nil when a whole run is meant.
    public var step: String?
    public var kind: Kind
    public var reason: String?
    /// What it was instead; nil for what says nothing of that.
    public var instead: Instead?
    public var by: Author
    public var at: Instant
    /// The act's own fact.
    public var fact: Int64
}

/// How often and why plans differ from one definition: what its next version can be made of.
public struct DeviationCount: Sendable, Hashable {
    public var pathway: String?
    public var version: String?
    public var step: String?
    public var kind: Deviation.Kind
    /// Without regard to case and to spaces around it; empty when none was given.
    public var reason: String
    /// One for each act, so that every count leads to its citizens.
    public var deviations: [Deviation]

    public var count: Int { deviations.count }
}

extension Plan {
    /// Every deviation that the acts of this citizen are, in the order in which they were done: as many as there are such acts on record,
    /// whether what they name is still there or not.
    public func deviations(_ facts: [Fact]) -> [Deviation] {
        DoneActs(facts).all.compactMap { done in
            guard let kind = Deviation.Kind(done.act.deed) else { return nil }
            let place = done.act.step ?? done.act.run ?? ""
            let run = run(named: String(place.prefix { $0 != "/" }))
            return Deviation(
                citizen: subject, pathway: run?.pathway, version: run?.version, run: run?.key, step: done.act.step.map(Course.stepID),
                kind: kind,
                reason: done.act.text, instead: run.flatMap { instead(done, in: $0) }, by: done.author, at: done.at, fact: done.fact)
        }
    }

    private func instead(_ done: DoneActs.Done, in run: Run) -> Deviation.Instead? {
        func role(of owner: OrganisationID?) -> String? {
            guard let owner else { return Lane.citizen }
            return run.lanes.first { $0.organisation == owner }?.role
        }
        switch done.act.deed {
        case .moved(let key, let due):
            let occasion = key.drop { $0 != "/" }
            return run.steps.first { $0.key.drop { $0 != "/" } == occasion }?.opens.map { .due(seconds: due.seconds(since: $0)) }
        case .assigned(_, let to): return .owner(role: role(of: to))
        case .added(let own), .replaced(_, let own):
            return .step(title: own.title, role: role(of: own.owner) ?? "", seconds: own.due.map { $0.seconds(since: done.at) })
        case .done, .begun, .skipped, .reopened, .answered, .contactedAtHome, .seen, .restored, .commented, .chosen, .started, .paused,
            .resumed,
            .stopped, .versionMoved, .offered, .accepted, .declined, .offerWithdrawn, .goalSet, .goalDropped, .matters:
            return nil
        }
    }

    /// A run by its key, or by the key that it had when another letter was its stay's first.
    private func run(named key: String) -> Run? {
        if let run = run(key: key) { return run }
        let parts = key.split(separator: ".", maxSplits: 1)
        guard let anchor = parts.first.flatMap({ Int64($0) }),
            let main = runs.first(where: { $0.isMain && $0.letters.contains { $0.number == anchor } })
        else { return nil }
        return parts.count == 1 ? main : run(key: "\(main.key).\(parts[1])")
    }
}

extension Deviation {
    private struct Group: Hashable {
        var pathway: String?
        var version: String?
        var step: String?
        var kind: Kind
        var reason: String
    }

    /// Counted by pathway, version, step, kind and reason, the most frequent first.
    public static func counts(_ deviations: [Deviation]) -> [DeviationCount] {
        let groups = Dictionary(grouping: deviations) {
            Group(pathway: $0.pathway, version: $0.version, step: $0.step, kind: $0.kind, reason: $0.plainReason)
        }
        return groups.map { group, members in
            DeviationCount(
                pathway: group.pathway, version: group.version, step: group.step, kind: group.kind, reason: group.reason,
                deviations: members.sorted { ($0.at, $0.citizen, $0.fact) < ($1.at, $1.citizen, $1.fact) })
        }.sorted {
            if $0.count != $1.count { return $0.count > $1.count }
            return ($0.pathway ?? "", $0.version ?? "", $0.step ?? "", $0.kind.rawValue, $0.reason)
                < ($1.pathway ?? "", $1.version ?? "", $1.step ?? "", $1.kind.rawValue, $1.reason)
        }
    }

    private var plainReason: String { Self.tidy(reason).lowercased() }

    /// A reason without spaces around it or doubled in it.
    static func tidy(_ reason: String?) -> String { (reason ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}

extension Deviation.Kind {
    fileprivate init?(_ deed: Act.Deed) {
        switch deed {
        case .skipped: self = .skipped
        case .moved: self = .moved
        case .added: self = .added
        case .replaced: self = .replaced
        case .assigned: self = .assigned
        case .paused: self = .paused
        case .stopped: self = .stopped
        case .declined: self = .declined
        case .versionMoved: self = .versionMoved
        case .done, .begun, .reopened, .answered, .contactedAtHome, .seen, .restored, .commented, .chosen, .started, .resumed, .offered,
            .accepted,
            .offerWithdrawn, .goalSet, .goalDropped, .matters:
            return nil
        }
    }
}

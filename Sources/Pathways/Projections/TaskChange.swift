public import Directory
import Exchange
public import FHIR

/// What a FHIR client means who writes another version of a Task that stands for a step: the acts that say so, or why it cannot be.
/// https://hl7.org/fhir/R4/task.html#statemachine
///
/// - `completed` is done (at `executionPeriod.end`, else now); `cancelled` and `failed` are skipped, with the reason of `statusReason`.
/// - `requested` of a closed step opens it again; of one that rests lets it go on; `on-hold` lets it rest.
/// - `accepted` and `rejected` answer an offer that waits; `businessStatus`, or a further `note`, says what could be done instead.
/// - `received`, `accepted` where no offer waits, `ready` and `in-progress` say that whoever owes the step has seen it or is at it.
/// - Another `owner` is given the step; another `restriction.period.end` moves it; a further `note` is a remark on it.
public struct TaskChange {
    private let step: Step
    private let old: Element
    private let new: Element
    private let directory: Directory
    private let now: Instant

    /// - Parameters:
    ///   - old: the Task as it stands.
    ///   - new: the Task as the client wants it.
    public init(of step: Step, from old: Resource, to new: Resource, directory: Directory, at now: Instant) {
        self.step = step
        self.old = old.root
        self.new = new.root
        self.directory = directory
        self.now = now
    }

    /// What the server keeps itself, or what is looked at below.
    private static let free: Set<String> = [
        "id", "meta", "text", "lastModified", "status", "statusReason", "executionPeriod", "owner", "restriction", "note",
        "businessStatus",
    ]

    /// In the order in which they happened; none when nothing of the step changes.
    public func acts() throws(PlanRefusal) -> [Act] {
        for name in Set(old.members.map(\.name)).union(new.members.map(\.name)).sorted() where !Self.free.contains(name) {
            guard same(name) else {
                throw PlanRefusal(
                    "`\(name.prefix(40))` of a step is the pathway's. Change status, statusReason, executionPeriod.end, owner, "
                        + "restriction.period.end or note.", at: "Task.\(name.prefix(40))")
            }
        }
        guard old.string("executionPeriod.start") == new.string("executionPeriod.start") else {
            throw PlanRefusal("When the step was opened is the pathway's to say. Leave it as it is.", at: "Task.executionPeriod.start")
        }
        var acts: [Act] = []
        if let owner = try owner() { acts.append(owner) }
        if let due = try due() { acts.append(due) }
        var remarks = try remarks()
        guard saysNo || same("businessStatus") else {
            throw PlanRefusal(
                "`businessStatus` says what could be done instead, with the status `rejected`. Leave it out.", at: "Task.businessStatus")
        }
        let counter = saysNo ? new.string("businessStatus.text") ?? (remarks.isEmpty ? nil : remarks.removeFirst()) : nil
        acts += remarks.map { Act(.commented(step: step.key), text: $0) }
        acts += try status(instead: counter)
        return acts
    }

    /// Whether it answers an offer with no.
    private var saysNo: Bool { new.string("status") == "rejected" && !same("status") }

    private func same(_ name: String) -> Bool { old[name]?.canonical() == new[name]?.canonical() }

    // MARK: Who and when

    private func owner() throws(PlanRefusal) -> Act? {
        guard !same("owner") else { return nil }
        guard let system = new.string("owner.identifier.system"), let value = new.string("owner.identifier.value") else {
            throw PlanRefusal(
                "Each step is owed by one organisation. Name it by `owner.identifier`: its address, or its key in the directory.",
                at: "Task.owner")
        }
        if system == old.string("owner.identifier.system"), value == old.string("owner.identifier.value") { return nil }
        return Act(.assigned(step: step.key, to: try directory.owner(system, value, at: now)), text: reason)
    }

    private func due() throws(PlanRefusal) -> Act? {
        let (was, wanted) = (old.string("restriction.period.end"), new.string("restriction.period.end"))
        guard was != wanted else { return nil }
        guard let wanted, let due = Moment(wanted, zone: .utc)?.instant else {
            throw PlanRefusal("The step is due at a time. Write it as `2026-01-31T12:00:00Z`.", at: "Task.restriction.period.end")
        }
        if let opens = step.opens, due < opens {
            throw PlanRefusal("The step would be due before it was opened. Name a later time.", at: "Task.restriction.period.end")
        }
        return Act(.moved(step: step.key, due: due), text: reason)
    }

    /// What further notes say.
    private func remarks() throws(PlanRefusal) -> [String] {
        let (was, wanted) = (old["note"].map { Array($0.items) } ?? [], new["note"].map { Array($0.items) } ?? [])
        guard wanted.count >= was.count, zip(was, wanted).allSatisfy({ $0.canonical() == $1.canonical() }) else {
            throw PlanRefusal("What was remarked stays. Add a further note.", at: "Task.note")
        }
        return wanted.dropFirst(was.count).compactMap { $0.string("text") }
    }

    // MARK: Status

    private var reason: String? { new.string("statusReason.text") ?? new.string("statusReason.coding.display") }

    private func status(instead counter: String?) throws(PlanRefusal) -> [Act] {
        let state = step.state(at: now)
        let wanted = new.string("status") ?? ""
        guard wanted != old.string("status") else {
            if let end = new.string("executionPeriod.end"), end != old.string("executionPeriod.end") {
                throw PlanRefusal("A step that is not completed has no end yet. Set the status too.", at: "Task.executionPeriod.end")
            }
            return []
        }
        switch wanted {
        case "completed":
            guard state != .skipped && state != .withdrawn else { throw closed("The step was not to be done any more") }
            return [Act(.done(step: step.key), text: reason, happened: try end())]
        case "cancelled", "failed":
            guard state != .done else { throw closed("The step is done") }
            return [Act(.skipped(step: step.key), text: try whatFor(wanted))]
        case "requested":
            if step.isPaused(at: now) { return [Act(.resumed(what: step.key), text: reason)] }
            guard state.isClosed else { throw impossible(wanted) }
            return [Act(.reopened(step: step.key), text: reason)]
        case "on-hold":
            guard !state.isClosed else { throw closed("The step is closed") }
            return [Act(.paused(what: step.key, until: nil), text: try whatFor(wanted))]
        case "rejected":
            guard let offer = step.offer(at: now) else {
                throw PlanRefusal(
                    "Nobody has offered the step to anybody, so there is nothing to answer. Set `owner` to give it.", at: "Task.status")
            }
            return [Act(.declined(step: step.key, by: offer.to, counter: counter), text: try whatFor(wanted))]
        case "accepted", "received", "ready", "in-progress":
            if wanted == "accepted", let offer = step.offer(at: now) { return [Act(.accepted(step: step.key, by: offer.to), text: reason)] }
            guard let kind = Step.Progress.Kind(rawValue: wanted) else { throw impossible(wanted) }
            guard !state.isClosed else { throw closed("The step is closed") }
            let begun = Act(.begun(step: step.key, kind), text: reason)
            return step.isPaused(at: now) ? [Act(.resumed(what: step.key), text: reason), begun] : [begun]
        default: throw impossible(wanted)
        }
    }

    private func closed(_ what: String) -> PlanRefusal {
        PlanRefusal("\(what). Open it again first, with the status `requested`.", at: "Task.status")
    }

    private func impossible(_ wanted: String) -> PlanRefusal {
        let known = [
            "accepted", "cancelled", "completed", "failed", "in-progress", "on-hold", "ready", "received", "rejected", "requested",
        ]
        guard known.contains(wanted) else {
            return PlanRefusal("A step is never that. Known are: \(known.joined(separator: ", ")).", at: "Task.status")
        }
        return PlanRefusal("From the status that the step has it does not become `\(wanted)`.", at: "Task.status")
    }

    private func whatFor(_ wanted: String) throws(PlanRefusal) -> String {
        guard let reason, !reason.isEmpty else {
            throw PlanRefusal("`\(wanted)` needs a reason. Say in `statusReason.text` why.", at: "Task.statusReason")
        }
        return reason
    }

    /// When it was done; nil for now.
    private func end() throws(PlanRefusal) -> Instant? {
        // What is no time is refused before anybody asks what it means.
        guard let text = new.string("executionPeriod.end"), text != old.string("executionPeriod.end"),
            let end = Moment(text, zone: .utc)?.instant
        else { return nil }
        if let opens = step.opens, end < opens {
            throw PlanRefusal("The step would be done before it was started. Correct the time.", at: "Task.executionPeriod.end")
        }
        guard end <= now else {
            throw PlanRefusal("The step would be done in the future. Correct the time.", at: "Task.executionPeriod.end")
        }
        return end
    }
}

extension Directory {
    /// Whom a Task's `owner.identifier` names: by its key in the directory, or by its address.
    func owner(_ system: String, _ value: String, at now: Instant) throws(PlanRefusal) -> OrganisationID {
        let known =
            system == TaskProjection.organisationSystem
            ? organisation(OrganisationID(value), on: now)
            : Address.Scheme.allCases.map { Address(scheme: $0, value: value) }.first { $0.system == system }.flatMap {
                organisation(at: $0, on: now)
            }
        guard let known else {
            throw PlanRefusal("The directory knows no such organisation now. Name one that it has.", at: "Task.owner.identifier")
        }
        return known.id
    }
}

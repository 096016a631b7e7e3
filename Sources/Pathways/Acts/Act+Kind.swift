import Exchange
public import Journal

extension Fact.Kind {
    public static let stepDone = Fact.Kind("step done")
    public static let stepBegun = Fact.Kind("step begun")
    public static let stepSkipped = Fact.Kind("step skipped")
    public static let stepReopened = Fact.Kind("step reopened")
    public static let stepAssigned = Fact.Kind("step assigned")
    public static let attentionSeen = Fact.Kind("attention seen")
    public static let stepMoved = Fact.Kind("step moved")
    public static let stepAdded = Fact.Kind("step added")
    public static let stepReplaced = Fact.Kind("step replaced")
    public static let stepRestored = Fact.Kind("step restored")
    public static let stepCommented = Fact.Kind("step commented")
    public static let optionChosen = Fact.Kind("option chosen")
    public static let pathwayStarted = Fact.Kind("pathway started")
    public static let pathwayPaused = Fact.Kind("pathway paused")
    public static let pathwayResumed = Fact.Kind("pathway resumed")
    public static let pathwayStopped = Fact.Kind("pathway stopped")
    public static let pathwayVersionMoved = Fact.Kind("pathway version moved")
    public static let stepOffered = Fact.Kind("step offered")
    public static let offerAccepted = Fact.Kind("offer accepted")
    public static let offerDeclined = Fact.Kind("offer declined")
    public static let offerWithdrawn = Fact.Kind("offer withdrawn")
    public static let goalSet = Fact.Kind("goal set")
    public static let goalDropped = Fact.Kind("goal dropped")
    public static let mattersSaid = Fact.Kind("what matters said")
    /// The citizen was admitted again before the follow-up ended: worked out, never said by a letter.
    public static let readmitted = Fact.Kind("readmitted")
}

extension Act {
    /// The kind of the fact that keeps it.
    public var kind: Fact.Kind {
        switch deed {
        case .done: .stepDone
        case .begun: .stepBegun
        case .skipped: .stepSkipped
        case .reopened: .stepReopened
        case .assigned: .stepAssigned
        case .answered: .answered
        case .contactedAtHome: .contactedAtHome
        case .seen: .attentionSeen
        case .moved: .stepMoved
        case .added: .stepAdded
        case .replaced: .stepReplaced
        case .restored: .stepRestored
        case .commented: .stepCommented
        case .chosen: .optionChosen
        case .started: .pathwayStarted
        case .paused: .pathwayPaused
        case .resumed: .pathwayResumed
        case .stopped: .pathwayStopped
        case .versionMoved: .pathwayVersionMoved
        case .offered: .stepOffered
        case .accepted: .offerAccepted
        case .declined: .offerDeclined
        case .offerWithdrawn: .offerWithdrawn
        case .goalSet: .goalSet
        case .goalDropped: .goalDropped
        case .matters: .mattersSaid
        }
    }

    /// Every kind that acts have.
    static let kinds: Set<Fact.Kind> = [
        .stepDone, .stepBegun, .stepSkipped, .stepReopened, .stepAssigned, .answered, .contactedAtHome, .attentionSeen, .stepMoved,
        .stepAdded,
        .stepReplaced, .stepRestored, .stepCommented, .optionChosen, .pathwayStarted, .pathwayPaused, .pathwayResumed, .pathwayStopped,
        .pathwayVersionMoved, .stepOffered, .offerAccepted, .offerDeclined, .offerWithdrawn, .goalSet, .goalDropped, .mattersSaid,
    ]

    /// The step that it is about, by its key; nil when it is about something else.
    public var step: String? {
        switch deed {
        case .done(let step), .begun(let step, _), .skipped(let step), .reopened(let step), .assigned(let step, _), .moved(let step, _),
            .replaced(let step, _), .restored(let step), .commented(let step), .chosen(let step, _), .offered(let step, _, _),
            .accepted(let step, _), .declined(let step, _, _), .offerWithdrawn(let step):
            step
        case .added(let own): own.key
        case .paused(let what, _), .resumed(let what): what.utf8.contains(UInt8(ascii: "/")) ? what : nil
        case .answered, .contactedAtHome, .seen, .started, .stopped, .versionMoved, .goalSet, .goalDropped, .matters: nil
        }
    }

    /// The run that it is about, by its key, when it is about no step of it.
    public var run: String? {
        switch deed {
        case .stopped(let run), .versionMoved(let run, _): run
        case .paused(let what, _), .resumed(let what): what.utf8.contains(UInt8(ascii: "/")) ? nil : what
        case .done, .begun, .skipped, .reopened, .assigned, .answered, .contactedAtHome, .seen, .moved, .added, .replaced, .restored,
            .commented, .chosen, .started, .offered, .accepted, .declined, .offerWithdrawn, .goalSet, .goalDropped, .matters:
            nil
        }
    }
}

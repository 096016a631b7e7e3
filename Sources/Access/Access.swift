import Journal

/// Who may see or do what of whom, and why: the one place where that is decided.
///
/// Everything that leaves the hub has passed here: a resource read, found, included or counted, a page, an event of the feed, an export. The
/// decision is a function of the question alone, so that it can be tested, explained and asked again later.
///
/// ```swift
/// Access.decide(Question(.thisMachine, .read, .resource("Patient", citizen), at: now))    // .permit: whoever sits at this machine may
/// Access.decide(Question(nurse, .search, .type("Observation"), at: now))                  // .permit, but only what her citizens' journals hold
/// Access.decide(Question(nurse, .read, .resource("Observation", another), at: now))       // .deny, with the sentence to show
/// ```
public enum Access {
    /// - Returns: the permission with its reason, and for a search the criterion that must be added to it, so that neither a match nor a count
    ///   nor a sort order tells of anybody else; or the refusal with a sentence that is safe to show.
    public static func decide(_ question: Question) -> Decision {
        switch question.actor.kind {
        // Until people sign in, whoever can reach the loopback address is trusted with everything.
        case .machine: .permit(Permit(.thisMachine))
        case .hub: .permit(Permit(.ownWork))
        case .operator: .permit(Permit(.operatesTheHub))
        case .person, .system: of(question, in: question.citizensInCare, because: .careRelationship, else: .noRelationship)
        case .citizen:
            question.deed.isReading
                ? of(question, in: question.own, because: .ownJournal, else: .anotherCitizen) : .deny(Denial(.citizenChanges))
        }
    }

    /// What somebody may who has to do with some citizens only.
    private static func of(
        _ question: Question, in citizens: Set<SubjectID>, because reason: Permit.Reason, else refusal: Denial.Reason
    ) -> Decision {
        if question.actor.kind != .citizen, question.purpose == .unstated { return .deny(Denial(.noPurpose)) }
        switch question.matter {
        case .nobody: return .permit(Permit(.noCitizen))
        case .type(let type):
            guard CitizenTypes.tell(type) else { return nobodys(question.deed) }
            return .permit(Permit(reason, only: .isFiled(citizens.sorted())))
        case .resource(let type, let subject):
            guard CitizenTypes.tell(type) else { return nobodys(question.deed) }
            guard let subject, citizens.contains(subject) else { return .deny(Denial(refusal)) }
            return .permit(Permit(reason))
        case .citizen(let subject): return citizens.contains(subject) ? .permit(Permit(reason)) : .deny(Denial(refusal))
        case .wholeJournal: return .deny(Denial(.wholeJournal))
        }
    }

    /// What is about no citizen may be read by all, and changed by none of them.
    private static func nobodys(_ deed: Deed) -> Decision {
        deed.isReading ? .permit(Permit(.noCitizen)) : .deny(Denial(.notTheirs))
    }
}

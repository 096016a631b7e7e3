/// What somebody said whose question or answer is put before a human.
public struct Said: Sendable, Hashable {
    /// As people call them.
    public var who: String
    public var because: String?
    /// What they could do instead of taking the step over.
    public var counter: String?

    public init(who: String, because: String? = nil, counter: String? = nil) {
        self.who = who
        self.because = because.flatMap { $0.isEmpty ? nil : $0 }
        self.counter = counter.flatMap { $0.isEmpty ? nil : $0 }
    }
}

extension Attention {
    /// What was said by whoever asks the owner to take a step over, or by those who were asked; nil for what is about no offer.
    public func said(in plan: Plan) -> Said? {
        switch kind {
        case .offered: offer(in: plan).map { Said(who: plan.name(of: $0.by), because: $0.text) }
        case .offerUnanswered, .receiverOutside: offer(in: plan).map { Said(who: plan.name(of: $0.to), because: $0.text) }
        case .offerDeclined:
            offer(in: plan).map { Said(who: plan.name(of: $0.to), because: $0.answer?.text, counter: $0.answer?.counter) }
        case .contradiction, .nobodyHasRole, .severalHaveRole, .unassigned, .unclear, .actWithoutPlace, .notAllowed, .conflict,
            .conditionFailed, .unitUnreadable, .runFailed, .told:
            nil
        }
    }

    private func offer(in plan: Plan) -> Offer? { step.flatMap { plan.step($0) }?.step.adapting?.offers.last }
}

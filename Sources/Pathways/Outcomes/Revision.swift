public import Directory
public import FHIR
public import Journal

/// A draft of a pathway's next version, made of why plans differed from this one.
///
/// ```swift
/// let revision = Revision.make(of: definition, plans: plans, version: "2.0", from: day)
/// revision.tree.yaml                          // the draft; `helhet pathway diff OLD NEW` says what is different
/// revision.proposals.filter { !$0.isWritten } // what no rule can write: people decide
/// ```
/// It never runs as it is: it is a draft, and the signatures of the version before do not count for it.
public struct Revision: Sendable, Hashable {
    /// What one reason asks for, the most frequent first.
    public struct Proposal: Sendable, Hashable {
        /// Step, kind, reason and every act that says so.
        public var count: DeviationCount
        /// What the draft says differently because of it; nil when only people can say what should follow.
        public var change: Change?

        public var isWritten: Bool { change != nil }
    }

    public enum Change: Sendable, Hashable {
        case due(within: DeadlineTerm)
        case owner(role: String)
        /// The step is gone: nearly nobody wants it, and nothing waits for it.
        case removed
        /// A step that people kept adding, by its id in the draft.
        case added(String)
    }

    public var tree: DefinitionTree
    public var proposals: [Proposal]

    /// - Parameters:
    ///   - plans: of citizens, with all facts of each.
    ///   - atLeast: how many acts for one reason make it a proposal.
    public static func make(
        of definition: PathwayDefinition, plans: [(plan: Plan, facts: [Fact])], version: String, from: Day, atLeast: Int = 5
    ) -> Revision {
        var draft = RevisionDraft(definition, plans.map(\.plan))
        let deviations = plans.flatMap { $0.plan.deviations($0.facts) }.filter {
            $0.pathway == definition.id && $0.version == definition.version
        }
        let counts = draft.counts(deviations).filter { $0.count >= atLeast }
        let proposals = counts.map { Proposal(count: $0, change: draft.change(for: $0)) }
        draft.finish(version: version, from: from, because: proposals)
        return Revision(tree: draft.tree, proposals: proposals)
    }
}

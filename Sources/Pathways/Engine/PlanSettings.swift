public import Directory
public import FHIR

/// What a hub's configuration says of plans.
public struct PlanSettings: Sendable, Hashable {
    /// The pathway that stays run by.
    public var pathway: String
    /// From when on the hub acts for an organisation; one that is not named is live since ever. What was due before builds the record and
    /// is never put before anybody.
    public var goLive: [OrganisationID: Instant]

    /// How long a step may stay with whoever stands in for a role that nobody or several have, in seconds; then somebody else is told.
    public var assignWithin: Int

    public init(pathway: String = "hospital-stay", goLive: [OrganisationID: Instant] = [:], assignWithin: Int = 3600) {
        self.pathway = pathway
        self.goLive = goLive
        self.assignWithin = assignWithin
    }
}

import Directory
import FHIR

/// Everybody who takes part, as one team: https://hl7.org/fhir/R4/careteam.html
enum CareTeamProjection {
    private struct Member {
        var organisation: OrganisationID
        var roles: [String]
        var isContact = false
    }

    /// Of the runs that go on, or of the last one; nil when nobody takes part.
    static func team(of plan: Plan, _ rules: [PathwayRules?], at now: Instant) -> WrittenResource? {
        let runs = plan.runs
        let running = runs.indices.filter { !runs[$0].isOver(at: now) }
        let named = plan.contact(at: now)?.organisation
        let members = members(running.isEmpty ? Array(runs.indices.suffix(1)) : running, runs, rules, contact: named, at: now)
        guard !members.isEmpty else { return nil }
        return WrittenResource.build("CareTeam", id: PlanProjection.id("team", in: plan)) { json in
            json.field("status", running.isEmpty ? "inactive" : "active")
            json.object("subject") { $0.field("reference", "Patient/\(plan.subject)") }
            json.array("participant") { json in
                for member in members {
                    json.object { json in
                        json.array("role") { json in
                            if member.isContact { contact(&json) }
                            for role in member.roles { json.object { $0.field("text", role) } }
                        }
                        json.object("member") { PlanProjection.organisation(member.organisation, plan, &$0) }
                    }
                }
            }
            if let responsible = running.last.flatMap({ runs[$0].responsible(at: now) }) {
                json.array("managingOrganization") { json in
                    json.object { PlanProjection.organisation(responsible.organisation, plan, &$0) }
                }
            }
        }
    }

    private static func contact(_ json: inout JSONWriter) {
        json.object { json in
            json.array("coding") { json in
                json.object { json in
                    json.field("system", "urn:helhet:role")
                    json.field("code", "contact")
                }
            }
            json.field("text", "The citizen's contact")
        }
    }

    /// Each once, the contact first, then in the order of the pathways and their roles.
    private static func members(
        _ places: [Int], _ runs: [Run], _ rules: [PathwayRules?], contact: OrganisationID?, at now: Instant
    ) -> [Member] {
        var members: [Member] = []
        func add(_ organisation: OrganisationID, _ role: String?, isContact: Bool) {
            let place = members.firstIndex { $0.organisation == organisation } ?? members.endIndex
            if place == members.endIndex { members.append(Member(organisation: organisation, roles: [])) }
            if let role, !members[place].roles.contains(role) { members[place].roles.append(role) }
            if isContact { members[place].isContact = true }
        }
        for place in places {
            let run = runs[place]
            for lane in run.lanes {
                guard let organisation = lane.organisation else { continue }
                add(organisation, rules[place]?.title(ofRole: lane.role) ?? lane.role, isContact: false)
            }
            // Whoever was given a step is in the team too.
            for step in run.open(at: now) { add(step.owner(at: now), nil, isContact: false) }
            if let contact = run.contact { add(contact, nil, isContact: false) }
        }
        // The citizen has one contact, however many pathways name one.
        if let contact { add(contact, nil, isContact: true) }
        return members.filter(\.isContact) + members.filter { !$0.isContact }
    }
}

import Directory
import FHIR
import Pathways

/// Everybody who takes part in a citizen's pathways: each organisation once, with all that it is there.
struct TeamComposer {
    let plan: Plan
    /// The run that the page is about, whose parties come first.
    let run: Run?
    let words: Words
    let library: PathwayLibrary

    private struct Member {
        var organisation: OrganisationID
        var units: [String] = []
        var roles: [String] = []
    }

    private var now: Instant { words.phrasing.now }

    var rows: [CitizenPage.TeamRow] {
        let responsible = run?.responsible(at: now)?.organisation
        return members.map { member in
            let name = ([plan.name(of: member.organisation)] + member.units).joined(separator: ", ")
            let roles = member.roles.joined(separator: ", ").capitalizedFirst
            return .init(
                name: name, roles: roles == name ? nil : roles,
                responsible: member.organisation == responsible ? words.say(.responsibleNow) : nil)
        }
    }

    private var members: [Member] {
        let others = plan.runs.filter { $0.key != run?.key && !$0.isOver(at: now) && $0.start <= now }
        var members: [Member] = []
        for run in [run].compactMap(\.self) + others {
            let words = Words(words.phrasing, plan: plan, run: run, definition: library.definition(run.pathway, version: run.version))
            for lane in run.lanes {
                guard let organisation = lane.organisation else { continue }
                let place = members.firstIndex { $0.organisation == organisation } ?? members.endIndex
                if place == members.endIndex { members.append(Member(organisation: organisation)) }
                let unit = lane.unit.flatMap { Words.unit($0, within: plan.name(of: organisation)) }
                if let unit, !members[place].units.contains(unit) { members[place].units.append(unit) }
                let role = words.role(lane.role)
                if !members[place].roles.contains(role) { members[place].roles.append(role) }
            }
        }
        return members
    }
}

import Directory
import Pathways

extension Plan {
    /// The plan as the own page of somebody with a protected address shows it: whoever serves the place where they live is called by what they
    /// are, since their names would tell it. Hospitals keep their names, and so does everybody on other citizens' pages.
    func withoutPlaces(_ phrasing: Phrasing, library: PathwayLibrary) -> Plan {
        guard citizen.isProtected else { return self }
        var plan = self
        for index in organisations.indices {
            let roles = roles(of: organisations[index].id, library)
            guard !roles.contains(where: { $0.kind == .hospital }) else { continue }
            plan.organisations[index].name =
                (roles.first?.title[phrasing.language.rawValue] ?? phrasing.say(.anotherService)).capitalizedFirst
        }
        return plan
    }

    /// What an organisation is in the citizen's pathways, the first begun first.
    private func roles(of organisation: OrganisationID, _ library: PathwayLibrary) -> [RoleDefinition] {
        runs.flatMap { run in
            let definition = library.definition(run.pathway, version: run.version)
            return run.lanes.filter { $0.organisation == organisation }.compactMap { definition?.role($0.role) }
        }
    }
}

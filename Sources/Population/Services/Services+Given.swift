/// Services that somebody else describes, so that the letters are those of organisations which a hub knows already.
extension Services {
    /// - Parameter organisations: enterprises and their units. A unit of the municipality without a role reads letters about citizens; units of
    ///   the hospital are its wards; who provides what follows from the role.
    /// - Throws: when a place has no municipality or no hospital.
    public init(_ residents: Residents, given organisations: [Organisation]) throws(PopulationError) {
        self.residents = residents
        var municipal: [MunicipalServices] = []
        var hospitals: [Hospital] = []
        for place in residents.municipalities {
            let here = organisations.filter { $0.municipality == place.code }
            guard let municipality = here.first(where: { $0.role == .municipality && $0.parent == nil }) else {
                throw PopulationError(.usage, "No organisation is the municipality \(place.code); give one the role municipality.")
            }
            guard let hospital = here.first(where: { $0.role == .hospital && $0.parent == nil }) else {
                throw PopulationError(.usage, "No organisation is the hospital of \(place.code); give one the role hospital.")
            }
            var units: [String: [Organisation]] = [:]
            for provider in residents.rates.providers {
                units[provider.id] = here.filter { $0.role?.rawValue == provider.role }
            }
            municipal.append(
                MunicipalServices(
                    municipality: municipality, office: here.first { $0.parent == municipality.id && $0.role == nil }, units: units))
            let wards = here.filter { $0.parent == hospital.id }
            // The ward that is called so, or the first.
            let inOrder = wards.isEmpty ? [] : residents.rates.wards.map { ward in wards.first { $0.id.contains(ward.id) } ?? wards[0] }
            hospitals.append(Hospital(hospital: hospital, wards: inOrder, others: units))
        }
        self.municipal = municipal
        self.hospitals = hospitals
        hospitalOfPlace = Array(residents.municipalities.indices)
        dispatches = []
    }
}

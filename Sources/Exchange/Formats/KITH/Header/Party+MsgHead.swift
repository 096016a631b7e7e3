import Directory
import XML

extension Party {
    /// Reads the two levels of a MsgHead: an enterprise, and within it a service or a health professional.
    ///
    /// Real letters hold an empty inner `Organisation` beside the professional; it is passed over. nil when there is neither a name nor an
    /// address on any level.
    init?(msgHead organisation: XMLNode?) {
        guard let organisation else { return nil }
        let levels = Party.levels(of: organisation)
        guard let outer = levels.first else { return nil }
        var professional: XMLNode?
        var next: XMLNode? = organisation
        while let level = next {
            professional = level.first("HealthcareProfessional") ?? professional
            next = level.first("Organisation")
        }
        self.init(name: outer.name ?? outer.addresses.first?.value ?? "", addresses: outer.addresses)
        person = professional.flatMap(Party.personName)
        if levels.count > 1, let inner = levels.last {
            unit = Unit(name: inner.name ?? inner.addresses.first?.value ?? "", addresses: inner.addresses)
        } else if let professional {
            let addresses = Party.addresses(professional)
            if let name = person ?? addresses.first?.value { unit = Unit(name: name, addresses: addresses) }
        }
    }

    /// Family, middle and given name as people say them: `Gunn Omsorg`.
    static func personName(_ node: XMLNode) -> String? {
        let parts = ["GivenName", "MiddleName", "FamilyName"].compactMap { node.text($0) }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    private static func levels(of organisation: XMLNode) -> [(name: String?, addresses: [Address])] {
        var found: [(name: String?, addresses: [Address])] = []
        var next: XMLNode? = organisation
        while let level = next {
            let own = (name: level.text("OrganisationName"), addresses: addresses(level))
            if own.name != nil || !own.addresses.isEmpty { found.append(own) }
            next = level.first("Organisation")
        }
        return found
    }

    private static func addresses(_ node: XMLNode) -> [Address] {
        Address.inOrder(node.each("Ident").compactMap { Address(number: $0.text("Id"), kind: $0.value("TypeId")) })
    }
}

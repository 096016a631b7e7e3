import Directory
import XML

extension Party {
    /// Reads an `HCP`, as AppRec, epikrise and henvisning name their parties: an institution with a department or person, or a person alone.
    init?(hcp: XMLNode?) {
        guard let hcp else { return nil }
        if let institution = hcp.first("Inst") {
            let addresses = Party.idents(institution)
            guard let name = institution.text("Name") ?? addresses.first?.value else { return nil }
            self.init(name: name, addresses: addresses)
            person = institution.text("HCPerson/Name")
            if let inner = institution.first("Dept") ?? institution.first("HCPerson") {
                let addresses = Party.idents(inner)
                if let name = inner.text("Name") ?? addresses.first?.value { unit = Unit(name: name, addresses: addresses) }
            }
        } else if let professional = hcp.first("HCProf") {
            let addresses = Party.idents(professional)
            guard let name = professional.text("Name") ?? addresses.first?.value else { return nil }
            self.init(name: name, addresses: addresses, person: professional.text("Name"))
        } else {
            return nil
        }
    }

    private static func idents(_ node: XMLNode) -> [Address] {
        let own = Address(number: node.text("Id"), kind: node.value("TypeId"))
        let more = node.each("AdditionalId").map { Address(number: $0.text("Id"), kind: $0.value("Type")) }
        return Address.inOrder(([own] + more).compactMap(\.self))
    }
}

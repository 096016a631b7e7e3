import Directory
import FHIR

/// Reads `Organization` as a party of a letter.
enum MedComOrganisation {
    /// The party that a reference names; its endpoint (`https://sor2.sum.dsdn.dk/#id=…`) stands in where the Organization has no number.
    /// Nil when neither gives a number nor a name.
    static func party(_ reference: Element?, endpoint: String?, in bundle: MedComBundle) -> Party? {
        let organisation = bundle.resolve(reference, "Organization")
        var addresses = organisation.map(addresses) ?? []
        if addresses.isEmpty, let code = endpoint.flatMap(sorCode) { addresses = [Address(scheme: .sor, value: code)] }
        let name = organisation?.string("name")?.nonBlank
        guard let shown = name ?? addresses.first.map({ "\($0.scheme.rawValue.uppercased()) \($0.value)" }) else { return nil }
        return Party(name: shown, addresses: addresses)
    }

    /// SOR before GLN.
    static func addresses(_ organisation: Element) -> [Address] {
        var sor: [Address] = []
        var gln: [Address] = []
        for identifier in organisation.each("identifier") {
            guard let value = identifier.string("value")?.nonBlank else { continue }
            switch identifier.string("system") {
            case IdentifierSystem.sor: sor.append(Address(scheme: .sor, value: value))
            case IdentifierSystem.gln, MedCom.System.ean: gln.append(Address(scheme: .gln, value: value))
            default: continue
            }
        }
        return sor + gln
    }

    private static func sorCode(_ endpoint: String) -> String? {
        guard let mark = endpoint.firstRange(of: "#id=") else { return nil }
        return String(endpoint[mark.upperBound...]).nonBlank
    }
}

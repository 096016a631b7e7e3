import FHIR

/// A person or a team that a Communication names below the organisation that sends or receives it.
struct MedComParticipant: Sendable {
    var name: String?
    var role: String?
    var isTeam: Bool

    /// Reads a PractitionerRole, a Practitioner or a CareTeam; nil when the reference leads to none.
    init?(_ reference: Element?, in bundle: MedComBundle) {
        if let team = bundle.resolve(reference, "CareTeam") {
            self.init(name: team.string("name")?.nonBlank, role: nil, isTeam: true)
        } else if let role = bundle.resolve(reference, "PractitionerRole") {
            let code = role.first("code")
            self.init(
                name: bundle.resolve(role["practitioner"], "Practitioner").flatMap(Self.name),
                role: (code?.string("text") ?? code?.string("coding.display") ?? code?.string("coding.code"))?.nonBlank, isTeam: false)
        } else if let practitioner = bundle.resolve(reference, "Practitioner") {
            self.init(name: Self.name(practitioner), role: nil, isTeam: false)
        } else {
            return nil
        }
    }

    private init(name: String?, role: String?, isTeam: Bool) {
        self.name = name
        self.role = role
        self.isTeam = isTeam
    }

    /// Name and role, as a letter is signed.
    var signature: String? { [name, role].compactMap { $0 }.joined(separator: ", ").nonBlank }

    /// Puts a team in as the party's unit and a person as its person.
    func join(_ party: inout Party) {
        guard let name else { return }
        if isTeam { party.unit = Party.Unit(name: name, addresses: []) } else { party.person = name }
    }

    private static func name(_ practitioner: Element) -> String? {
        guard let name = practitioner.first("name") else { return nil }
        let parts = name.each("given").compactMap { $0.text?.nonBlank } + [name.string("family")?.nonBlank].compactMap { $0 }
        return parts.joined(separator: " ").nonBlank ?? name.string("text")?.nonBlank
    }
}

import FHIR

/// Reads `Patient` as the citizen that a letter is about.
struct MedComCitizen: Sendable {
    let citizen: Citizen
    let resource: Element
    /// `deceasedBoolean`, or true when a time of death stands in its place; nil when the letter says nothing.
    let isDead: Bool?

    /// - Parameter official: only a CPR will do, as in HospitalNotification; else a replacement number is enough.
    init(_ header: MedComHeader, official: Bool, type: String) throws(Refusal) {
        let patients = header.bundle.all("Patient")
        guard patients.count == 1, let patient = patients.first else {
            throw header.refusal(
                .wrongStructure, "Bundle.entry", "The Bundle must have exactly one Patient; it has \(patients.count).", type: type)
        }
        resource = patient
        var numbers: [Identifier] = []
        var replacements: [Identifier] = []
        var others: [Identifier] = []
        var hasWrongReplacement = false
        var born: Day?
        for identifier in patient.each("identifier") {
            guard let value = identifier.string("value")?.nonBlank else { continue }
            // Without a system a number names nobody: one sender may have given it to several citizens.
            guard let system = identifier.string("system")?.nonBlank else { continue }
            if system == IdentifierSystem.cpr {
                guard let number = CitizenNumber(danish: value), number.kind == .cpr else {
                    throw header.refusal(
                        .citizenNumberWrong, "Patient.identifier.value",
                        "The CPR number cannot be one: it must be ten digits that begin with a date. Correct it and send a new message.",
                        type: type)
                }
                numbers.append(Identifier(system: IdentifierSystem.cpr, value: number.digits))
                born = born ?? number.birthDay
            } else if IdentifierSystem.isReplacementCPR(system) {
                if let number = CitizenNumber(danish: value) {
                    replacements.append(Identifier(system: system, value: number.digits))
                    born = born ?? number.birthDay
                } else {
                    hasWrongReplacement = true
                    others.append(Identifier(system: system, value: value))
                }
            } else {
                others.append(Identifier(system: system, value: value))
            }
        }
        if official, numbers.isEmpty {
            throw header.refusal(
                .citizenNumberMissing, "Patient.identifier",
                "The Patient has no official CPR number, which this message must have. Send it when the citizen has one.", type: type)
        }
        if numbers.isEmpty, replacements.isEmpty {
            if hasWrongReplacement {
                throw header.refusal(
                    .citizenNumberWrong, "Patient.identifier.value",
                    "The replacement CPR number cannot be one: it must be a date and four characters. Correct it and send a new message.",
                    type: type)
            }
            throw header.refusal(
                .citizenNumberMissing, "Patient.identifier", "The Patient has neither a CPR number nor a replacement number. Add one.",
                type: type)
        }
        var citizen = Citizen(identifiers: numbers + replacements + others)
        let name = patient.each("name").first { $0.string("use") == "official" } ?? patient.first("name")
        citizen.family = name?.string("family")?.nonBlank
        citizen.given = (name?.each("given") ?? []).compactMap { $0.text?.nonBlank }.joined(separator: " ").nonBlank
        citizen.born = patient.string("birthDate").flatMap { Day($0.nonBlank ?? "") } ?? born
        citizen.gender = patient.string("gender")?.nonBlank
        citizen.address = patient.first("address").flatMap(Self.line)
        citizen.isAddressProtected = patient.each("meta.security").contains { ["R", "V"].contains($0.string("code")) }
        self.citizen = citizen
        isDead = patient["deceasedBoolean"]?.bool ?? (patient["deceasedDateTime"] == nil ? nil : true)
    }

    /// The numbers that a message writes for its Patients, whatever is wrong with the rest of it.
    static func numbers(in root: Element) -> [Identifier] {
        MedComBundle(root).all("Patient").flatMap { $0.each("identifier") }.flatMap { identifier -> [Identifier] in
            guard let value = identifier.string("value")?.nonBlank else { return [] }
            let number = CitizenNumber(danish: value)
            guard let system = identifier.string("system")?.nonBlank else { return [number?.identifier].compactMap(\.self) }
            return [number.map { Identifier(system: system, value: $0.digits) }, Identifier(system: system, value: value)].compactMap(
                \.self)
        }
    }

    private static func line(_ address: Element) -> String? {
        let street = address.each("line").compactMap { $0.text?.nonBlank }
        let place = [address.string("postalCode"), address.string("city")].compactMap { $0?.nonBlank }.joined(separator: " ")
        return (street + [place]).filter { !$0.isEmpty }.joined(separator: ", ").nonBlank
    }
}

extension MedComHeader {
    /// Ids of the episode of care that an Encounter names: the sender's own before LPR3, since that is the one to be returned.
    static func episodes(of encounter: Element) -> [String] {
        var local: [String] = []
        var national: [String] = []
        for identifier in encounter.each("episodeOfCare.identifier") {
            guard let value = identifier.string("value")?.nonBlank.map(UUIDText.normal) else { continue }
            if identifier.string("system") == MedCom.System.lpr3 { national.append(value) } else { local.append(value) }
        }
        var seen: Set<String> = []
        return (local + national).filter { seen.insert($0).inserted }
    }
}

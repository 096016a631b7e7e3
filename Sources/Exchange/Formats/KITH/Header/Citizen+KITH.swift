import Directory
import FHIR
import XML

extension Citizen {
    /// An identifier of a citizen, as a letter writes it: number and kind (kodeverk 8116).
    struct Written {
        var number: String?
        var kind: String?
    }

    /// Reads `Patient` of a MsgHead.
    ///
    /// - Parameter sender: whose own numbers local identifiers are.
    init(msgHead patient: XMLNode?, sender: Party) throws(Refusal) {
        guard let patient else {
            throw Refusal(
                .citizenNumberMissing, path: "MsgInfo/Patient", "The letter names no patient. Send it with the patient's national number.")
        }
        let written = patient.each("Ident").map { Written(number: $0.text("Id"), kind: $0.value("TypeId")) }
        try self.init(written: written, path: "MsgInfo/Patient/Ident", sender: sender)
        family = patient.text("FamilyName")
        given = [patient.text("GivenName"), patient.text("MiddleName")].compactMap(\.self).joined(separator: " ").trimmed
        born = patient.text("DateOfBirth").flatMap { Day($0) } ?? born
        gender = Citizen.gender(patient.value("Sex"))
        readAddress(patient.first("Address"))
    }

    /// Reads `Patient` of an epikrise or henvisning (`Name` is `Family, Given`).
    init(message patient: XMLNode?, path: String, sender: Party) throws(Refusal) {
        guard let patient else {
            throw Refusal(.citizenNumberMissing, path: path, "The letter names no patient. Send it with the patient's national number.")
        }
        var written = [Written(number: patient.text("OffId"), kind: patient.value("TypeOffId"))]
        written += patient.each("AdditionalId").map { Written(number: $0.text("Id"), kind: $0.value("Type")) }
        try self.init(written: written, path: path + "/OffId", sender: sender)
        if let name = patient.text("Name") {
            let parts = name.split(separator: ",", maxSplits: 1).map { String($0).trimmed }
            family = parts.first ?? nil
            given = parts.count > 1 ? parts[1] : nil
        }
        born = (patient.value("DateOfBirth") ?? patient.text("DateOfBirth")).flatMap { Day($0) } ?? born
        gender = Citizen.gender(patient.value("Sex"))
        readAddress(patient.first("Address"))
    }

    /// A national number or D-number must be one; a letter without either needs another identifier.
    private init(written: [Written], path: String, sender: Party) throws(Refusal) {
        var official: [CitizenNumber] = []
        var others: [Identifier] = []
        for ident in written {
            guard let number = ident.number else { continue }
            switch ident.kind?.uppercased() {
            case "FNR", "DNR":
                guard let known = CitizenNumber(norwegian: number) else {
                    let why = CitizenNumber.why(norwegian: number) ?? "The patient's national number is not one."
                    throw Refusal(.citizenNumberWrong, path: path, why)
                }
                official.append(known)
            default: others.append(Self.unofficial(number, ident.kind, sender: sender))
            }
        }
        guard !official.isEmpty || !others.isEmpty else {
            throw Refusal(
                .citizenNumberMissing, path: path,
                "The letter has no number for its patient. Send it with the patient's national number or D-number.")
        }
        self.init(identifiers: official.map { Identifier(system: $0.system, value: $0.digits) } + others)
        born = official.first?.birthDay
    }

    /// A number that is none of a nation's, as the journal knows its system.
    private static func unofficial(_ number: String, _ kind: String?, sender: Party) -> Identifier {
        switch kind?.uppercased() {
        case "FHN": Identifier(system: "urn:oid:2.16.578.1.12.4.1.4.3", value: number)
        case let kind?: Identifier(system: "urn:kith:8116:\(kind.lowercased()):\(sender.address)", value: number)
        case nil: Identifier(system: "urn:kith:8116:\(sender.address)", value: number)
        }
    }

    /// The numbers that the header of a letter writes for its patient, whatever is wrong with the rest of it.
    static func numbers(in root: XMLNode) -> [Identifier] {
        let head = root.name == "EI_fellesformat" ? root.first("MsgHead") ?? root : root
        let sender =
            Party(msgHead: head.first("MsgInfo/Sender/Organisation")) ?? Party(hcp: head.first("ServRprt/ServProvider/HCP"))
            ?? Party(hcp: head.first("ServReq/Requester/HCP"))
        var written = (head.first("MsgInfo/Patient")?.each("Ident") ?? []).map { Written(number: $0.text("Id"), kind: $0.value("TypeId")) }
        for patient in [head.first("ServRprt/Patient"), head.first("ServReq/Patient")].compactMap(\.self) {
            written.append(Written(number: patient.text("OffId"), kind: patient.value("TypeOffId")))
            written += patient.each("AdditionalId").map { Written(number: $0.text("Id"), kind: $0.value("Type")) }
        }
        return written.compactMap { ident in
            guard let number = ident.number else { return nil }
            return CitizenNumber(norwegian: number)?.identifier ?? sender.map { unofficial(number, ident.kind, sender: $0) }
        }
    }

    /// Kodeverk 3101.
    private static func gender(_ code: String?) -> String? {
        switch code {
        case "1": "male"
        case "2": "female"
        case "9": "other"
        case "0": "unknown"
        default: nil
        }
    }

    /// No code of kodeverk 3401 says that an address is protected; senders write it in words, which are believed.
    private mutating func readAddress(_ node: XMLNode?) {
        guard let node else { return }
        let line = [node.text("PostalCode"), node.text("City")].compactMap(\.self).joined(separator: " ")
        address = [node.text("StreetAdr"), node.text("Postbox"), line.trimmed].compactMap(\.self).joined(separator: ", ").trimmed
        let words = ([address, node.value("Type", "DN"), node.value("County", "DN")].compactMap(\.self)).joined(separator: " ").lowercased()
        isAddressProtected = ["sperret adresse", "hemmelig adresse", "fortrolig", "skjermet adresse", "adressesperre", "kode 6", "kode 7"]
            .contains { words.contains($0) }
    }
}

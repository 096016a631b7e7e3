import FHIR
import HTTPTypes
import Journal

/// Every number that the person of a number is known by, and the Patients that are theirs, whichever of their numbers is asked for:
/// the Patient Identifier Cross-reference of IHE, https://profiles.ihe.net/ITI/PIXm/ITI-83.html
///
/// `sourceIdentifier` is `system|value`, or a bare fnr, D-number, CPR or E-CPR; `targetSystem`, which may be repeated, asks for numbers of
/// those systems alone.
struct CrossReference: Interaction {
    let method = HTTPRequest.Method.get
    let address = Address(.fhir, .type, .literal("$ihe-pix"))
    let listing = Listing.typeOperation(
        name: "ihe-pix", definition: "https://profiles.ihe.net/ITI/PIXm/OperationDefinition/IHE.PIXm.pix", types: ["Patient"])

    func work(for call: Call) throws(Problem) -> Work {
        guard call.type == "Patient" else {
            throw Problem(.unknownAddress, "Only patients have numbers to look up. Ask `/fhir/Patient/$ihe-pix`.")
        }
        var sources: [String] = []
        var systems: [String] = []
        for (name, value) in try call.parameters(["sourceIdentifier", "targetSystem"]) {
            if name == "sourceIdentifier" { sources.append(value) } else { systems.append(value) }
        }
        guard sources.count == 1, let source = sources.first, !source.isEmpty else {
            throw Problem(.badValue, "Ask for one number: `sourceIdentifier=system|value`.", path: "sourceIdentifier")
        }
        let candidates = Self.identifiers(source)
        let gate = call.context.gate
        return .read { [systems] reader in
            guard let subject = try candidates.lazy.compactMap({ try reader.subject($0) }).first else { throw Self.unknown }
            let group = try reader.group(of: subject)
            let identifiers = try reader.identifiers(of: group)
            var patients: [String] = []
            if let root = group.first { patients.append(root.description) }
            patients += identifiers.filter { $0.subjectKind == .unidentified }.map(\.value)
            let shown = try patients.filter { try gate.resource("Patient", $0, in: reader)?.resource != nil }
            // Whoever may see none of them is told no more than that there is none.
            guard !shown.isEmpty else { throw Self.unknown }
            let numbers = identifiers.filter { $0.subjectKind == .person && (systems.isEmpty || systems.contains($0.system)) }
            return Answer(.ok, .resource(Self.parameters(numbers, shown)))
        }
    }

    private static func identifiers(_ text: String) -> [Identifier] {
        let parts = text.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let value = parts[parts.count - 1]
        let national = [CitizenNumber(norwegian: value), CitizenNumber(danish: value)].compactMap { $0 }
        guard parts.count == 2, !parts[0].isEmpty else { return national.map { Identifier(system: $0.system, value: $0.digits) } }
        let compact = national.map { Identifier(system: parts[0], value: $0.digits) }
        return [Identifier(system: parts[0], value: value)] + compact
    }

    private static func parameters(_ numbers: [Identifier], _ patients: [String]) -> [UInt8] {
        Resource.build("Parameters") { json in
            json.array("parameter") { json in
                for number in numbers.sorted() {
                    json.object { json in
                        json.field("name", "targetIdentifier")
                        json.object("valueIdentifier") { json in
                            json.field("system", number.system)
                            json.field("value", number.value)
                        }
                    }
                }
                for patient in patients {
                    json.object { json in
                        json.field("name", "targetId")
                        json.object("valueReference") { $0.field("reference", "Patient/\(patient)") }
                    }
                }
            }
        }.bytes
    }

    private static let unknown = Problem(.notFound, "Nobody here has this number. Check its system and its digits.")
}

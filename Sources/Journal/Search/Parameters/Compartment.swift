/// What belongs to a patient, an encounter, a practitioner, a related person or a device: https://hl7.org/fhir/R4/compartmentdefinition.html
public enum Compartment: String, Sendable, CaseIterable {
    case patient = "Patient"
    case encounter = "Encounter"
    case relatedPerson = "RelatedPerson"
    case practitioner = "Practitioner"
    case device = "Device"

    private var table: [String: [String]] { R4SearchTable.shared.compartments[rawValue] ?? [:] }

    /// The types of which resources can be in it, ascending; the one whose compartment it is among them.
    public var types: [String] { Set(table.keys).union([rawValue]).sorted() }

    /// The codes of the parameters by which a resource of the type refers to the one whose compartment it is; empty for types that are
    /// never in it.
    public func parameters(of type: String) -> [String] { table[type] ?? [] }

    /// What a resource of the type must be to be in the compartment of the one with this id; nil for types that are never in it.
    ///
    /// - Parameter base: the address that clients know the FHIR API by.
    public func criterion(_ type: String, id: String, in parameters: SearchParameters, base: String) -> Criterion? {
        var found: [Criterion] = type == rawValue ? [self == .patient ? .isPatient(of: id) : .ids([id])] : []
        for code in self.parameters(of: type) {
            guard let parameter = parameters.parameter(code, of: type) else { continue }
            found.append(.matches(parameter, [.reference(type: rawValue, id: id, base: base)]))
        }
        return found.isEmpty ? nil : found.count == 1 ? found[0] : .any(found)
    }
}

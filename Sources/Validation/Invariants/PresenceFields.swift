import FHIR

/// The fields of a type as a test of presence sees them.
struct PresenceFields {
    struct Field {
        let bit: UInt8
        let isArray: Bool
        /// The one name in JSON; nil for a choice.
        let name: String?
        let isTime: Bool
    }

    let typeName: String
    private let fields: [String: Field]

    init(_ r4: R4, _ type: R4.TypeEntry) {
        typeName = type.name
        var fields: [String: Field] = [:]
        for (bit, at) in type.fields.enumerated() where bit < 64 {
            let field = r4.fields[Int(at)]
            fields[field.name] = Field(
                bit: UInt8(bit), isArray: field.isArray, name: field.isChoice ? nil : field.name,
                isTime: field.types.allSatisfy { ["date", "dateTime", "instant"].contains($0) })
        }
        self.fields = fields
    }

    subscript(_ name: some StringProtocol) -> Field? { fields[String(name)] }
}

import FHIR

/// What evaluations ask of R4's table, laid out for asking often: by index in that table, without counting references.
struct R4Facts: @unchecked Sendable {
    // Sendable because nothing is written after `init`; it is made once and never freed.
    struct TypeFacts {
        var kind: NodeKind
        var isPrimitive: Bool
        /// Whether any resource may stand there, so that only the document says which.
        var isContainer: Bool
    }

    let types: UnsafePointer<TypeFacts>
    /// The types of the members of each type, by their names in documents.
    let members: UnsafePointer<SpellingTable>
    /// Types by their names.
    let names: SpellingTable
    /// What the object beside a primitive is.
    let element: Int32
    let resourceType = Spelling(kept: "resourceType")

    static let table = R4Facts()

    private init() {
        let table = R4.table
        let types = UnsafeMutablePointer<TypeFacts>.allocate(capacity: table.types.count)
        let members = UnsafeMutablePointer<SpellingTable>.allocate(capacity: table.types.count)
        for (index, type) in table.types.enumerated() {
            let isPrimitive =
                switch type.form {
                case .string, .number, .boolean, .xhtml: true
                case .object, .resource: false
                }
            (types + index).initialize(to: TypeFacts(kind: NodeKind(type), isPrimitive: isPrimitive, isContainer: type.form == .resource))
            (members + index).initialize(to: SpellingTable(type.members.mapValues(\.type)))
        }
        self.types = UnsafePointer(types)
        self.members = UnsafePointer(members)
        names = SpellingTable(table.index)
        element = table.index["Element"] ?? -1
    }
}

import CR4

extension R4 {
    /// Reads the table that is embedded in the executable; its grammar is described in `Scripts/generate-r4-table`.
    init() {
        self.init(UnsafeBufferPointer(start: helhet_r4_bytes(), count: helhet_r4_count()))
    }

    init(_ table: UnsafeBufferPointer<UInt8>) {
        var types: [TypeEntry] = []
        var bases: [String] = []
        var own: [[Int32]] = []
        var fields: [Field] = []
        for line in table.split(separator: 0x0A) {
            let words = line.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
            if words.first == "t", words.count >= 4 {
                types.append(TypeEntry(name: words[1], isResource: words[2] == "resource", form: R4.form(kind: words[2], name: words[1])))
                bases.append(words[3])
                own.append([])
            } else if words.first == "e", words.count >= 6, !own.isEmpty {
                own[own.count - 1].append(Int32(fields.count))
                fields.append(R4.field(words))
            }
        }
        var index: [String: Int32] = [:]
        for (at, type) in types.enumerated() { index[type.name] = Int32(at) }
        for at in types.indices { types[at].base = index[bases[at]] }
        for at in types.indices {
            var chain = [at]
            while let base = types[chain[0]].base, chain.count < 8 { chain.insert(Int(base), at: 0) }
            types[at].fields = chain.flatMap { own[$0] }
            types[at].members = R4.members(types[at].fields, fields, index)
            for (name, member) in types[at].members where fields[Int(member.field)].isChoice {
                types[at].choices[fields[Int(member.field)].name, default: []].append(name)
            }
        }
        self.types = types
        self.fields = fields
        self.index = index
    }

    private static func form(kind: String, name: String) -> Form {
        switch kind {
        case "number": .number
        case "boolean": .boolean
        case "xhtml": .xhtml
        case "string": .string
        case "resource": .resource
        case "abstract" where name == "Resource" || name == "DomainResource": .resource
        default: .object
        }
    }

    private static func field(_ words: [String]) -> Field {
        let isChoice = words[1].hasSuffix("[x]")
        return Field(
            name: isChoice ? String(words[1].dropLast(3)) : words[1], types: words[2].split(separator: "|").map(String.init),
            minimum: Int(words[3]) ?? 0, maximum: Int(words[4]), isChoice: isChoice, isAttribute: words[5].contains("a"),
            isModifier: words[5].contains("m"), isSummary: words[5].contains("s"))
    }

    private static func members(_ own: [Int32], _ fields: [Field], _ index: [String: Int32]) -> [String: Member] {
        var members: [String: Member] = [:]
        for (order, at) in own.enumerated() {
            let field = fields[Int(at)]
            for type in field.types {
                guard let typeAt = index[type] else { continue }
                let name = field.isChoice ? field.name + type.prefix(1).uppercased() + type.dropFirst() : field.name
                members[name] = Member(field: at, order: Int32(order), type: typeAt, isArray: field.isArray, isAttribute: field.isAttribute)
            }
        }
        return members
    }
}

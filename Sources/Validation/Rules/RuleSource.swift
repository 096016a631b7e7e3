/// The rules as they stand in the table that is embedded in the executable; its grammar is described in `Scripts/generate-r4-table`.
struct RuleSource {
    struct Written {
        let key: String
        let severity: String
        let expression: String
    }

    struct Rules {
        var targets: [String] = []
        var binding: String?
        var invariants: [Written] = []
    }

    struct ValueSet {
        let url: String
        let isComplete: Bool
        var systems: [(url: String, codes: [String])] = []
    }

    /// By type, and by `Type.field`.
    private(set) var types: [String: Rules] = [:]
    private(set) var fields: [String: Rules] = [:]
    private(set) var valueSets: [ValueSet] = []

    init(_ table: UnsafeBufferPointer<UInt8>) {
        var type = ""
        var field: String?
        for line in table.split(separator: 0x0A) {
            let words = String(decoding: line, as: UTF8.self).split(separator: " ", maxSplits: 1)
            guard words.count == 2 else { continue }
            let rest = String(words[1])
            func change(_ body: (inout Rules) -> Void) {
                if let field { body(&fields["\(type).\(field)", default: Rules()]) } else { body(&types[type, default: Rules()]) }
            }
            switch words[0] {
            case "t": (type, field) = (rest, nil)
            case "f": field = rest
            case "r": change { $0.targets = rest.split(separator: "|").map(String.init) }
            case "b": change { $0.binding = rest }
            case "i":
                let parts = rest.split(separator: " ", maxSplits: 2).map(String.init)
                if parts.count == 3 { change { $0.invariants.append(Written(key: parts[0], severity: parts[1], expression: parts[2])) } }
            case "v":
                let parts = rest.split(separator: " ")
                if parts.count == 2 { valueSets.append(ValueSet(url: String(parts[0]), isComplete: parts[1] == "complete")) }
            case "s": if !valueSets.isEmpty { valueSets[valueSets.count - 1].systems.append((rest, [])) }
            case "k":
                if let last = valueSets.indices.last, let system = valueSets[last].systems.indices.last {
                    valueSets[last].systems[system].codes += rest.split(separator: " ").map(String.init)
                }
            default: break
            }
        }
    }
}

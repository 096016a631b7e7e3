import Journal

/// The parameters that a search may have, in the words of a refusal.
enum KnownParameters {
    /// They say what to answer, not what to find.
    static let controls = [
        "_count", "_elements", "_explain", "_filter", "_include", "_list", "_page", "_revinclude", "_sort", "_summary", "_total",
    ]

    /// Those that each of the types has, ascending.
    static func shared(by types: [String], in parameters: SearchParameters) -> [String] {
        var codes: Set<String>?
        for type in types {
            let own = parameters.of(type).map(\.code)
            codes = codes?.intersection(own) ?? Set(own)
        }
        return (codes ?? []).sorted()
    }

    /// That there is no such parameter, with the names of those that there are.
    static func unknown(_ name: String, on types: [String], in parameters: SearchParameters) -> Problem {
        let place =
            switch types.count {
            case 1: " is not known for \(types[0]). Known are"
            default: " is not known for every type that is searched; `_type` names fewer. Known for all of them are"
            }
        let more = types.count == 1 ? [] : ["_type"]
        let names = (shared(by: types, in: parameters) + controls + more + Call.general).sorted().joined(separator: ", ")
        return Problem(
            .unknownParameter,
            "\(Problem.shown(name))\(place): \(names). `Prefer: handling=lenient` searches without what is not known.")
    }
}

extension Problem {
    /// The name of a parameter, if it looks like one; what looks like anything else may be somebody's data in the wrong place.
    static func shown(_ name: String) -> String {
        isPlain(name) ? "The parameter `\(name)`" : "A parameter"
    }

    static func isPlain(_ name: String) -> Bool {
        (1...40).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ":"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                    UInt8(ascii: "A")...UInt8(ascii: "Z"):
                    true
                default: false
                }
            }
    }

    init(_ error: SearchError) {
        switch error.kind {
        case .unknown: self.init(.unknownParameter, error.message)
        case .badValue: self.init(.badValue, error.message)
        }
    }
}

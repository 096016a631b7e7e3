import FHIR
import FHIRPath

/// What definitions in CQL ask of FHIR's types and FHIRPath has no function for.
enum CQLFunctions {
    static func all(members: [String: Set<CQLCode>], now: Instant) -> [String: CustomFunction] {
        [
            "cqlValue": CustomFunction(arguments: 0...0) { (input, _, environment) throws(ExpressionError) in
                try value(of: input, environment)
            },
            "hasCode": CustomFunction(arguments: 2...2) { (input, arguments, _) throws(ExpressionError) in
                let code = CQLCode(system: arguments[0].first?.asString ?? "", code: arguments[1].first?.asString ?? "")
                return input.isEmpty ? [] : [.boolean(input.contains { codes($0).contains { fits($0, code) } })]
            },
            "inCodes": CustomFunction(arguments: 1...1) { (input, arguments, _) throws(ExpressionError) in
                let set = members[arguments[0].first?.asString ?? ""] ?? []
                return input.isEmpty ? [] : [.boolean(input.contains { codes($0).contains(where: set.contains) })]
            },
            "ageIn": CustomFunction(arguments: 2...2) { (input, arguments, _) throws(ExpressionError) in
                guard let birth = input.first?.asTemporal, let unit = arguments[0].first?.asString, let at = arguments[1].first?.asTemporal,
                    let age = age(from: birth, to: at, in: unit)
                else { return [] }
                return [.integer(Int64(age))]
            },
        ]
    }

    /// `.value` of a primitive is the primitive; of anything else it is the element.
    private static let member = Result { try Expression("value") }

    private static func value(of input: [Item], _ environment: Environment) throws(ExpressionError) -> [Item] {
        var values: [Item] = []
        for item in input {
            guard case .node(let node) = item, !node.isPrimitive else {
                values.append(item)
                continue
            }
            if case .success(let member) = member { values += try member.evaluate([item], in: environment) }
        }
        return values
    }

    /// The codes of a code, a Coding, a CodeableConcept or an Identifier-like element.
    private static func codes(_ item: Item) -> [CQLCode] {
        guard case .node(let node) = item, let element = node.element, element.kind == .object else {
            return item.asString.map { [CQLCode(system: "", code: $0)] } ?? []
        }
        let codings = element["coding"].map { Array($0.items) } ?? [element]
        return codings.compactMap { coding in
            coding.string("code").map { CQLCode(system: coding.string("system") ?? "", code: $0) }
        }
    }

    /// A bare code has no system to differ in.
    private static func fits(_ one: CQLCode, _ other: CQLCode) -> Bool {
        one.code == other.code && (one.system == other.system || one.system.isEmpty || other.system.isEmpty)
    }

    private static func age(from birth: TemporalValue, to at: TemporalValue, in unit: String) -> Int? {
        guard let year = birth.year, let now = at.year else { return nil }
        let (month, day) = (birth.month ?? 1, birth.day ?? 1)
        let (nowMonth, nowDay) = (at.month ?? 1, at.day ?? 1)
        let months = (now - year) * 12 + nowMonth - month - (nowDay < day ? 1 : 0)
        switch unit {
        case "year": return Int((Double(months) / 12).rounded(.down))
        case "month": return months
        case "week", "day":
            guard let from = Day(year: year, month: month, day: day), let to = Day(year: now, month: nowMonth, day: nowDay) else {
                return nil
            }
            let days = to.ordinal - from.ordinal
            return unit == "day" ? days : days / 7
        default: return nil
        }
    }
}

extension Item {
    /// A date or time, also one that stands in a resource.
    fileprivate var asTemporal: TemporalValue? {
        if case .temporal(let value) = self { return value }
        guard case .node(let node) = self, case .temporal(let value)? = node.primitive else { return nil }
        return value
    }
}

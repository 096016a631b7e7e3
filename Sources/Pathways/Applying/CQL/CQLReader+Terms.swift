extension CQLReader {
    /// A term and what is asked of it by dots and brackets, or a query over it.
    mutating func accessed() throws(CQLError) -> Term {
        var term = try primary()
        while true {
            if takes(".") {
                let name = take()
                guard name.kind == .word || name.kind == .quoted else { throw refusal("is no name") }
                if takes("(") {
                    term = try called(name.text, [term] + (try arguments()))
                } else if name.text == "value" {
                    term = Term(text: "\(term.text).cqlValue()")
                } else {
                    term = Term(text: "\(term.text).`\(name.text.replacing("`", with: ""))`")
                }
            } else if next.isSign("["), !term.isSource {
                at += 1
                let index = try expression(0)
                try expect("]")
                term = Term(text: "(\(term.text))[\(index.text)]")
            } else {
                break
            }
        }
        return try isAlias(next) ? query(over: term) : term
    }

    private static let reserved: Set<String> = [
        "and", "or", "xor", "implies", "in", "contains", "during", "between", "is", "as", "union", "intersect", "except", "div", "mod",
        "then",
        "else", "where", "return", "sort", "such", "that", "with", "without", "let", "end", "when", "case", "by", "asc", "desc", "properly",
        "before", "after", "same", "starts", "ends", "overlaps", "included", "includes", "occurs", "meets", "within", "on", "all",
        "distinct",
        "from", "years", "year", "months", "month", "weeks", "week", "days", "day", "hours", "hour", "minutes", "minute", "seconds",
        "second",
        "milliseconds", "millisecond", "display", "default", "called", "version", "to", "aggregate", "start", "of",
    ]

    private func isAlias(_ token: CQLToken) -> Bool { token.kind == .word && !Self.reserved.contains(token.text) }

    /// `source Alias where … return …`: what is kept and what becomes of it.
    private mutating func query(over source: Term) throws(CQLError) -> Term {
        aliases.append(take().text)
        defer { aliases.removeLast() }
        var text = "(\(source.text))"
        if ["with", "without", "let", "aggregate"].contains(where: next.isWord) { throw refusal("is not done here in a query") }
        if takes("where") { text += ".where(\(try expression(2).text))" }
        if takes("return") {
            _ = takes("all") || takes("distinct")
            text += ".select(\(try expression(2).text))"
        }
        if next.isWord("sort") { throw refusal("is not done here in a query") }
        return Term(text: text, isSource: true)
    }

    private mutating func primary() throws(CQLError) -> Term {
        let token = take()
        switch token.kind {
        case .text: return Term(text: Self.quoted(token.text))
        case .time: return Term(text: token.text)
        case .number:
            if next.kind == .text { return Term(text: "\(token.text) \(Self.quoted(take().text))") }
            let units: Set = ["year", "month", "week", "day", "hour", "minute", "second", "millisecond"]
            if next.kind == .word, units.contains(next.text) || next.text.hasSuffix("s") && units.contains(String(next.text.dropLast())) {
                return Term(text: "\(token.text) \(take().text)")
            }
            return Term(text: token.text)
        case .quoted: return try named(token)
        case .sign: return try bracketed(token)
        case .word: return try word(token)
        case .end:
            at -= 1
            throw refusal("")
        }
    }

    private mutating func bracketed(_ token: CQLToken) throws(CQLError) -> Term {
        switch token.text {
        case "(":
            let inner = try expression(0)
            try expect(")")
            return Term(text: "(\(inner.text))", codes: inner.codes, valueSet: inner.valueSet, interval: inner.interval)
        case "{":
            if takes("}") { return Term(text: "{}", isSource: true) }
            var items = [try expression(0).text]
            while takes(",") { items.append(try expression(0).text) }
            try expect("}")
            return Term(text: "(\(items.joined(separator: " | ")))", isSource: true)
        case "[": return try retrieve()
        default:
            at -= 1
            throw refusal("is not understood here")
        }
    }

    /// `[Type]`, `[Type: "codes"]` and `[Type: element in "codes"]`.
    private mutating func retrieve() throws(CQLError) -> Term {
        var type = take().text
        while takes(".") { type = take().text }
        made.types.insert(type)
        var text = "%retrieve_\(type)"
        if takes(":") {
            var path = Self.codePath[type] ?? "code"
            if next.kind == .word, tokens[min(at + 1, tokens.count - 1)].isWord("in") || tokens[min(at + 1, tokens.count - 1)].isSign("~") {
                path = take().text
                at += 1
            }
            let codes = try expression(2)
            if let set = codes.valueSet {
                made.valueSets.insert(set)
                text += ".where(\(path).inCodes(\(Self.quoted(set))))"
            } else if !codes.codes.isEmpty {
                let any = codes.codes.map { "\(path).hasCode(\(Self.quoted($0.system)), \(Self.quoted($0.code)))" }.joined(
                    separator: " or ")
                text += ".where(\(any))"
            } else {
                throw refusal("follows codes that the library does not define")
            }
        }
        try expect("]")
        return Term(text: text, isSource: true)
    }

    /// Where types have the code that they are retrieved by, if not in `code`.
    private static let codePath = [
        "Encounter": "type", "MedicationRequest": "medication", "MedicationStatement": "medication",
        "MedicationAdministration": "medication",
        "MedicationDispense": "medication", "Immunization": "vaccineCode", "Appointment": "serviceType", "CarePlan": "category",
        "DocumentReference": "type", "EpisodeOfCare": "type", "Communication": "reasonCode", "CommunicationRequest": "category",
    ]

    private mutating func word(_ token: CQLToken) throws(CQLError) -> Term {
        switch token.text {
        case "true", "false": return Term(text: token.text)
        case "null": return Term(text: "{}")
        case "if":
            let condition = try expression(0)
            try expect("then")
            let yes = try expression(0)
            try expect("else")
            return Term(text: "iif(\(condition.text), \(yes.text), \(try expression(2).text))")
        case "case": return try cases()
        case "List" where next.isSign("{"):
            at += 1
            return try bracketed(CQLToken(kind: .sign, text: "{", line: token.line))
        case "Interval" where next.isSign("[") || next.isSign("("): return try interval()
        case "Patient": return Term(text: "%patient")
        case let name where aliases.contains(name):
            guard aliases.last == name else {
                throw CQLError("A query inside another that names what the outer one goes over is not done here.", at: token)
            }
            return Term(text: "$this")
        case let name where next.isSign("("):
            at += 1
            return try called(name, try arguments())
        default: return try named(token)
        }
    }

    private mutating func interval() throws(CQLError) -> Term {
        let lowIsIn = take().text == "["
        func bound(_ term: Term) -> String? { term.text == "{}" ? nil : term.text }
        let low = bound(try expression(2))
        try expect(",")
        let high = bound(try expression(2))
        let highIsIn = next.isSign("]")
        guard takes("]") || takes(")") else { throw refusal("stands where the interval should end") }
        return Term(text: "{}", interval: (low, high, lowIsIn, highIsIn))
    }

    private mutating func cases() throws(CQLError) -> Term {
        let compared = next.isWord("when") ? nil : try expression(0)
        var text = ""
        var closings = ""
        while takes("when") {
            let condition = try expression(0).text
            try expect("then")
            text += "iif(\(compared.map { "(\($0.text)) = (\(condition))" } ?? condition), \(try expression(0).text), "
            closings += ")"
        }
        try expect("else")
        text += try expression(0).text + closings
        try expect("end")
        return Term(text: text)
    }

    /// A definition, a parameter, a code or a value set, here or in an included library.
    private mutating func named(_ token: CQLToken) throws(CQLError) -> Term {
        var name = CQLExpression.Name(name: token.text)
        if library.includes[token.text] != nil, takes(".") { name = CQLExpression.Name(library: token.text, name: take().text) }
        if name.library != nil, takes("(") {
            // Helpers that turn FHIR's types into CQL's: here they are the same.
            return try called(name.name, try arguments())
        }
        if name.library == nil {
            if let codes = library.codes[name.name] {
                let variable = "code_\(made.codes.count)"
                made.codes[variable] = codes.first
                return Term(text: "%\(variable)", codes: codes)
            }
            if let set = library.valueSets[name.name] { return Term(text: Self.quoted(set), valueSet: set) }
            guard library.names(name.name) || library.parameters[name.name] != nil else {
                at -= 1
                throw refusal("is nothing that the library defines")
            }
        }
        if let known = made.definitions.first(where: { $0.value == name }) { return Term(text: "%\(known.key)") }
        let variable = "definition_\(made.definitions.count)"
        made.definitions[variable] = name
        return Term(text: "%\(variable)")
    }

    // MARK: Functions

    private mutating func arguments() throws(CQLError) -> [Term] {
        if takes(")") { return [] }
        var arguments = [try expression(0)]
        while takes(",") { arguments.append(try expression(0)) }
        try expect(")")
        return arguments
    }

    private static let methods = [
        "First": "first", "Last": "last", "Count": "count", "AllTrue": "allTrue", "AnyTrue": "anyTrue", "Exists": "exists",
        "Length": "length",
        "Upper": "upper", "Lower": "lower", "ToString": "toString", "ToInteger": "toInteger", "ToDecimal": "toDecimal", "ToDate": "toDate",
        "ToDateTime": "toDateTime", "ToBoolean": "toBoolean", "Abs": "abs", "Ceiling": "ceiling", "Floor": "floor", "Truncate": "truncate",
        "exists": "exists", "first": "first", "last": "last", "count": "count", "Distinct": "distinct", "StartsWith": "startsWith",
        "EndsWith": "endsWith", "IndexOf": "indexOf", "Round": "round", "Sum": "sum",
    ]

    private static let ages = ["AgeInYears": "year", "AgeInMonths": "month", "AgeInWeeks": "week", "AgeInDays": "day"]

    /// FHIR's values and CQL's are the same thing here.
    private static let same: Set<String> = [
        "ToConcept", "ToCode", "ToQuantity", "ToInterval", "toConcept", "toCode", "toQuantity", "ToRatio", "ToTime",
    ]

    private func called(_ name: String, _ arguments: [Term]) throws(CQLError) -> Term {
        switch (name, arguments.count) {
        case ("Today", 0): return Term(text: "today()")
        case ("Now", 0): return Term(text: "now()")
        case (let name, 0) where Self.ages[name] != nil:
            return Term(text: "%patient.birthDate.ageIn(\(Self.quoted(Self.ages[name] ?? "")), today())")
        case (let name, 1) where name.hasSuffix("At") && Self.ages[String(name.dropLast(2))] != nil:
            return Term(text: "%patient.birthDate.ageIn(\(Self.quoted(Self.ages[String(name.dropLast(2))] ?? "")), \(arguments[0].text))")
        case ("Coalesce", 1...):
            return Term(
                text: arguments.dropLast().reversed().reduce(arguments[arguments.count - 1].text) { rest, one in
                    "iif((\(one.text)).exists(), \(one.text), \(rest))"
                })
        case (let name, 1) where Self.same.contains(name): return arguments[0]
        case (let name, 1...) where Self.methods[name] != nil:
            let others = arguments.dropFirst().map(\.text).joined(separator: ", ")
            return Term(text: "(\(arguments[0].text)).\(Self.methods[name] ?? name)(\(others))", isSource: true)
        default: throw CQLError("The function `\(name.prefix(40))` is not known here.")
        }
    }
}

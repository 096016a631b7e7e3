import Journal

/// What an expression of `_filter` asks a search for, in the words that other parameters use: `name co "x"` is `name:contains=x`.
struct FilterMeaning {
    let parameters: SearchParameters
    let base: String

    func criterion(_ filter: Filter, of type: String) throws(Problem) -> Criterion {
        switch filter {
        case .compares(let steps, let comparing, let value): return try follow(steps[...], comparing, value, of: type)
        case .not(let filter): return .not(try criterion(filter, of: type))
        case .all(let filters): return .all(try each(filters, of: type))
        case .any(let filters): return .any(try each(filters, of: type))
        }
    }

    private func each(_ filters: [Filter], of type: String) throws(Problem) -> [Criterion] {
        var criteria: [Criterion] = []
        for filter in filters { criteria.append(try criterion(filter, of: type)) }
        return criteria
    }

    private func parameter(_ code: String, of type: String) throws(Problem) -> SearchParameter {
        guard let parameter = parameters.parameter(code, of: type) else {
            throw KnownParameters.unknown(code, on: [type], in: parameters)
        }
        return parameter
    }

    private func follow(
        _ steps: ArraySlice<Filter.Step>, _ comparing: Filter.Operator, _ value: String, of type: String
    ) throws(Problem) -> Criterion {
        guard let step = steps.first else { return .all([]) }
        let parameter = try parameter(step.code, of: type)
        let rest = steps.dropFirst()
        guard !rest.isEmpty else {
            guard step.filter == nil, step.target == nil else {
                throw Problem(
                    .badValue, "`_filter` has brackets or a type after the last parameter of a path. Write a parameter after them.")
            }
            return try compare(parameter, comparing, value)
        }
        guard parameter.kind == .reference, step.target.map(parameter.mayPoint) ?? true else {
            throw Problem(
                .badValue, "`_filter` follows a parameter that does not refer to such a resource. Follow reference parameters only.")
        }
        // Of the types that may be pointed at, those count that have what comes next.
        var found: [Criterion] = []
        var refusal: Problem?
        for target in step.target.map({ [$0] }) ?? parameter.targets {
            do {
                var criteria = [try follow(rest, comparing, value, of: target)]
                if let filter = step.filter { criteria.append(try criterion(filter, of: target)) }
                found.append(.refers(parameter, to: target, criteria))
            } catch {
                guard error.kind == .unknownParameter else { throw error }
                refusal = error
            }
        }
        if found.isEmpty, let refusal { throw refusal }
        return found.count == 1 ? found[0] : .any(found)
    }

    // MARK: - Comparing

    private func compare(_ parameter: SearchParameter, _ comparing: Filter.Operator, _ value: String) throws(Problem) -> Criterion {
        let isOrdered = [.number, .date, .quantity].contains(parameter.kind)
        switch comparing {
        case .eq:
            if isOrdered { return try ask(parameter, prefix: "eq", value) }
            return try ask(parameter, modifier: parameter.kind == .string ? ":exact" : "", value)
        case .ne:
            if isOrdered { return try ask(parameter, prefix: "ne", value) }
            return .all([.not(try compare(parameter, .eq, value)), .not(.isMissing(parameter))])
        case .co where parameter.kind == .string: return try ask(parameter, modifier: ":contains", value)
        case .sw where parameter.kind == .string: return try ask(parameter, value)
        case .ew where parameter.kind == .string:
            let inside = try ask(parameter, modifier: ":contains", value)
            guard case .matches(let parameter, let tests) = inside else { return inside }
            return .matches(parameter, tests.map { if case .string(let text, _) = $0 { .string(text, .end) } else { $0 } })
        case .gt, .lt, .ge, .le, .ap, .sa, .eb:
            guard isOrdered else { break }
            return try ask(parameter, prefix: comparing.rawValue, value)
        case .po where parameter.kind == .date:
            return .all([try ask(parameter, prefix: "le", value), try ask(parameter, prefix: "ge", value)])
        case .pr:
            guard value == "true" || value == "false" else { throw Problem(.badValue, "In `_filter`, `pr` needs `true` or `false`.") }
            return value == "true" ? .not(.isMissing(parameter)) : .isMissing(parameter)
        case .ss where [.token, .uri].contains(parameter.kind): return try ask(parameter, modifier: ":below", value)
        case .sb where [.token, .uri].contains(parameter.kind): return try ask(parameter, modifier: ":above", value)
        case .in where parameter.kind == .token: return try ask(parameter, modifier: ":in", value)
        case .ni where parameter.kind == .token: return try ask(parameter, modifier: ":not-in", value)
        case .re where [.reference, .uri].contains(parameter.kind): return try ask(parameter, value)
        case .co, .sw, .ew, .po, .ss, .sb, .in, .ni, .re: break
        }
        throw Problem(
            .unknownParameter, "In `_filter`, `\(comparing.rawValue)` is not offered for a parameter of kind \(parameter.kind.rawValue).")
    }

    private func ask(_ parameter: SearchParameter, modifier: String = "", prefix: String = "", _ value: String) throws(Problem)
        -> Criterion
    {
        // A value of a filter is one value: commas in it are no alternatives.
        var escaped = prefix
        for character in value {
            if character == "," || character == "\\" || (character == "$" && parameter.kind != .composite) { escaped.append("\\") }
            escaped.append(character)
        }
        do {
            return try parameters.criterion(parameter.code + modifier, escaped, of: parameter.type, base: base)
        } catch {
            throw Problem(error)
        }
    }
}

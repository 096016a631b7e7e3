import FHIR

/// Reads `name=value` of an address: https://hl7.org/fhir/R4/search.html
struct CriterionReader {
    let parameters: SearchParameters
    let base: String

    /// Chains may be so long, `_has` counted too.
    private static let deepest = 8
    /// How many types a chain may be tried on where none is named.
    private static let widest = 12
    /// How many ways may be tried in all.
    private static let most = 500

    /// Ways tried so far: each step of a chain multiplies them.
    private final class Tries {
        var count = 0
    }

    private let tries = Tries()

    init(parameters: SearchParameters, base: String) {
        self.parameters = parameters
        self.base = base
    }

    func criterion(_ name: String, _ value: String, of type: String, depth: Int = 0) throws(SearchError) -> Criterion {
        guard depth < Self.deepest else {
            throw SearchError(.unknown, "The chain is too long. At most \(Self.deepest) steps are gone; ask in two searches.")
        }
        if name.hasPrefix("_has:") { return try reversed(name, value, of: type, depth: depth) }
        let links = name.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        if links.count == 2 { return try chained(links[0], links[1], value, of: type, depth: depth) }
        let (parameter, modifier) = try parameter(name, of: type)
        return try criterion(parameter, modifier, value)
    }

    private func parameter(_ name: String, of type: String) throws(SearchError) -> (SearchParameter, modifier: String?) {
        let parts = name.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let code = parts.first, let parameter = parameters.parameter(code, of: type) else {
            throw .unknown(parts.first ?? "", of: type, known: parameters.of(type).map(\.code) + ["_has"])
        }
        return (parameter, parts.count == 2 ? parts[1] : nil)
    }

    /// `subject:Patient.name`
    private func chained(
        _ head: String, _ rest: String, _ value: String, of type: String, depth: Int
    ) throws(SearchError) -> Criterion {
        let (parameter, modifier) = try parameter(head, of: type)
        guard parameter.kind == .reference else {
            throw SearchError(.unknown, "`\(parameter.code)` refers to nothing, so nothing can be asked behind it. Leave out the point.")
        }
        let types = try targets(of: parameter, modifier)
        tries.count += types.count
        guard tries.count <= Self.most else {
            throw SearchError(.badValue, "The chain may lead along too many ways. Name the type at each step: `\(parameter.code):Patient.`")
        }
        var found: [Criterion] = []
        var refusal: SearchError?
        for target in types {
            do {
                let inner = try criterion(rest, value, of: target, depth: depth + 1)
                found.append(.refers(parameter, to: target, [inner]))
            } catch {
                // A value that is wrong is wrong for all; a parameter that one type does not have another may.
                if error.kind == .badValue || refusal == nil { refusal = error }
            }
        }
        if let refusal, found.isEmpty || refusal.kind == .badValue { throw refusal }
        guard found.count <= Self.widest else {
            throw SearchError(
                .unknown, "`\(parameter.code)` may point at many types. Name the one that is meant: `\(parameter.code):Patient.` and so on."
            )
        }
        return found.count == 1 ? found[0] : .any(found)
    }

    /// The types that a reference may point at, or the one that is named.
    private func targets(of parameter: SearchParameter, _ modifier: String?) throws(SearchError) -> [String] {
        guard let modifier else { return parameter.targets }
        guard parameter.targets.contains(modifier) else {
            throw SearchError(
                .unknown,
                "`\(parameter.code)` does not point at the type that is named. It points at: \(Self.some(parameter.targets)).")
        }
        return [modifier]
    }

    private static func some(_ types: [String]) -> String { types.count > 20 ? "any type of R4" : types.joined(separator: ", ") }

    /// `_has:Observation:patient:code`
    private func reversed(_ name: String, _ value: String, of type: String, depth: Int) throws(SearchError) -> Criterion {
        let parts = name.split(separator: ":", maxSplits: 3, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 4 else {
            throw SearchError(.unknown, "`_has` is written as `_has:Observation:patient:code=VALUE`: type, reference, parameter.")
        }
        guard R4.isKnown(parts[1]) else {
            throw SearchError(.unknown, "`_has` names a type that R4 does not have. Write it as `_has:Observation:patient:code=VALUE`.")
        }
        guard let parameter = parameters.parameter(parts[2], of: parts[1]), parameter.kind == .reference, parameter.targets.contains(type)
        else {
            let known = parameters.of(parts[1]).filter { $0.kind == .reference && $0.targets.contains(type) }.map(\.code)
            let remedy = known.isEmpty ? "None does." : "These do: \(known.joined(separator: ", "))."
            throw SearchError(.unknown, "`_has` names no parameter by which \(parts[1]) refers to \(type). \(remedy)")
        }
        return .isReferred(by: parameter, [try criterion(parts[3], value, of: parts[1], depth: depth + 1)])
    }

    // MARK: One parameter

    private func criterion(_ parameter: SearchParameter, _ modifier: String?, _ value: String) throws(SearchError) -> Criterion {
        if modifier == "missing" { return try missing(parameter, value) }
        let values = EscapedText.parts(value, at: ",")
        guard values.allSatisfy({ !$0.isEmpty }) else {
            throw .value(parameter.code, "Give it one, or leave the parameter out; a comma is written `\\,`.")
        }
        switch parameter.code {
        case "_id":
            guard modifier == nil || modifier == "not" else { throw .modifier(modifier ?? "", parameter, known: ["not", "missing"]) }
            let ids = Criterion.ids(values.map(EscapedText.plain))
            return modifier == "not" ? .not(ids) : ids
        case "_lastUpdated":
            guard modifier == nil else { throw .modifier(modifier ?? "", parameter, known: ["missing"]) }
            var found: [Criterion] = []
            for value in values { found.append(try updated(value, parameter)) }
            return found.count == 1 ? found[0] : .any(found)
        case "_text", "_content":
            guard modifier == nil else { throw .modifier(modifier ?? "", parameter, known: []) }
            var found: [Criterion] = []
            for value in values { found.append(try WordExpression(parameter).criterion(EscapedText.plain(value))) }
            return found.count == 1 ? found[0] : .any(found)
        default: break
        }
        let reader = TestReader(parameters: parameters, base: base, parameter: parameter)
        var tests: [SearchTest] = []
        for value in values { tests += try reader.tests(value, modifier) }
        let criterion = Criterion.matches(parameter, tests)
        return modifier == "not" || modifier == "not-in" ? .not(criterion) : criterion
    }

    private func missing(_ parameter: SearchParameter, _ value: String) throws(SearchError) -> Criterion {
        guard value == "true" || value == "false" else { throw .value(parameter.code, "Behind `:missing` stands `true` or `false`.") }
        let isMissing = value == "true"
        switch parameter.kind {
        case .composite:
            throw SearchError(
                .unknown, "`\(parameter.code)` is put together of others. Ask for each of them whether it is missing.")
        case .number, .date, .string, .token, .reference, .quantity, .uri, .special: break
        }
        // Every resource has these.
        if ["_id", "_lastUpdated"].contains(parameter.code) { return isMissing ? .any([]) : .all([]) }
        if ["_text", "_content"].contains(parameter.code) { throw .modifier("missing", parameter, known: []) }
        return isMissing ? .isMissing(parameter) : .not(.isMissing(parameter))
    }

    /// The last change is one instant.
    private func updated(_ value: String, _ parameter: SearchParameter) throws(SearchError) -> Criterion {
        let (comparison, time) = try TestReader.time(value, parameter.code)
        func from(_ nanoseconds: Int64) -> Instant? { nanoseconds == .min ? nil : Instant(nanoseconds: nanoseconds) }
        let (start, end) = (from(time.start), time.end == .max ? nil : from(time.end))
        switch comparison {
        case .eq: return .updated(from: start, to: end)
        case .ne: return .not(.updated(from: start, to: end))
        case .gt, .sa: return end == nil ? .any([]) : .updated(from: end, to: nil)
        case .ge: return .updated(from: start, to: nil)
        case .lt, .eb: return start == nil ? .any([]) : .updated(from: nil, to: start)
        case .le: return .updated(from: nil, to: end)
        case .ap:
            let wide = time.widened
            return .updated(from: from(wide.start), to: from(wide.end))
        }
    }
}

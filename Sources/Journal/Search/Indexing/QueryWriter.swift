import FHIR

/// What an index is asked for in the place of a test: ranges in the fields of one parameter.
struct QueryWriter {
    let parameters: SearchParameters
    let parameter: SearchParameter

    /// Gives the field of an aspect; `inner` is 0 or a field inside.
    private typealias Fields = (_ aspect: IndexAspect, _ inner: UInt64) -> UInt64

    private var fields: Fields {
        let (type, code) = (parameter.type, parameter.code)
        return { aspect, inner in
            let field = IndexEntry.field(type, code, aspect)
            return inner == 0 ? field : IndexEntry.field(field, of: inner)
        }
    }

    /// All entries of a field.
    private func everything(_ aspect: IndexAspect) -> IndexRange { IndexRange(field: fields(aspect, 0), values: 0...UInt64.max) }

    func query(_ test: SearchTest) -> IndexQuery {
        switch test {
        case .token(let system, let code): return tokens(system, code)
        case .text(let text): return starting(text, .text)
        case .typed(let system, let code, let value):
            let kind = IndexHash.pair(IndexHash.of(system), IndexHash.of(code, folded: true))
            return point(.ofType, kind, IndexHash.of(value))
        // Those that the journal could not put codes or references for find nothing.
        case .member, .below, .above, .hierarchy: return .any([])
        case .string(let text, let place): return string(text, place)
        case .reference(let type, let id, let base):
            let local = LocalReference(type: type, id: id).key
            let values = base.isEmpty ? [local] : [local, IndexHash.of("\(base)/\(type)/\(id)")]
            return .entries(values.map { IndexRange(field: fields(.value, 0), values: $0...$0) }, isExact: true)
        case .address(let address): return point(.value, IndexHash.of(address))
        // Every canonical address has an entry without its version.
        case .version(let address, _): return point(.value, IndexHash.of(address)).inexact
        case .identifier(let system, let code): return pair(.identifier, system, code.map { IndexHash.of($0) })
        case .uri(let uri, let level): return self.uri(uri, level)
        case .time(let comparison, let time):
            return .entries(TimeRanges(comparison, time).ranges(starts: fields(.value, 0), ends: fields(.ends, 0)), isExact: true)
        case .number(let comparison, let number):
            return .entries(NumberRanges(comparison, number).ranges(fields(.value, 0), ends: fields(.ends, 0)), isExact: true)
        case .quantity(let comparison, let number, let unit):
            let (ranges, isExact) = quantity(NumberRanges(comparison, number), unit, fields)
            return .entries(ranges, isExact: isExact)
        case .composite(let tests): return composite(tests)
        case .words(let words): return self.words(words)
        case .near(let latitude, _, let metres):
            // A degree is 111 km at least, wherever it is.
            let reach = metres / 110_000 + 0.01
            let values = NumberKey.of(latitude - reach)...NumberKey.of(latitude + reach)
            return .entries([IndexRange(field: fields(.value, 0), values: values)], isExact: false)
        }
    }

    private func point(_ aspect: IndexAspect, _ value: UInt64, _ rest: UInt64? = nil) -> IndexQuery {
        .entries(
            [IndexRange(field: fields(aspect, 0), values: value...value, rests: rest.map { $0...$0 } ?? 0...UInt64.max)], isExact: true)
    }

    // MARK: Tokens

    /// The numbers that a code may have, by what the parameter finds.
    private func codes(_ code: String) -> [UInt64] {
        let forms = parameters.program(parameter.type).forms(of: parameter.code)
        var codes: [UInt64] = []
        if forms.contains(.identifier) { codes.append(IndexHash.of(code)) }
        if forms.contains(.contact) { codes.append(ContactText.hash(code)) }
        if !forms.isSubset(of: [.identifier, .contact]) || forms.isEmpty { codes.append(IndexHash.of(code, folded: true)) }
        if forms.isEmpty { codes += [IndexHash.of(code), ContactText.hash(code)] }
        return codes
    }

    private func isMixed() -> Bool {
        let forms = parameters.program(parameter.type).forms(of: parameter.code)
        return forms.isEmpty || (forms.contains(.identifier) || forms.contains(.contact)) && forms.count > 1
    }

    private func tokens(_ system: String?, _ code: String?) -> IndexQuery {
        guard let code else {
            guard system == "" else { return point(.system, IndexHash.of(system ?? "")) }
            let none = EntryRun.noSystem...EntryRun.noSystem
            return .entries([IndexRange(field: fields(.value, 0), values: 0...UInt64.max, rests: none)], isExact: true)
        }
        let rests = system.map { IndexHash.of($0)...IndexHash.of($0) } ?? 0...UInt64.max
        let ranges = codes(code).map { IndexRange(field: fields(.value, 0), values: $0...$0, rests: rests) }
        return .entries(ranges, isExact: !isMixed())
    }

    private func pair(_ aspect: IndexAspect, _ system: String?, _ code: UInt64?) -> IndexQuery {
        guard let code else { return .entries([everything(aspect)], isExact: false) }
        return point(aspect, code, system.map { IndexHash.of($0) })
    }

    // MARK: Texts

    private func starting(_ text: String, _ aspect: IndexAspect) -> IndexQuery {
        let (range, isExact) = TextKey.range(fields(aspect, 0), beginningWith: FoldedText.of(text))
        return .entries([range], isExact: isExact)
    }

    private func string(_ text: String, _ place: SearchTest.Place) -> IndexQuery {
        let folded = FoldedText.of(text)
        switch place {
        case .start: return starting(text, .value)
        case .whole:
            let key = folded.withUnsafeBufferPointer { TextKey($0) }
            return .entries(
                [IndexRange(field: fields(.value, 0), values: key.value...key.value, rests: key.rest...key.rest)], isExact: false)
        case .inside, .end:
            let (start, isExact) = TextKey.range(fields(.value, 0), beginningWith: folded)
            let (inside, _) = TextKey.range(fields(.text, 0), beginningWith: folded)
            return .any([.entries([start, inside], isExact: isExact && place == .inside), .entries([everything(.long)], isExact: false)])
        }
    }

    private func words(_ words: [String]) -> IndexQuery {
        let field = fields(.words, 0)
        // What a narrative says is not said again.
        let other = parameter.code == "_content" ? IndexEntry.field(parameter.type, "_text", .words) : field
        return .all(
            words.map { word in
                let value = IndexHash.of(word)
                return .entries(Set([field, other]).sorted().map { IndexRange(field: $0, values: value...value) }, isExact: true)
            })
    }

    private func uri(_ uri: String, _ level: SearchTest.Level) -> IndexQuery {
        let own = IndexHash.of(uri)
        var ranges = [IndexRange(field: fields(.value, 0), values: own...own)]
        switch level {
        case .same: break
        case .below:
            let below = IndexHash.of(uri.hasSuffix("/") ? uri : uri + "/")
            ranges.append(IndexRange(field: fields(.below, 0), values: below...below))
        case .above:
            var uri = uri
            uri.withUTF8 { text in
                URILevels.each(text) { level in
                    for part in [level, UnsafeBufferPointer(rebasing: level.dropLast())] {
                        ranges.append(IndexRange(field: fields(.value, 0), values: IndexHash.of(part)...IndexHash.of(part)))
                    }
                }
            }
        }
        return .entries(ranges, isExact: true)
    }

    // MARK: Quantities and what is put together

    private func quantity(_ ranges: NumberRanges, _ unit: SearchTest.Unit, _ fields: Fields) -> ([IndexRange], isExact: Bool) {
        func written(_ unit: String) -> [IndexRange] {
            let number = NumberKey.rest(unit: IndexHash.of(unit))
            return ranges.points(fields(.value, 0), rests: number...number) + ranges.wholeSpans(fields(.spans, number))
        }
        switch unit {
        case .any: return (ranges.ranges(fields(.value, 0), ends: fields(.ends, 0)), true)
        case .canonical(let dimension):
            let inner = IndexHash.of(dimension)
            return (ranges.ranges(fields(.canonical, inner), ends: fields(.canonicalEnds, inner)), true)
        case .written(let unit): return (written(unit), true)
        case .code(_, let code): return (written(code), false)
        }
    }

    private func composite(_ tests: [SearchTest]) -> IndexQuery {
        guard tests.count > 1, case .token(let system, let code?) = tests[0], parameter.components[0].kind == .token else {
            return separately(tests)
        }
        let base = fields(.value, 0)
        let forms = [IndexHash.of(code, folded: true), IndexHash.of(code)]
        var found: [IndexQuery] = []
        for form in Set(forms).sorted() {
            var outer = IndexEntry.field(base, of: form)
            if let system { outer = IndexEntry.field(outer, of: IndexHash.of(system)) }
            let fields: Fields = { aspect, inner in
                let field = IndexEntry.field(outer, of: aspect.rawValue)
                return inner == 0 ? field : IndexEntry.field(field, of: inner)
            }
            guard let (ranges, isExact) = second(tests[1], fields) else { return separately(tests) }
            found.append(.entries(ranges, isExact: isExact && tests.count == 2))
        }
        return found.count == 1 ? found[0] : .any(found)
    }

    /// The ranges for the second component; nil where its entries are not kept together with the first.
    private func second(_ test: SearchTest, _ fields: Fields) -> ([IndexRange], isExact: Bool)? {
        let field = fields(.value, 0)
        switch test {
        case .token(let system, let code?):
            let rests = system.map { IndexHash.of($0)...IndexHash.of($0) } ?? 0...UInt64.max
            let forms = Set([IndexHash.of(code, folded: true), IndexHash.of(code)]).sorted()
            return (forms.map { IndexRange(field: field, values: $0...$0, rests: rests) }, forms.count == 1)
        case .string(let text, .start):
            let (range, isExact) = TextKey.range(field, beginningWith: FoldedText.of(text))
            return ([range], isExact)
        case .reference(let type, let id, let base):
            let values = [LocalReference(type: type, id: id).key, IndexHash.of("\(base)/\(type)/\(id)")]
            return (values.map { IndexRange(field: field, values: $0...$0) }, true)
        case .address(let address): return ([IndexRange(field: field, values: IndexHash.of(address)...IndexHash.of(address))], true)
        case .uri(let uri, .same): return ([IndexRange(field: field, values: IndexHash.of(uri)...IndexHash.of(uri))], true)
        case .time(let comparison, let time): return (TimeRanges(comparison, time).ranges(starts: field, ends: fields(.ends, 0)), true)
        case .number(let comparison, let number): return (NumberRanges(comparison, number).ranges(field, ends: fields(.ends, 0)), true)
        case .quantity(let comparison, let number, let unit): return quantity(NumberRanges(comparison, number), unit, fields)
        case .token, .text, .typed, .member, .below, .above, .string, .hierarchy, .version, .identifier, .uri, .composite, .words, .near:
            return nil
        }
    }

    /// What has the values, though perhaps not together.
    private func separately(_ tests: [SearchTest]) -> IndexQuery {
        let queries = zip(tests, parameter.components).compactMap { test, component -> IndexQuery? in
            parameters.definition(of: component, in: parameter).map {
                QueryWriter(parameters: parameters, parameter: $0).query(test).inexact
            }
        }
        return .all(queries)
    }
}

extension IndexQuery {
    /// The same, whose results are to be compared.
    var inexact: IndexQuery {
        switch self {
        case .entries(let ranges, _): .entries(ranges, isExact: false)
        case .ids, .updated, .refers, .isReferred, .isFiled, .not: self
        case .all(let queries): .all(queries.map(\.inexact))
        case .any(let queries): .any(queries.map(\.inexact))
        }
    }
}

extension EntryProgram {
    func forms(of code: String) -> Set<ValueForm> {
        parameters.firstIndex { $0.code == code }.map { forms[$0] } ?? []
    }
}

import FHIR
import FHIRPath

extension EntryRun {
    private func decimal(_ index: Int) -> DecimalNumber? {
        index >= 0 && words.isNumber(index) ? DecimalNumber(utf8: words.text(index)) : nil
    }

    mutating func readNumber(_ index: Int) {
        guard let number = decimal(index) else { return }
        raws.append(Raw(aspect: .value, value: NumberKey.of(NumberKey.double(number))))
    }

    /// The unit of a quantity, as an index knows it.
    private struct Unit {
        /// The code, or what people read where there is none.
        var first: UInt64
        /// What people read where it is not the code.
        var second: UInt64?
        var known: QuantityUnits.Known?
    }

    private func unit(_ index: Int) -> Unit {
        let (code, text) = (simple(index, "code"), simple(index, "unit"))
        let textHash = text < 0 ? nil : withText(text) { IndexHash.of($0) }
        guard code >= 0 else { return Unit(first: textHash ?? Self.noSystem) }
        let codeHash = withText(code) { IndexHash.of($0) }
        let system = simple(index, "system")
        let isUCUM = system >= 0 && withText(system) { IndexHash.of($0) } == QuantityUnits.ucumHash
        return Unit(
            first: codeHash, second: textHash == codeHash ? nil : textHash,
            known: isUCUM ? withText(code) { QuantityUnits.shared.unit($0, hash: codeHash) } : nil)
    }

    mutating func readQuantity(_ index: Int) {
        guard let number = decimal(words.member(index, "value")) else { return }
        let unit = unit(index)
        let comparator = simple(index, "comparator")
        guard comparator < 0 else {
            addSpan(Span(number, comparator: withText(comparator) { String(decoding: $0, as: UTF8.self) }), unit)
            return
        }
        let key = NumberKey.of(NumberKey.double(number))
        raws.append(Raw(aspect: .value, value: key, rest: NumberKey.rest(unit: unit.first)))
        if let second = unit.second { raws.append(Raw(aspect: .value, value: key, rest: NumberKey.rest(unit: second))) }
        if let known = unit.known, let base = known.scale.inBaseUnits(number) {
            raws.append(Raw(aspect: .canonical, inner: known.dimension, value: NumberKey.of(NumberKey.double(base))))
        }
    }

    mutating func readMoney(_ index: Int) {
        guard let number = decimal(words.member(index, "value")) else { return }
        let currency = simple(index, "currency")
        let unit = currency < 0 ? Self.noSystem : withText(currency) { IndexHash.of($0) }
        raws.append(Raw(aspect: .value, value: NumberKey.of(NumberKey.double(number)), rest: NumberKey.rest(unit: unit)))
    }

    mutating func readRange(_ index: Int, hasUnit: Bool) {
        let (low, high) = (words.member(index, "low"), words.member(index, "high"))
        let (from, to) = (low < 0 ? nil : decimal(words.member(low, "value")), high < 0 ? nil : decimal(words.member(high, "value")))
        guard from != nil || to != nil else { return }
        let unit = hasUnit ? unit(from == nil ? high : low) : Unit(first: Self.noSystem)
        addSpan(Span(from: from, to: to), unit)
    }

    /// What reaches from one number to another.
    private struct Span {
        var from: DecimalNumber?
        var to: DecimalNumber?
        /// Whether the number itself is left out, below or above.
        var isOpen = false

        init(from: DecimalNumber?, to: DecimalNumber?) {
            self.from = from
            self.to = to
        }

        init(_ number: DecimalNumber, comparator: String) {
            if comparator.hasPrefix("<") { to = number } else { from = number }
            isOpen = comparator == "<" || comparator == ">"
        }

        /// Both included.
        func bounds(_ converted: (DecimalNumber) -> DecimalNumber?) -> (low: Double, high: Double)? {
            var (low, high) = (-Double.infinity, Double.infinity)
            if let from {
                guard let number = converted(from).map(NumberKey.double) else { return nil }
                low = isOpen ? number.nextUp : number
            }
            if let to {
                guard let number = converted(to).map(NumberKey.double) else { return nil }
                high = isOpen ? number.nextDown : number
            }
            return (low, max(low, high))
        }
    }

    private mutating func addSpan(_ span: Span, _ unit: Unit) {
        if let bounds = span.bounds({ $0 }) {
            let (low, high) = (NumberKey.of(bounds.low), NumberKey.of(bounds.high))
            raws.append(Raw(aspect: .value, value: low, rest: NumberKey.spanning | high &>> 1))
            raws.append(Raw(aspect: .ends, value: high))
            for unit in [unit.first, unit.second] {
                if let unit { raws.append(Raw(aspect: .spans, inner: NumberKey.rest(unit: unit), value: low, rest: high)) }
            }
        }
        if let known = unit.known, let bounds = span.bounds(known.scale.inBaseUnits) {
            let (low, high) = (NumberKey.of(bounds.low), NumberKey.of(bounds.high))
            raws.append(Raw(aspect: .canonical, inner: known.dimension, value: low, rest: NumberKey.spanning | high &>> 1))
            raws.append(Raw(aspect: .canonicalEnds, inner: known.dimension, value: high))
        }
    }

    mutating func readPosition(_ index: Int) {
        guard let north = decimal(words.member(index, "latitude")), let east = decimal(words.member(index, "longitude")) else { return }
        raws.append(Raw(aspect: .value, value: NumberKey.of(NumberKey.double(north)), rest: NumberKey.of(NumberKey.double(east))))
    }
}

/// The atoms of UCUM and its prefixes, by their case-sensitive codes; worked out once, when a unit is first read.
///
/// Units on logarithmic scales (`[pH]`, `B`, `Np`) and units that a procedure defines (`[iU]`) are of their own kind: they compare with
/// themselves and with their own multiples only.
struct UnitTable: Sendable {
    private struct Atom: Sendable {
        var dimension: Dimension
        var factor: Ratio
        var zero: DecimalNumber?
        var isMetric: Bool
    }

    private var atoms: [String: Atom] = [:]

    static let ucum = UnitTable()

    private init() {
        for (index, code) in ["m", "s", "g", "rad", "K", "C", "cd"].enumerated() {
            atoms[code] = Atom(dimension: Dimension(base: index), factor: .one, isMetric: true)
        }
        define(UnitDefinitions.metric, isMetric: true)
        define(UnitDefinitions.time, isMetric: false)
        define(UnitDefinitions.other, isMetric: false)
        define(UnitDefinitions.customary, isMetric: false)
        // What the units above define, yet takes prefixes.
        define(UnitDefinitions.metricLast, isMetric: true)
        for code in UnitDefinitions.incomparable.metric { atoms[code] = own(code, isMetric: true) }
        for code in UnitDefinitions.incomparable.plain { atoms[code] = own(code, isMetric: false) }
        atoms["[IU]"] = atoms["[iU]"]
        for (code, degree, zero) in UnitDefinitions.temperatures {
            guard let degree = Unit(code: degree, atoms: self) else { continue }
            atoms[code] = Atom(
                dimension: degree.dimension, factor: degree.factor, zero: DecimalNumber(zero), isMetric: code == "Cel")
        }
    }

    private func own(_ code: String, isMetric: Bool) -> Atom {
        Atom(dimension: Dimension(other: code), factor: .one, isMetric: isMetric)
    }

    /// Each line is a code, a number and the unit that it counts; lines may use what lines before them define.
    private mutating func define(_ lines: String, isMetric: Bool) {
        for line in lines.split(separator: "\n") {
            let parts = line.split(separator: " ")
            guard parts.count == 3, let number = DecimalNumber(parts[1]).flatMap({ Ratio($0) }),
                let unit = Unit(code: String(parts[2]), atoms: self), let factor = unit.factor.multiplied(by: number)
            else { continue }
            atoms[String(parts[0])] = Atom(dimension: unit.dimension, factor: factor, isMetric: isMetric)
        }
    }

    /// How many atoms there are.
    var count: Int { atoms.count }

    /// An atom, with a prefix where it takes one; nil when there is none.
    func unit(_ symbol: String) -> Unit? {
        let terms = [Unit.Term(code: symbol, annotation: "", power: 1)]
        if let atom = atoms[symbol] {
            return Unit(dimension: atom.dimension, factor: atom.factor, zero: atom.zero, terms: terms)
        }
        for length in [1, 2] where symbol.utf8.count > length {
            guard let prefix = UnitDefinitions.prefixes[String(symbol.prefix(length))], let atom = atoms[String(symbol.dropFirst(length))],
                atom.isMetric, let factor = atom.factor.multiplied(by: prefix)
            else { continue }
            let zero = atom.zero.flatMap { prefix.inverse.applied(to: $0) }
            return Unit(dimension: atom.dimension, factor: factor, zero: zero, terms: terms)
        }
        return nil
    }
}

extension Unit {
    fileprivate init?(code: String, atoms: UnitTable) {
        var parser = UnitParser(code, atoms: atoms)
        guard let unit = parser.unit() else { return nil }
        self = unit
    }
}

/// Reads unit expressions: atoms with prefixes and powers, `.`, `/`, parentheses, whole numbers and `{annotations}`.
/// https://ucum.org/ucum#section-Grammar-of-Units-and-Unit-Terms
struct UnitParser {
    private let bytes: [UInt8]
    private var index = 0
    private var depth = 0
    private let atoms: UnitTable

    private static let longest = 256
    private static let deepest = 16

    init(_ code: String, atoms: UnitTable = .ucum) {
        bytes = Array(code.utf8)
        self.atoms = atoms
    }

    mutating func unit() -> Unit? {
        guard !bytes.isEmpty, bytes.count <= Self.longest else { return nil }
        let unit = takes("/") ? component().flatMap { Unit.one.multiplied(by: $0, power: -1) }.flatMap { terms(after: $0) } : term()
        return index == bytes.count ? unit : nil
    }

    private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func takes(_ sign: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: sign) else { return false }
        index += 1
        return true
    }

    private mutating func term() -> Unit? { component().flatMap { terms(after: $0) } }

    private mutating func terms(after first: Unit) -> Unit? {
        var product = first
        while let sign = next, sign == UInt8(ascii: ".") || sign == UInt8(ascii: "/") {
            index += 1
            guard let factor = component(), let longer = product.multiplied(by: factor, power: sign == UInt8(ascii: ".") ? 1 : -1) else {
                return nil
            }
            product = longer
        }
        return product
    }

    private mutating func component() -> Unit? {
        if takes("(") {
            depth += 1
            guard depth <= Self.deepest, let inner = term(), takes(")") else { return nil }
            depth -= 1
            return inner
        }
        if next == UInt8(ascii: "{") {
            return annotation().map { Unit(dimension: .none, factor: .one, terms: [Unit.Term(code: "", annotation: $0, power: 1)]) }
        }
        let start = index
        if let number = digits(), next != UInt8(ascii: "*"), next != UInt8(ascii: "^") {
            guard number > 0, let factor = Ratio(number) else { return nil }
            let terms = number == 1 ? [] : [Unit.Term(code: String(number), annotation: "", power: 1)]
            return annotated(Unit(dimension: .none, factor: factor, terms: terms))
        }
        index = start
        guard let symbol = symbol(), let atom = atoms.unit(symbol) else { return nil }
        guard let power = power() else { return nil }
        guard power != 1 else { return annotated(atom) }
        guard power != 0, atom.zero == nil else { return nil }
        return Unit.one.multiplied(by: Unit(dimension: atom.dimension, factor: atom.factor, terms: atom.terms), power: power)
            .flatMap { annotated($0) }
    }

    /// The unit with the annotation that follows it, if there is one.
    private mutating func annotated(_ unit: Unit) -> Unit? {
        guard next == UInt8(ascii: "{") else { return unit }
        guard let annotation = annotation() else { return nil }
        var unit = unit
        if unit.terms.isEmpty {
            unit.terms = [Unit.Term(code: "", annotation: annotation, power: 1)]
        } else {
            unit.terms[unit.terms.count - 1].annotation = annotation
        }
        return unit
    }

    /// Printable signs between braces, braces included.
    private mutating func annotation() -> String? {
        let start = index
        while let byte = next {
            index += 1
            if byte == UInt8(ascii: "}") { return String(decoding: bytes[start..<index], as: UTF8.self) }
            guard (33...126).contains(byte), byte != UInt8(ascii: "{") || index == start + 1 else { return nil }
        }
        return nil
    }

    private mutating func digits() -> Int128? {
        let start = index
        var number: Int128 = 0
        while let byte = next, byte &- 48 < 10 {
            guard index - start < 18 else { return nil }
            number = number * 10 + Int128(byte & 15)
            index += 1
        }
        return index > start ? number : nil
    }

    /// 1 where none is written; nil for a sign without digits.
    private mutating func power() -> Int? {
        let isNegative = takes("-")
        let isSigned = isNegative || takes("+")
        guard let digits = digits() else { return isSigned ? nil : 1 }
        guard digits <= 60 else { return nil }
        return isNegative ? -Int(digits) : Int(digits)
    }

    /// An atom with its prefix: what stands before an operator, a digit or a sign, brackets taken whole.
    private mutating func symbol() -> String? {
        let start = index
        if bytes[index...].starts(with: "10*".utf8) || bytes[index...].starts(with: "10^".utf8) {
            index += 3
            return String(decoding: bytes[start..<index], as: UTF8.self)
        }
        while let byte = next {
            if byte == UInt8(ascii: "[") {
                guard let end = bytes[index...].firstIndex(of: UInt8(ascii: "]")) else { return nil }
                index = end + 1
            } else if (33...126).contains(byte), !UnitParser.ends(byte) {
                index += 1
            } else {
                break
            }
        }
        return index > start ? String(decoding: bytes[start..<index], as: UTF8.self) : nil
    }

    private static func ends(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "{"), UInt8(ascii: "}"),
            UInt8(ascii: "]"), UInt8(ascii: "+"), UInt8(ascii: "-"), 48...57:
            true
        default: false
        }
    }
}

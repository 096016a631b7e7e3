/// What a unit measures: a power of each of UCUM's seven base units, and of the units that are like no other.
struct Dimension: Sendable, Hashable {
    /// Metre, second, gram, radian, kelvin, coulomb, candela.
    private var base = SIMD8<Int8>(repeating: 0)
    /// Units that convert to nothing else (`[iU]`, `[pH]`), by code, with their powers; none is zero.
    private var others: [String: Int] = [:]

    static let none = Dimension()

    init() {}

    init(base index: Int) { base[index] = 1 }

    init(other code: String) { others[code] = 1 }

    /// `m-3.g1`, what is like no other behind, by code.
    var text: String {
        let names = zip(["m", "s", "g", "rad", "K", "C", "cd"], 0..<7).filter { base[$0.1] != 0 }.map { "\($0.0)\(base[$0.1])" }
        return (names + others.sorted { $0.key < $1.key }.map { "\($0.key)\($0.value)" }).joined(separator: ".")
    }

    /// Nil when a power is out of all reason.
    func adding(_ other: Dimension, times factor: Int) -> Dimension? {
        var sum = self
        for index in 0..<7 {
            let (product, overflow) = Int(other.base[index]).multipliedReportingOverflow(by: factor)
            guard !overflow, let power = Int8(exactly: Int(base[index]) + product) else { return nil }
            sum.base[index] = power
        }
        for (code, power) in other.others {
            let (product, overflow) = power.multipliedReportingOverflow(by: factor)
            guard !overflow, product.magnitude < 1000 else { return nil }
            let total = (sum.others[code] ?? 0) + product
            sum.others[code] = total == 0 ? nil : total
        }
        return sum
    }
}

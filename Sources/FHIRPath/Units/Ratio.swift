/// An exact positive factor between units: a fraction times a power of ten.
struct Ratio: Sendable {
    /// Without common divisors, and neither is a multiple of ten.
    private(set) var numerator: Int128
    private(set) var denominator: Int128
    private(set) var exponent: Int

    static let one = Ratio(numerator: 1, denominator: 1, exponent: 0)

    private init(numerator: Int128, denominator: Int128, exponent: Int) {
        self.numerator = numerator
        self.denominator = denominator
        self.exponent = exponent
    }

    /// Nil unless both are positive.
    init?(_ numerator: Int128, over denominator: Int128 = 1, exponent: Int = 0) {
        guard numerator > 0, denominator > 0 else { return nil }
        let divisor = Ratio.greatestCommonDivisor(numerator, denominator)
        self.init(numerator: numerator / divisor, denominator: denominator / divisor, exponent: exponent)
        while self.numerator % 10 == 0 {
            self.numerator /= 10
            self.exponent += 1
        }
        while self.denominator % 10 == 0 {
            self.denominator /= 10
            self.exponent -= 1
        }
    }

    /// Nil unless it is positive.
    init?(_ number: DecimalNumber) { self.init(number.coefficient, exponent: -number.scale) }

    var inverse: Ratio { Ratio(numerator: denominator, denominator: numerator, exponent: -exponent) }

    /// Nil when it has more digits than can be kept.
    func multiplied(by other: Ratio) -> Ratio? {
        let first = Ratio.greatestCommonDivisor(numerator, other.denominator)
        let second = Ratio.greatestCommonDivisor(other.numerator, denominator)
        let (top, tooHigh) = (numerator / first).multipliedReportingOverflow(by: other.numerator / second)
        let (bottom, tooLow) = (denominator / second).multipliedReportingOverflow(by: other.denominator / first)
        let sum = exponent + other.exponent
        guard !tooHigh, !tooLow, sum.magnitude < 10_000 else { return nil }
        return Ratio(top, over: bottom, exponent: sum)
    }

    func divided(by other: Ratio) -> Ratio? { multiplied(by: other.inverse) }

    func power(_ exponent: Int) -> Ratio? {
        guard exponent.magnitude <= 64 else { return nil }
        let base = exponent < 0 ? inverse : self
        var result = Ratio.one
        for _ in 0..<exponent.magnitude {
            guard let next = result.multiplied(by: base) else { return nil }
            result = next
        }
        return result
    }

    /// The number times the factor, exact where its digits end; nil when it is too large.
    func applied(to number: DecimalNumber) -> DecimalNumber? {
        guard !number.isZero else { return number }
        let top = DecimalNumber(coefficient: numerator, scale: 0)
        let bottom = DecimalNumber(coefficient: denominator, scale: 0)
        // The power of ten comes before the division where it makes the number larger, so that the quotient has more digits.
        if exponent > 0, let product = number.multiplied(by: top)?.shifted(byPowerOfTen: exponent) {
            return product.dividedUnlessOne(by: bottom)
        }
        let quotient = number.multiplied(by: top)?.dividedUnlessOne(by: bottom) ?? number.dividedUnlessOne(by: bottom)?.multiplied(by: top)
        return quotient?.shifted(byPowerOfTen: exponent)
    }

    /// The exponent where the factor is a power of ten.
    var powerOfTen: Int? { numerator == 1 && denominator == 1 ? exponent : nil }

    /// The order of a number times this against another number: -1, 0 or 1, exact unless digits run into the hundreds.
    func order(of number: DecimalNumber, against other: DecimalNumber) -> Int {
        let signs = (number.coefficient.signum(), other.coefficient.signum())
        if signs.0 != signs.1 { return signs.0 < signs.1 ? -1 : 1 }
        guard signs.0 != 0 else { return 0 }
        let order = magnitudeOrder(number, other)
        return signs.0 < 0 ? -order : order
    }

    private func magnitudeOrder(_ number: DecimalNumber, _ other: DecimalNumber) -> Int {
        let shift = exponent - number.scale + other.scale
        if shift.magnitude <= 38 {
            let power = UInt128(DecimalNumber.power(ofTen: Int(shift.magnitude)))
            let left = Ratio.product(number.coefficient, numerator, shift > 0 ? power : 1)
            let right = Ratio.product(other.coefficient, denominator, shift < 0 ? power : 1)
            if let left, let right { return left == right ? 0 : left < right ? -1 : 1 }
        }
        let left = number.absolute.double * Double(numerator) * Ratio.powerOfTen(exponent)
        let right = other.absolute.double * Double(denominator)
        return left == right ? 0 : left < right ? -1 : 1
    }

    private static func powerOfTen(_ exponent: Int) -> Double { Double("1e\(exponent)") ?? 0 }

    /// Two words; nil when three are needed.
    private static func product(_ first: Int128, _ second: Int128, _ third: UInt128) -> (high: UInt128, low: UInt128)? {
        let (pair, overflow) = first.magnitude.multipliedReportingOverflow(by: second.magnitude)
        if !overflow { return pair.multipliedFullWidth(by: third) }
        let (turned, tooLarge) = second.magnitude.multipliedReportingOverflow(by: third)
        return tooLarge ? nil : turned.multipliedFullWidth(by: first.magnitude)
    }

    private static func greatestCommonDivisor(_ first: Int128, _ second: Int128) -> Int128 {
        if let first = UInt64(exactly: first), let second = UInt64(exactly: second) {
            var (a, b) = (first, second)
            while b != 0 { (a, b) = (b, a % b) }
            return Int128(a)
        }
        var (a, b) = (first, second)
        while b != 0 { (a, b) = (b, a % b) }
        return a
    }
}

extension DecimalNumber {
    /// The number as it is written where there is nothing to divide by.
    fileprivate func dividedUnlessOne(by divisor: DecimalNumber) -> DecimalNumber? { divisor == .one ? self : divided(by: divisor) }
}

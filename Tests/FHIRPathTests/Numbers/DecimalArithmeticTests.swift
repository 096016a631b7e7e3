import FHIRPath
import Samples
import Testing

private func number(_ text: String) throws -> DecimalNumber { try #require(DecimalNumber(text)) }

@Suite("Reckoning with decimals") struct DecimalArithmeticTests {
    @Test(
        "gives exact sums, differences and products, with all their digits",
        arguments: [
            ("1.2", "+", "1.8", "3.0"), ("1.8", "-", "1.2", "0.6"), ("1.2", "*", "1.8", "2.16"), ("0.1", "+", "0.2", "0.3"),
            ("1", "-", "0.01", "0.99"),
            ("-2.50", "*", "4", "-10.00"), ("1000000000000000000", "*", "1000000000000000000", "1000000000000000000000000000000000000"),
            ("0.0000000000000000000000000000000000001", "*", "0.5", "0.00000000000000000000000000000000000005"),
        ])
    func exact(_ left: String, _ sign: String, _ right: String, _ expected: String) throws {
        let (left, right) = (try number(left), try number(right))
        let result = sign == "+" ? left.adding(right) : sign == "-" ? left.subtracting(right) : left.multiplied(by: right)
        #expect(result?.description == expected)
    }

    @Test(
        "gives short quotients where they end, and twenty digits where they do not",
        arguments: [
            ("1", "2", "0.5"), ("4.0", "2.0", "2"), ("1", "3", "0.33333333333333333333"), ("2", "3", "0.66666666666666666667"),
            ("-1", "8", "-0.125"),
            ("12", "0.0003", "40000"), ("0", "7", "0"), ("1", "1000000000000000000000000", "0"),
            ("99999999999999999999999999999999999999", "3", "33333333333333333333333333333333333333"),
            ("5", "0.00000000000000000000000000000000000001", nil), ("1", "0", nil), ("0", "0.0", nil),
        ] as [(String, String, String?)])
    func division(_ left: String, _ right: String, _ expected: String?) throws {
        #expect(try number(left).divided(by: try number(right))?.description == expected)
    }

    @Test(
        "gives whole quotients and their remainders",
        arguments: [
            ("5", "2", "2", "1"), ("5.5", "0.7", "7", "0.6"), ("2.2", "1.8", "1", "0.4"), ("-5", "2", "-2", "-1"), ("5", "-2", "-2", "1"),
            ("5", "0", nil, nil),
        ] as [(String, String, String?, String?)])
    func wholeDivision(_ left: String, _ right: String, _ quotient: String?, _ remainder: String?) throws {
        #expect(try number(left).quotient(by: try number(right))?.description == quotient)
        #expect(try number(left).remainder(by: try number(right))?.description == remainder)
    }

    @Test("is empty when the result is too large, and gives up digits behind the point first")
    func overflow() throws {
        let largest = try number("99999999999999999999999999999999999999")
        #expect(largest.adding(largest) == nil)
        #expect(largest.multiplied(by: DecimalNumber(2)) == nil)
        #expect(largest.adding(try number("0.4")) == largest)
        let third = try #require(DecimalNumber(1).divided(by: DecimalNumber(3)))
        var power = third
        for _ in 0..<30 { power = try #require(power.multiplied(by: third)) }
        #expect(power.double > 1e-15 && power.double < 2e-15)
    }

    @Test(
        "rounds halves away from zero",
        arguments: [
            ("1.5", 0, "2"), ("-1.5", 0, "-2"), ("3.14159", 3, "3.142"), ("2.5", 4, "2.5"), ("-0.4", 0, "0"), ("0.05", 1, "0.1"),
            ("7.7", -1, "8"),
        ])
    func rounding(_ text: String, _ digits: Int, _ expected: String) throws {
        #expect(try number(text).rounded(to: digits).description == expected)
    }

    @Test(
        "finds the whole numbers around a number",
        arguments: [("1.1", 2, 1, 1), ("-1.1", -1, -2, -1), ("-2.1", -2, -3, -2), ("3", 3, 3, 3), ("1.00000001", 2, 1, 1)])
    func wholeNumbers(_ text: String, _ ceiling: Int64, _ floor: Int64, _ truncated: Int64) throws {
        let number = try number(text)
        #expect(number.ceiling == ceiling && number.floor == floor && number.truncated == truncated)
    }

    @Test("has no whole number of 64 bits for a number that is larger") func tooLargeForInteger() throws {
        #expect(try number("9223372036854775807.5").ceiling == nil)
        #expect(try number("9223372036854775807.5").floor == Int64.max)
    }

    @Test(
        "raises to powers exactly",
        arguments: [
            ("2", "3", "8"), ("2.5", "2", "6.25"), ("2", "-2", "0.25"), ("7", "0", "1"), ("0", "0", "1"), ("-3", "3", "-27"),
            ("4", "0.5", "2"),
            ("-1", "0.5", nil), ("0", "-1", nil), ("10", "39", nil), ("10", "-9223372036854775808", nil),
        ] as [(String, String, String?)])
    func powers(_ base: String, _ exponent: String, _ expected: String?) throws {
        #expect(try number(base).power(try number(exponent)) == expected.flatMap { DecimalNumber($0) })
    }

    @Test("takes roots, exponentials and logarithms") func functions() throws {
        #expect(try number("81").squareRoot == DecimalNumber(9))
        #expect(try number("0.01").squareRoot == DecimalNumber("0.1"))
        #expect(try number("-1").squareRoot == nil)
        #expect(try number("0").exponential == DecimalNumber(1))
        #expect(try number("1000").exponential == nil)
        #expect(try number("1").naturalLogarithm == DecimalNumber(0))
        #expect(try number("0").naturalLogarithm == nil)
        #expect(try number("16").logarithm(base: DecimalNumber(2)) == DecimalNumber(4))
        #expect(try number("1000").logarithm(base: DecimalNumber(10)) == DecimalNumber(3))
        #expect(try number("0.125").logarithm(base: DecimalNumber(2)) == DecimalNumber(-3))
        #expect(try number("5").logarithm(base: DecimalNumber(1)) == nil)
        #expect(try number("-5").logarithm(base: DecimalNumber(10)) == nil)
    }

    @Test("takes back what it added, and divides by what it multiplied with", arguments: [1, 2, 3] as [UInt64])
    func inverses(seed: UInt64) throws {
        var chance = SeededNumbers(seed: seed)
        for _ in 0..<2000 {
            let left = try chance.decimal()
            let right = try chance.decimal()
            let sum = try #require(left.adding(right))
            #expect(sum.subtracting(right) == left)
            #expect(right.adding(left) == sum)
            let product = try #require(left.multiplied(by: right))
            #expect(right.multiplied(by: left) == product)
            if !right.isZero {
                #expect(product.divided(by: right) == left)
                let quotient = try #require(left.quotient(by: right))
                let rest = try #require(left.remainder(by: right))
                #expect(quotient.multiplied(by: right)?.adding(rest) == left)
                #expect(rest.absolute < right.absolute)
            }
            #expect(DecimalNumber(left.description) == left)
            #expect(left.negated.absolute == left.absolute)
        }
    }

    @Test("never traps, however large and small the numbers are", arguments: [8, 9] as [UInt64]) func extremes(seed: UInt64) throws {
        var chance = SeededNumbers(seed: seed)
        for _ in 0..<1000 {
            let (left, right) = (try chance.extreme(), try chance.extreme())
            #expect([left < right, left == right, left > right].count { $0 } == 1)
            if let sum = left.adding(right) { #expect(right.adding(left) == sum) }
            if let product = left.multiplied(by: right) { #expect(product == right.multiplied(by: left)) }
            if let quotient = left.divided(by: right), let back = quotient.multiplied(by: right) {
                let distance = (back.double - left.double).magnitude
                #expect(distance <= left.double.magnitude * 1e-9 + right.double.magnitude * 1e-20)
            }
            _ = (left.quotient(by: right), left.remainder(by: right), left.power(right), left.squareRoot, left.exponential)
            _ = (left.naturalLogarithm, left.logarithm(base: right), left.ceiling, left.floor, left.truncated, left.isEquivalent(to: right))
            _ = (left.lowBoundary(precision: 28), left.highBoundary(precision: 0), left.rounded(to: 3), left.int64, left.hashValue)
            #expect(DecimalNumber(left.description) == left)
        }
    }

    @Test("orders all numbers", arguments: [4, 5] as [UInt64]) func totalOrder(seed: UInt64) throws {
        var chance = SeededNumbers(seed: seed)
        for _ in 0..<2000 {
            let (a, b, c) = (try chance.decimal(), try chance.decimal(), try chance.decimal())
            #expect([a < b, a == b, a > b].count { $0 } == 1)
            if a <= b, b <= c { #expect(a <= c) }
            #expect((a < b) == (a.double < b.double))
        }
    }
}

extension SeededNumbers {
    mutating func decimal() throws -> DecimalNumber {
        let scale = Int.random(in: 0...6, using: &self)
        let digits = Int64.random(in: -1_000_000_000...1_000_000_000, using: &self)
        return try #require(DecimalNumber("\(digits)e-\(scale)"))
    }

    /// Of any size that can be kept.
    mutating func extreme() throws -> DecimalNumber {
        let digits = (0..<Int.random(in: 1...38, using: &self)).map { _ in String(Int.random(in: 0...9, using: &self)) }.joined()
        let point = Int.random(in: 0...digits.utf8.count, using: &self)
        let sign = Bool.random(using: &self) ? "-" : ""
        return try #require(DecimalNumber("\(sign)0\(digits.prefix(point)).\(digits.dropFirst(point))0"))
    }
}

import FHIRPath
import Testing

@Suite("A decimal number") struct DecimalNumberTests {
    @Test(
        "is printed as it was written, without an exponent",
        arguments: [
            ("1.00", "1.00"), ("-0.5", "-0.5"), ("007.10", "7.10"), ("+3", "3"), ("1e3", "1000"), ("1.25E+1", "12.5"), ("1.5e-3", "0.0015"),
            ("0.00000001", "0.00000001"), ("1234567890987654321.0", "1234567890987654321.0"), ("0e99999999999", "0"),
            ("99999999999999999999999999999999999999", "99999999999999999999999999999999999999"),
            ("0.000000000000000000000000000000000000001", "0.00000000000000000000000000000000000000"),
            ("1.00000000000000000000000000000000000009", "1.0000000000000000000000000000000000001"),
        ])
    func reading(_ text: String, _ printed: String) throws { #expect(try #require(DecimalNumber(text)).description == printed) }

    @Test(
        "is not read from what is no number, or too large",
        arguments: ["", "-", "+", ".5", "5.", "1.a", "st", "1e", "1e+", "1 ", " 1", "--1", "0x1", "1_000", "1e39", "NaN", "١", "1,5"])
    func refusals(_ text: String) { #expect(DecimalNumber(text) == nil) }

    @Test(
        "is equal by value, and hashes by value",
        arguments: [
            ("1.0", "1.00", 0), ("1.10", "1.1", 0), ("-0.0", "0", 0), ("1.1", "1.2", -1), ("-2", "-1.999", -1), ("100", "99.99999", 1),
        ])
    func order(_ left: String, _ right: String, _ expected: Int) throws {
        let left = try #require(DecimalNumber(left))
        let right = try #require(DecimalNumber(right))
        #expect((left < right) == (expected < 0))
        #expect((left > right) == (expected > 0))
        #expect((left == right) == (expected == 0))
        if expected == 0 { #expect(left.hashValue == right.hashValue) }
    }

    @Test("is compared without losing digits, however far apart the numbers are")
    func farApart() throws {
        let large = try #require(DecimalNumber("99999999999999999999999999999999999999"))
        let small = try #require(DecimalNumber("0.00000000000000000000000000000000000001"))
        #expect(small < large)
        #expect(large.negated < small)
        #expect(large != small)
    }

    @Test(
        "is equivalent at the digits of the less precise one",
        arguments: [
            ("1.1", "1.14", true), ("1.1", "1.15", false), ("1.0", "1.4", true), ("1.10", "1.14", true), ("0.67", "0.666666", true),
            ("2", "2.5", false),
        ])
    func equivalence(_ left: String, _ right: String, _ expected: Bool) throws {
        let left = try #require(DecimalNumber(left))
        let right = try #require(DecimalNumber(right))
        #expect(left.isEquivalent(to: right) == expected)
        #expect(right.isEquivalent(to: left) == expected)
    }

    @Test("knows whether it is whole, and gives an integer only then")
    func wholeness() throws {
        let twoPointZero = try #require(DecimalNumber("2.00"))
        #expect(twoPointZero.isInteger && twoPointZero.int64 == 2)
        let half = try #require(DecimalNumber("2.50"))
        #expect(!half.isInteger && half.int64 == nil && half.double == 2.5)
        #expect(DecimalNumber("9223372036854775808")?.int64 == nil)
        #expect(DecimalNumber(Int64.min).int64 == Int64.min)
        #expect(DecimalNumber("-0.00")?.isZero == true)
        #expect(DecimalNumber("-0.01")?.isNegative == true)
    }

    @Test(
        "is made from a binary number by its shortest text",
        arguments: [(0.1, "0.1"), (1e-7, "0.0000001"), (-2.5, "-2.5"), (1e20, "100000000000000000000.0")])
    func fromDouble(_ double: Double, _ printed: String) throws {
        let number = try #require(DecimalNumber(double))
        #expect(number == DecimalNumber(printed))
        #expect(number.double == double)
    }

    @Test("is not made from infinities", arguments: [Double.infinity, -.infinity, .nan, 1e300])
    func fromInfinity(_ double: Double) { #expect(DecimalNumber(double) == nil) }
}

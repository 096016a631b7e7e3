import FHIRPath
import Samples
import Testing

@Suite("The boundaries of a decimal") struct DecimalBoundaryTests {
    @Test(
        "are half a step of its last digit away, to the digits asked for",
        arguments: [
            ("2.413", nil, "2.41250000", "2.41350000"), ("2.413", 6, "2.412500", "2.413500"), ("-2.413", nil, "-2.41350000", "-2.41250000"),
            ("7", 3, "6.500", "7.500"), ("0", 1, "-0.5", "0.5"), ("5.00", 4, "4.9950", "5.0050"),
            ("0.1", 28, "0.0500000000000000000000000000", "0.1500000000000000000000000000"),
        ] as [(String, Int?, String, String)])
    func finer(_ text: String, _ precision: Int?, _ low: String, _ high: String) throws {
        let number = try #require(DecimalNumber(text))
        #expect(number.lowBoundary(precision: precision)?.description == low)
        #expect(number.highBoundary(precision: precision)?.description == high)
    }

    @Test(
        "are cut towards zero at the near end and rounded at the far end where fewer digits are asked for",
        arguments: [
            ("2.413", 2, "2.41", "2.41"), ("2.416", 2, "2.41", "2.42"), ("9", 0, "8", "10"), ("-2.416", 2, "-2.42", "-2.41"),
            ("0.0021", 1, "0.0", "0.0"),
        ])
    func coarser(_ text: String, _ precision: Int, _ low: String, _ high: String) throws {
        let number = try #require(DecimalNumber(text))
        #expect(number.lowBoundary(precision: precision)?.description == low)
        #expect(number.highBoundary(precision: precision)?.description == high)
    }

    @Test("do not exist for digits below none and above twenty-eight", arguments: [-1, 29, 39, Int.max, Int.min]) func refusals(
        _ precision: Int
    ) {
        #expect(DecimalNumber(3).lowBoundary(precision: precision) == nil)
        #expect(DecimalNumber(3).highBoundary(precision: precision) == nil)
    }

    @Test("count digits behind the point as precision") func precision() {
        #expect(DecimalNumber("1.58700")?.precision == 5)
        #expect(DecimalNumber(12).precision == 0)
    }

    @Test("lie around the number", arguments: [6, 7] as [UInt64]) func around(seed: UInt64) throws {
        var chance = SeededNumbers(seed: seed)
        for _ in 0..<2000 {
            let number = try chance.decimal()
            #expect(try #require(number.lowBoundary()) < number)
            #expect(try #require(number.highBoundary()) > number)
        }
    }
}

import FHIRPath
import Samples
import Testing

@Suite("The boundaries of a date or time") struct TemporalBoundaryTests {
    @Test(
        "are the first and last moment that it may be",
        arguments: [
            ("2014", 6, "2014-01", "2014-12"), ("2014", nil, "2014-01-01", "2014-12-31"), ("2016-02", nil, "2016-02-01", "2016-02-29"),
            ("2016-02-10", 8, "2016-02-10", "2016-02-10"), ("2016-02-10", 4, "2016", "2016"),
            ("2014T", nil, "2014-01-01T00:00:00.000+14:00", "2014-12-31T23:59:59.999-12:00"),
            ("2014-01-01T08", 17, "2014-01-01T08:00:00.000+14:00", "2014-01-01T08:59:59.999-12:00"),
            ("2014-01-01T08:05+08:00", nil, "2014-01-01T08:05:00.000+08:00", "2014-01-01T08:05:59.999+08:00"),
            ("2014-01-01T08:05:10.5Z", 17, "2014-01-01T08:05:10.500Z", "2014-01-01T08:05:10.500Z"),
            ("2014-01-01T08:05Z", 8, "2014-01-01", "2014-01-01"),
            ("2014-01-01T08:05Z", 14, "2014-01-01T08:05:00Z", "2014-01-01T08:05:59Z"),
            ("2014-01T", 10, "2014-01-01T00+14:00", "2014-01-31T23-12:00"),
            ("T10:30", 9, "10:30:00.000", "10:30:59.999"), ("T10", nil, "10:00:00.000", "10:59:59.999"), ("T10:30", 2, "10", "10"),
        ] as [(String, Int?, String, String)])
    func boundaries(_ text: String, _ precision: Int?, _ low: String, _ high: String) throws {
        let value = try moment(text)
        #expect(value.lowBoundary(precision: precision)?.description == low)
        #expect(value.highBoundary(precision: precision)?.description == high)
        #expect(value.lowBoundary(precision: precision)?.kind == value.kind)
    }

    @Test(
        "do not exist for digits that the kind has not",
        arguments: [("2014", 17), ("2014", 5), ("2014", 0), ("2014-01-01T08", 18), ("T10:30", 4 + 8), ("T10:30", 3), ("2014", -4)])
    func refusals(_ text: String, _ precision: Int) throws {
        #expect(try moment(text).lowBoundary(precision: precision) == nil)
        #expect(try moment(text).highBoundary(precision: precision) == nil)
    }

    @Test(
        "count its digits as precision",
        arguments: [
            ("2014", 4), ("2014-01", 6), ("2014-01-05", 8), ("2014-01-05T10", 10), ("2014-01-05T10:30", 12), ("2014-01-05T10:30:00Z", 14),
            ("2014-01-05T10:30:00.000", 17), ("T10", 2), ("T10:30", 4), ("T10:30:00", 6), ("T10:30:00.000", 9),
        ])
    func precision(_ text: String, _ digits: Int) throws { #expect(try moment(text).precision == digits) }

    @Test("lie around the value, whatever its offset may be", arguments: [31, 32] as [UInt64]) func around(seed: UInt64) throws {
        var chance = SeededNumbers(seed: seed)
        for _ in 0..<2000 {
            let value = try chance.moment()
            let low = try #require(value.lowBoundary())
            let high = try #require(value.highBoundary())
            #expect(low.compare(high).map { $0 <= 0 } == true)
            #expect(low.compare(value) != 1)
            #expect(high.compare(value) != -1)
        }
    }
}

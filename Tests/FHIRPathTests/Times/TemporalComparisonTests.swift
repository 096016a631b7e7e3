import FHIRPath
import Samples
import Testing

@Suite("Comparing dates and times") struct TemporalComparisonTests {
    @Test(
        "answers where both are as precise, or differ in what both say",
        arguments: [
            ("2012", "2013", -1), ("2012-05", "2012-05", 0), ("2014-12-13", "2014-12-12", 1), ("2012-02", "2013", -1),
            ("2012-04-15", "2012-04-16T10:00", -1),
            ("2012-04-15", "2012-04-15T", 0), ("T10:30:00", "T10:30:00.0", 0), ("T10:30:00", "T10:30:00.001", -1), ("T11", "T10:59:59", 1),
            ("2012-04-15T15:00:00+02:00", "2012-04-15T16:00:00+03:00", 0),
            ("2017-11-05T01:30:00.0-04:00", "2017-11-05T01:15:00.0-05:00", -1),
            ("2012-01-01T00:00Z", "2011-12-31T19:00-05:00", 0), ("2012-01-01T00:00Z", "2012-01-01T00:00:00+01:00", 1),
        ])
    func known(_ left: String, _ right: String, _ expected: Int) throws {
        let (left, right) = (try moment(left), try moment(right))
        #expect(left.compare(right) == expected)
        #expect(right.compare(left) == -expected)
        #expect(left.equals(right) == (expected == 0))
        #expect(left.isEquivalent(to: right) == (expected == 0))
        #expect((left == right) == (expected == 0))
        if expected == 0 { #expect(left.hashValue == right.hashValue) }
    }

    @Test(
        "does not answer where one is less precise and the rest is equal",
        arguments: [
            ("2012", "2012-01"), ("2018-03", "2018-03-31"), ("2018-03-01T10:30", "2018-03-01T10:30:00"), ("T10", "T10:00"),
            ("2012-04-15", "2012-04-15T10:00:00"),
            ("2012-01-01T00:00Z", "2012-01-01T01:00:30+01:00"),
        ])
    func unknownPrecision(_ left: String, _ right: String) throws {
        let (left, right) = (try moment(left), try moment(right))
        #expect(left.compare(right) == nil && right.compare(left) == nil)
        #expect(left.equals(right) == nil && !left.isEquivalent(to: right) && left != right)
    }

    @Test("does not answer where one has no offset, unless the other is further away than offsets go") func unknownOffset() throws {
        let noon = try moment("2012-04-15T12:00:00")
        for close in ["2012-04-15T12:00:00Z", "2012-04-14T22:00:00Z", "2012-04-16T00:00:00Z", "2012-04-15T12:00:00+14:00"] {
            #expect(noon.compare(try moment(close)) == nil)
            #expect(noon.equals(try moment(close)) == nil)
        }
        #expect(noon.compare(try moment("2012-04-14T21:59:59Z")) == 1)
        #expect(noon.compare(try moment("2012-04-16T00:00:01Z")) == -1)
        #expect(try moment("1974-12-25").compare(try moment("1974-12-25T12:34:00-10:00")) == nil)
        #expect(try moment("1974-12-25").compare(try moment("2026-11-22T12:34:00+02:00")) == -1)
    }

    @Test("holds a time unequal to a date, and cannot order them") func kinds() throws {
        let (time, date) = (try moment("T12:14:15"), try moment("1974-12-25"))
        #expect(time.compare(date) == nil && date.compare(time) == nil)
        #expect(time.equals(date) == false && !time.isEquivalent(to: date) && time != date)
    }

    @Test("is an order wherever it answers", arguments: [11, 12] as [UInt64]) func order(seed: UInt64) throws {
        var chance = SeededNumbers(seed: seed)
        for _ in 0..<3000 {
            let (a, b, c) = (try chance.moment(), try chance.moment(), try chance.moment())
            #expect(a.compare(a) == 0)
            #expect(a.compare(b) == b.compare(a).map { -$0 })
            if let first = a.compare(b), let second = b.compare(c), first <= 0, second <= 0, let third = a.compare(c) {
                #expect(third <= 0)
                #expect(third < 0 || (first == 0 && second == 0))
            }
            if a == b { #expect(a.hashValue == b.hashValue) }
        }
    }
}

extension SeededNumbers {
    /// Moments close together, of all precisions, with and without offsets.
    mutating func moment() throws -> TemporalValue {
        let month = Int.random(in: 1...3, using: &self)
        let day = Int.random(in: 1...28, using: &self)
        let text = "200\(Int.random(in: 0...1, using: &self))-0\(month)-\(day < 10 ? "0" : "")\(day)"
        switch Int.random(in: 0...5, using: &self) {
        case 0: return try #require(TemporalValue(date: text.prefix(4)))
        case 1: return try #require(TemporalValue(dateTime: text.prefix(7)))
        case 2: return try #require(TemporalValue(date: text))
        default:
            let minute = Int.random(in: 10...59, using: &self)
            let time = "T1\(Int.random(in: 0...9, using: &self)):\(minute)"
            let second = ["", ":00", ":30", ":30.5"].randomElement(using: &self) ?? ""
            let offset = ["", "", "Z", "+02:00", "-05:30"].randomElement(using: &self) ?? ""
            return try #require(TemporalValue(dateTime: text + time + second + offset))
        }
    }
}

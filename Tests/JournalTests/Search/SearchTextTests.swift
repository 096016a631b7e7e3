import FHIR
import Testing

@testable import Journal

@Suite("Texts, times and numbers as a search compares them") struct SearchTextTests {
    @Test(
        "letters lose what people write or leave out",
        arguments: [
            ("Åse Ødegård", "ase odegard"), ("Aase", "ase"), ("AASE", "ase"), ("A\u{30A}se", "ase"), ("Ærøskøbing", "aeroskobing"),
            ("Jürgen  Müller", "jurgen muller"),
            ("Đorđe Łukasz", "dorde lukasz"), ("Čáhcesuolu Ŋuorra", "cahcesuolu nuorra"), ("Straße", "strasse"), ("þórður", "thordur"),
            ("Anne-Marie", "anne marie"),
            ("  O'Hara ’ ", "ohara"), ("Nguyễn", "nguyen"), ("ΆΛΦΑ", "αλφα"), ("李", "李"), ("İstanbul", "istanbul"), ("a\u{200B}b", "ab"),
            ("—", ""), ("", ""),
        ])
    func folded(_ text: String, _ folded: String) {
        #expect(String(decoding: FoldedText.of(text), as: UTF8.self) == folded)
    }

    @Test("what stands inside a text stands inside the folded one") func inside() {
        let text = "Bjørn-Aage Håkonsen O’Neill Ærø aaå —x"
        let whole = FoldedText.of(text)
        let scalars = Array(text.unicodeScalars)
        for start in scalars.indices {
            for end in start..<scalars.count {
                var part = String.UnicodeScalarView()
                part.append(contentsOf: scalars[start...end])
                let folded = FoldedText.of(String(part))
                let isInside = folded.isEmpty || (0...max(0, whole.count - folded.count)).contains { whole[$0...].starts(with: folded) }
                #expect(isInside, "\(String(part))")
            }
        }
    }

    @Test("keys of texts sort as the texts do, and a beginning is a range") func keys() {
        let texts = ["", "a", "ab", "abcdefgh", "abcdefgha", "abcdefghz", "abcdefghijklmnop", "abcdefghijklmnopq", "b", "å", "øl", "zzz"]
            .map { FoldedText.of($0) }
        for one in texts {
            for other in texts {
                let (left, right) = (one.withUnsafeBufferPointer { TextKey($0) }, other.withUnsafeBufferPointer { TextKey($0) })
                if (left.value, left.rest) != (right.value, right.rest) {
                    #expect(((left.value, left.rest) < (right.value, right.rest)) == one.lexicographicallyPrecedes(other))
                }
                guard !other.isEmpty else { continue }
                let (range, isExact) = TextKey.range(1, beginningWith: other)
                let isIn = range.values.contains(left.value) && range.rests.contains(left.rest)
                if one.starts(with: other) { #expect(isIn) }
                if isExact { #expect(isIn == one.starts(with: other)) }
            }
        }
    }

    @Test(
        "times are those that the rest of the hub reads, with the Nordic clock where none is written",
        arguments: [
            "2026-01-31", "2026-07-01", "2026", "2026-12", "2024-02-29", "2026-03-29", "2026-10-25", "2026-03-29T02:30",
            "2026-10-25T02:30:00", "1997-05-05T12:00:00.123",
            "2026-01-31T10:00:00Z", "2026-01-31T10:00:00.5+02:00", "2026-01-31T10:00-03:30", "1950-06-01T00:00:00Z", "2026-06-30T23:59:60Z",
            "2026-01-31T24:00:00",
        ])
    func times(_ text: String) throws {
        let time = try #require(SearchTime(text))
        let moment = try #require(Moment(text, zone: .oslo))
        #expect(time.start == moment.instant.nanoseconds)
        #expect(time.end == moment.end.nanoseconds)
    }

    @Test(
        "what is no time is none",
        arguments: [
            "", "26", "2026-13", "2026-02-30", "2026-1-1", "2026-01-31T", "2026-01-31T10", "2026-01-31T25:00", "2026-01-31T10:00:00+15:00",
            "2026-01-31T10:00:00.Z", "2026-01-31Z", "x",
        ])
    func noTimes(_ text: String) { #expect(SearchTime(text) == nil) }

    @Test("the clock before there was one rule") func oldTimes() {
        #expect(SearchTime("1950-06-01")?.start == Instant("1950-05-31T23:00:00Z")?.nanoseconds)
        #expect(SearchTime("1990-06-01")?.start == Instant("1990-05-31T22:00:00Z")?.nanoseconds)
        #expect(SearchTime("1990-10-01")?.start == Instant("1990-09-30T23:00:00Z")?.nanoseconds)
    }

    @Test("numbers keep their order") func numbers() {
        let numbers = [-Double.infinity, -1e300, -2, -1, -1e-300, 0, 1e-300, 0.1, 0.2, 1, 2, 1e300, .infinity]
        let keys = numbers.map { NumberKey.of($0) }
        #expect(keys == keys.sorted())
        #expect(NumberKey.of(-0.0) == NumberKey.of(0.0))
    }

    @Test(
        "a number is what its digits say",
        arguments: [
            ("100", 99.5, 100.5), ("100.00", 99.995, 100.005), ("1e2", 95.0, 105.0), ("5.4", 5.35, 5.45), ("-5.4", -5.45, -5.35),
            ("0", -0.5, 0.5),
        ])
    func precision(_ text: String, _ low: Double, _ high: Double) throws {
        let criterion = try SearchParameters.r4.criterion("probability", text, of: "RiskAssessment", base: "")
        guard case .matches(_, let tests) = criterion, case .number(.eq, let number)? = tests.first else {
            throw SearchError(.unknown, "other")
        }
        #expect(number.low == low)
        #expect(number.high == high)
    }

    @Test("backslashes keep signs together") func escapes() {
        #expect(EscapedText.parts(#"a\,b,c\\,d"#, at: ",") == [#"a\,b"#, #"c\\"#, "d"])
        #expect(EscapedText.plain(#"a\,b\$\|\\"#) == #"a,b$|\"#)
        #expect(EscapedText.parts("a|b|c", at: "|", atMost: 2) == ["a", "b|c"])
    }

    @Test("words are two letters or more") func words() {
        var words: [String] = []
        TextWords.each("Én liten Åse-fugl, 2026: «ny» x") { words.append(String(decoding: $0, as: UTF8.self)) }
        #expect(words == ["en", "liten", "ase", "fugl", "2026", "ny"])
    }

    @Test("a narrative is read without its markup") func narrative() {
        let text = NarrativeText.of("<div><p>K&#229;re &amp; co</p><br/>end</div>")
        var words: [String] = []
        TextWords.each(text) { words.append(String(decoding: $0, as: UTF8.self)) }
        #expect(words == ["kare", "co", "end"])
    }
}

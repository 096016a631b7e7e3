import FHIR
import HTTPTypes
import Testing

@testable import API

@Suite("What HTTP writes") struct HTTPPiecesTests {
    @Test(
        "times in headers",
        arguments: [
            ("2026-01-01T12:00:00Z", "Thu, 01 Jan 2026 12:00:00 GMT"), ("2028-02-29T23:59:59Z", "Tue, 29 Feb 2028 23:59:59 GMT"),
            ("1970-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 GMT"),
        ])
    func dates(_ text: String, _ header: String) throws {
        let instant = try #require(Instant(text))
        #expect(HTTPDate.write(instant) == header)
        #expect(HTTPDate.read(header) == instant)
        #expect(HTTPDate.seconds(Instant(nanoseconds: instant.nanoseconds + 999_999_999)) == HTTPDate.seconds(instant))
    }

    @Test(
        "no other form of a time is read",
        arguments: ["", "Thursday, 01-Jan-26 12:00:00 GMT", "Thu, 01 Xyz 2026 12:00:00 GMT", "Thu, 99 Jan 2026 12:00:00 GMT"])
    func noDates(_ text: String) { #expect(HTTPDate.read(text) == nil) }

    @Test(
        "escapes are taken away once",
        arguments: [
            ("a=b&c=d", ["a", "b", "c", "d"]), ("a", ["a", ""]), ("a=%7C+%2B&&b=%", ["a", "| +", "b", "%"]), ("a=b=c", ["a", "b=c"]),
            ("a=%C3%A6%zz", ["a", "æ%zz"]), ("", []),
        ] as [(String, [String])])
    func form(_ text: String, _ expected: [String]) {
        #expect(FormEncoding.pairs(text).flatMap { [$0.name, $0.value] } == expected)
    }

    @Test("what is written is read back alike", arguments: ["", "a b", "æøå|,:/&=+%?#", "\u{0}\n"])
    func roundTrip(_ text: String) {
        #expect(FormEncoding.pairs("x=" + FormEncoding.encode(text)).first?.value == text)
        #expect(FormEncoding.decode(FormEncoding.encode(text), plusIsSpace: false) == text)
    }

    @Test("a plus sign is a plus sign in a path") func path() {
        #expect(APIRequest(method: .get, target: "/fhir/a+b%20c?d=e+f").path == "/fhir/a+b c")
    }
}

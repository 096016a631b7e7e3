import Directory
import Testing

@Suite("An address") struct AddressTests {
    @Test("reads what it writes", arguments: ["her:90998", "sor:999999999000101", "gln:9520000001018", "local:ward-3"])
    func roundTrip(_ text: String) {
        #expect(Address(text)?.description == text)
    }

    @Test("is none without a scheme and a number", arguments: ["", "90998", "her:", "xyz:1", "her:1 2", "HER:1"])
    func none(_ text: String) {
        #expect(Address(text) == nil)
    }

    @Test("sorts by scheme and number, as bytes")
    func order() throws {
        let sorted = ["sor:1", "her:2", "her:10", "gln:3"].compactMap(Address.init).sorted()
        #expect(sorted.map(\.description) == ["gln:3", "her:10", "her:2", "sor:1"])
    }

    @Test(
        "is checked for form and check digit",
        arguments: [
            ("her:990000101", nil), ("her:12a", "must be 1 to 9 digits"), ("her:1234567890", "must be 1 to 9 digits"),
            ("gln:9520000001018", nil), ("gln:9520000001019", "has a check digit that does not fit"), ("gln:952", "must be 13 digits"),
            ("enh:100000016", nil), ("enh:100000017", "has a check digit that does not fit"), ("enh:12345", "must be 9 digits"),
            ("sor:999999999000101", nil), ("sor:12", "must be 6 to 18 digits"), ("local:anything", nil),
        ] as [(String, String?)])
    func remark(_ text: String, _ remark: String?) throws {
        let address = try #require(Address(text))
        #expect(Address.remark(on: address) == remark)
    }
}

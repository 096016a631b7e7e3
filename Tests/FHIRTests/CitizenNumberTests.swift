import FHIR
import Testing

@Suite("Citizen numbers") struct CitizenNumberTests {
    @Test(
        "Norwegian ones of synthetic citizens are read",
        arguments: [
            ("01509010087", CitizenNumber.Kind.nationalNumber, "1990-10-01"),
            ("55815510185", .dNumber, "1955-01-15"), ("01810150110", .nationalNumber, "2001-01-01"),
            ("29820450017", .nationalNumber, "2004-02-29"), (" 298204 50017 ", .nationalNumber, "2004-02-29"),
        ])
    func norwegian(_ text: String, _ kind: CitizenNumber.Kind, _ birthDay: String) throws {
        let number = try #require(CitizenNumber(norwegian: text))
        #expect(CitizenNumber.why(norwegian: text) == nil)
        #expect(number.kind == kind)
        #expect(number.birthDay?.description == birthDay)
        #expect(number.isSynthetic)
        #expect(number.digits.utf8.count == 11)
        #expect(number.system == (kind == .dNumber ? "urn:oid:2.16.578.1.12.4.1.4.2" : "urn:oid:2.16.578.1.12.4.1.4.1"))
    }

    @Test(
        "Norwegian ones that cannot be are refused with the reason and without the number",
        arguments: [
            ("1581551001", "The citizen number has 10 digits; it must have 11. Correct it and send the letter again."),
            ("", "The citizen number has 0 digits; it must have 11. Correct it and send the letter again."),
            ("29820450018", "The control digits of the citizen number are wrong. Correct it and send the letter again."),
            ("31829910082", "The citizen number does not begin with a date. Correct it and send the letter again."),
            ("2982045001x", "The citizen number has signs that are no digits. Correct it and send the letter again."),
            ("29820450017.", "The citizen number has signs that are no digits. Correct it and send the letter again."),
        ])
    func why(_ text: String, _ sentence: String) {
        #expect(CitizenNumber(norwegian: text) == nil)
        #expect(CitizenNumber.why(norwegian: text) == sentence)
    }

    @Test(
        "Danish ones are read by date and century",
        arguments: [
            ("7101550006", CitizenNumber.Kind.cpr, "1955-01-11", true, true), ("710155-0007", .cpr, "1955-01-11", true, false),
            ("7101554006", .cpr, "1955-01-11", true, false), ("7101054006", .cpr, "2005-01-11", true, false),
            ("7101555006", .cpr, "2055-01-11", true, false), ("7101585006", .cpr, "1858-01-11", true, false),
        ])
    func danish(_ text: String, _ kind: CitizenNumber.Kind, _ birthDay: String, _ synthetic: Bool, _ modulus: Bool) throws {
        let number = try #require(CitizenNumber(danish: text))
        #expect(number.kind == kind)
        #expect(number.birthDay?.description == birthDay)
        #expect(number.isSynthetic == synthetic)
        #expect(number.passesModulus11 == modulus)
        #expect(number.system == "urn:oid:1.2.208.176.1.2")
        #expect(CitizenNumber.why(danish: text) == nil)
    }

    @Test("Danish replacement numbers are read by form", arguments: ["0101551XX1", "010155AB12", "0101559xx9"]) func replacement(
        _ text: String
    ) throws {
        let number = try #require(CitizenNumber(danish: text))
        #expect(number.kind == .replacementCPR)
        #expect(number.digits == text.uppercased())
        #expect(IdentifierSystem.isReplacementCPR(number.system))
        #expect(IdentifierSystem.isReplacementCPR("urn:oid:1.2.208.176.1.6.1.3.177"))
        #expect(!IdentifierSystem.isReplacementCPR(IdentifierSystem.cpr))
        #expect(!number.isSynthetic)
    }

    @Test("Danish replacement numbers of synthetic citizens have the day + 60 as CPR has") func syntheticReplacement() throws {
        let number = try #require(CitizenNumber(danish: "6101551BC1"))
        #expect(number.kind == .replacementCPR && number.isSynthetic)
        #expect(number.birthDay?.description == "1955-01-01")
        #expect(CitizenNumber(danish: "9201551BC1") == nil)
    }

    @Test(
        "Danish ones that cannot be are refused with the reason",
        arguments: [
            ("710155000", "The CPR number has 9 signs; it must have 10. Correct it and send the letter again."),
            ("7113550006", "The CPR number does not begin with a date that exists. Correct it and send the letter again."),
            ("320155AB12", "The replacement CPR number does not begin with a date. Correct it and send the letter again."),
            ("AB0155AB12", "The CPR number does not begin with a date. Correct it and send the letter again."),
            ("710155/0006", "The CPR number has signs that are neither digits nor letters. Correct it and send again."),
        ])
    func whyDanish(_ text: String, _ sentence: String) {
        #expect(CitizenNumber(danish: text) == nil)
        #expect(CitizenNumber.why(danish: text) == sentence)
    }

    @Test("do not print their digits") func printing() throws {
        let number = try #require(CitizenNumber(norwegian: "01810150110"))
        var dumped = ""
        dump([number], to: &dumped)
        #expect("\(number)" == "nationalNumber")
        #expect(!dumped.contains("01810150110") && !String(reflecting: number).contains("01810150110"))
    }
}

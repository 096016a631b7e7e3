/// A number that a Norwegian or Danish citizen is known by.
///
/// Checked as far as the number itself allows. Its `description`, and what a debugger or `dump` shows, is its kind only, so that it does not get
/// into a log or an error by mistake.
public struct CitizenNumber: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    public enum Kind: String, Sendable, CaseIterable {
        /// Fødselsnummer
        case nationalNumber
        /// D-nummer, for those without fødselsnummer: day + 40.
        case dNumber
        case cpr
        /// Erstatnings-CPR, given by a hospital when there is no CPR: checked by form only.
        case replacementCPR
    }

    public let kind: Kind
    /// Ten or eleven signs without blanks or hyphens; a replacement CPR may have capital letters.
    public let digits: String
    /// The day of birth that the number says. A replacement CPR's may be an estimate.
    public let birthDay: Day?
    /// Whether the number lies in a range that no real citizen has.
    public let isSynthetic: Bool
    /// Danish only: whether the number passes modulus 11. Numbers given since 2007 may fail it, so it is a note and no more.
    public let passesModulus11: Bool

    /// Fødselsnummer or D-number: 11 digits, both control digits right, month + 40, + 65 and + 80 for synthetic citizens.
    /// https://www.skatteetaten.no/person/folkeregister/om-oss/norsk-identitetsnummer/
    public init?(norwegian text: String) {
        guard let digits = CitizenNumber.compact(text), case .success(let number) = CitizenNumber.norwegian(digits) else { return nil }
        self = number
    }

    /// CPR: ten digits, a real date, with its century from the seventh digit, day + 60 for synthetic citizens. Replacement CPR: a date and
    /// four signs of which at least one is a letter; day + 60 for synthetic citizens here too. https://cpr.dk/cpr-systemet/opbygning-af-cpr-nummeret
    public init?(danish text: String) {
        guard let digits = CitizenNumber.compact(text), case .success(let number) = CitizenNumber.danish(digits) else { return nil }
        self = number
    }

    /// What is wrong with a Norwegian number, in a sentence that does not repeat it; nil when nothing is.
    public static func why(norwegian text: String) -> String? {
        guard let digits = compact(text) else {
            return "The citizen number has signs that are no digits. Correct it and send the letter again."
        }
        if case .failure(let reason) = norwegian(digits) { return reason.message }
        return nil
    }

    /// What is wrong with a Danish number, in a sentence that does not repeat it; nil when nothing is.
    public static func why(danish text: String) -> String? {
        guard let digits = compact(text) else {
            return "The CPR number has signs that are neither digits nor letters. Correct it and send again."
        }
        if case .failure(let reason) = danish(digits) { return reason.message }
        return nil
    }

    public var system: String {
        switch kind {
        case .nationalNumber: IdentifierSystem.nationalNumber
        case .dNumber: IdentifierSystem.dNumber
        case .cpr: IdentifierSystem.cpr
        case .replacementCPR: IdentifierSystem.replacementCPR
        }
    }

    public var description: String { kind.rawValue }

    public var customMirror: Mirror { Mirror(self, children: ["kind": kind]) }

    public var identifier: Identifier { Identifier(system: system, value: digits) }

    init(kind: Kind, digits: [UInt8], birthDay: Day?, isSynthetic: Bool, passesModulus11: Bool) {
        self.kind = kind
        self.digits = String(decoding: digits, as: UTF8.self)
        self.birthDay = birthDay
        self.isSynthetic = isSynthetic
        self.passesModulus11 = passesModulus11
    }

    /// The signs without blanks around and inside and without one hyphen; nil when anything but ASCII letters and digits is left.
    private static func compact(_ text: String) -> [UInt8]? {
        var out: [UInt8] = []
        var hyphens = 0
        for byte in text.utf8 {
            switch byte {
            case 0x20: continue
            case 0x2D where out.count == 6 && hyphens == 0: hyphens = 1
            case 0x30...0x39, 0x41...0x5A: out.append(byte)
            case 0x61...0x7A: out.append(byte - 0x20)
            default: return nil
            }
        }
        return out
    }
}

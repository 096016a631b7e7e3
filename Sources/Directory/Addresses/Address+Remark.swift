extension Address {
    /// What is wrong with a number that somebody typed, or nil: form and check digits only, never whether it exists.
    ///
    /// GLN: GS1 General Specifications, check digit calculator https://www.gs1.org/services/how-calculate-check-digit-manually.
    /// Organisation number: modulus 11, https://www.brreg.no/om-oss/oppgavene-vare/alle-registrene-vare/om-enhetsregisteret/organisasjonsnummeret/.
    public static func remark(on address: Address) -> String? {
        let digits = address.value.utf8.compactMap { (48...57).contains($0) ? Int($0) - 48 : nil }
        let onlyDigits = digits.count == address.value.utf8.count
        switch address.scheme {
        case .her, .resh, .hpr:
            return onlyDigits && (1...9).contains(digits.count) ? nil : "must be 1 to 9 digits"
        case .sor:
            return onlyDigits && (6...18).contains(digits.count) ? nil : "must be 6 to 18 digits"
        case .gln:
            guard onlyDigits, digits.count == 13 else { return "must be 13 digits" }
            let sum = digits.dropLast().enumerated().reduce(0) { $0 + $1.element * ($1.offset.isMultiple(of: 2) ? 1 : 3) }
            return (10 - sum % 10) % 10 == digits[12] ? nil : "has a check digit that does not fit"
        case .enh:
            guard onlyDigits, digits.count == 9 else { return "must be 9 digits" }
            let sum = zip(digits, [3, 2, 7, 6, 5, 4, 3, 2]).reduce(0) { $0 + $1.0 * $1.1 }
            return (11 - sum % 11) % 11 == digits[8] ? nil : "has a check digit that does not fit"
        case .local:
            return nil
        }
    }
}

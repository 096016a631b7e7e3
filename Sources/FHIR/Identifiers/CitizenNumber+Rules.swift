extension CitizenNumber {
    struct Reason: Error {
        let message: String

        init(_ message: String) {
            self.message = message + " Correct it and send the letter again."
        }
    }

    private static func value(_ digits: ArraySlice<UInt8>) -> Int { digits.reduce(0) { $0 * 10 + Int($1 - 0x30) } }

    private static func sum(_ digits: [UInt8], _ weights: [Int]) -> Int { zip(digits, weights).reduce(0) { $0 + Int($1.0 - 0x30) * $1.1 } }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    static func norwegian(_ digits: [UInt8]) -> Result<CitizenNumber, Reason> {
        guard digits.allSatisfy(isDigit) else { return .failure(Reason("The citizen number has signs that are no digits.")) }
        guard digits.count == 11 else { return .failure(Reason("The citizen number has \(digits.count) digits; it must have 11.")) }
        let first = (11 - sum(digits, [3, 7, 6, 1, 8, 9, 4, 5, 2]) % 11) % 11
        let second = (11 - sum(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11) % 11
        guard first == Int(digits[9] - 0x30), second == Int(digits[10] - 0x30) else {
            return .failure(Reason("The control digits of the citizen number are wrong."))
        }
        var day = value(digits[0..<2])
        var month = value(digits[2..<4])
        let isDNumber = day > 40
        if isDNumber { day -= 40 }
        var isSynthetic = false
        // + 40 and + 80: the population register's and the health network's test citizens; + 65: another test register's.
        for shift in [80, 65, 40] where month > shift && month <= shift + 12 {
            month -= shift
            isSynthetic = true
            break
        }
        let birthDay = century(value(digits[4..<6]), value(digits[6..<9])).flatMap { Day(year: $0, month: month, day: day) }
        // Synthetic numbers do not always follow the rule of the century, so there only the day within the year counts.
        guard birthDay != nil || isSynthetic && Day(year: 2000, month: month, day: day) != nil else {
            return .failure(Reason("The citizen number does not begin with a date."))
        }
        return .success(
            CitizenNumber(
                kind: isDNumber ? .dNumber : .nationalNumber, digits: digits, birthDay: birthDay, isSynthetic: isSynthetic,
                passesModulus11: true))
    }

    /// The full year from two digits and the individual number.
    private static func century(_ year: Int, _ individual: Int) -> Int? {
        switch (individual, year) {
        case (0...499, _): 1900 + year
        case (500...749, 54...99): 1800 + year
        case (500...999, 0...39): 2000 + year
        case (900...999, 40...99): 1900 + year
        default: nil
        }
    }

    static func danish(_ digits: [UInt8]) -> Result<CitizenNumber, Reason> {
        guard digits.count == 10 else { return .failure(Reason("The CPR number has \(digits.count) signs; it must have 10.")) }
        guard digits[0..<6].allSatisfy(isDigit) else { return .failure(Reason("The CPR number does not begin with a date.")) }
        var day = value(digits[0..<2])
        let month = value(digits[2..<4])
        let year = value(digits[4..<6])
        let isSynthetic = day > 60
        if isSynthetic { day -= 60 }
        guard digits[6..<10].allSatisfy(isDigit) else {
            guard Day(year: 2000, month: month, day: day) != nil else {
                return .failure(Reason("The replacement CPR number does not begin with a date."))
            }
            // The century is said by the seventh sign, when it is a digit; else it is not known.
            let known = isDigit(digits[6]) ? Day(year: century(cpr: year, Int(digits[6] - 0x30)), month: month, day: day) : nil
            return .success(
                CitizenNumber(kind: .replacementCPR, digits: digits, birthDay: known, isSynthetic: isSynthetic, passesModulus11: false))
        }
        guard let birthDay = Day(year: century(cpr: year, Int(digits[6] - 0x30)), month: month, day: day) else {
            return .failure(Reason("The CPR number does not begin with a date that exists."))
        }
        let passes = sum(digits, [4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 == 0
        return .success(CitizenNumber(kind: .cpr, digits: digits, birthDay: birthDay, isSynthetic: isSynthetic, passesModulus11: passes))
    }

    /// The full year from two digits and the seventh digit of a CPR.
    private static func century(cpr year: Int, _ seventh: Int) -> Int {
        switch (seventh, year) {
        case (0...3, _): 1900 + year
        case (4, 0...36), (9, 0...36): 2000 + year
        case (4, _), (9, _): 1900 + year
        case (_, 0...57): 2000 + year
        default: 1800 + year
        }
    }
}

import FHIR

/// Citizen numbers that are right in form and can never be a real person's.
///
/// Norwegian: fødselsnummer and D-number with the month + 80, https://www.skatteetaten.no/person/folkeregister/om-oss/norsk-identitetsnummer/.
/// Danish: CPR with the day + 60 and a modulus of 11 that fails, https://cpr.dk/cpr-systemet/opbygning-af-cpr-nummeret.
/// Numbers of one day and sex are counted off: two different orders never give the same number.
enum CitizenNumbers {
    /// The number `order` of those born on a day, from 0 on; nil when the day has no more.
    static func norwegian(born: Day, isMan: Bool, order: Int, isDNumber: Bool) -> String? {
        let date = pair(born.day + (isDNumber ? 40 : 0)) + pair(born.month + 80) + pair(born.year % 100)
        var left = order
        for range in individuals(born.year) {
            for individual in range where individual % 2 == (isMan ? 1 : 0) {
                let nine = date + [individual / 100, individual / 10 % 10, individual % 10]
                guard let first = control(nine, [3, 7, 6, 1, 8, 9, 4, 5, 2]),
                    let second = control(nine + [first], [5, 4, 3, 2, 7, 6, 5, 4, 3, 2])
                else { continue }
                if left == 0 { return text(nine + [first, second]) }
                left -= 1
            }
        }
        return nil
    }

    static func danish(born: Day, isMan: Bool, order: Int) -> String? {
        let date = pair(born.day + 60) + pair(born.month) + pair(born.year % 100)
        var left = order
        for serial in serials(born.year) where serial % 2 == (isMan ? 1 : 0) {
            let ten = date + [serial / 1000, serial / 100 % 10, serial / 10 % 10, serial % 10]
            guard zip(ten, [4, 3, 2, 7, 6, 5, 4, 3, 2, 1]).reduce(0, { $0 + $1.0 * $1.1 }) % 11 != 0 else { continue }
            if left == 0 { return text(ten) }
            left -= 1
        }
        return nil
    }

    /// How many citizens of one sex and day there are numbers for, whatever the day.
    static func room(norwegianIn year: Int) -> Int { individuals(year).reduce(0) { $0 + $1.count } / 2 * 7 / 10 }
    static let danishRoom = 700

    private static func individuals(_ year: Int) -> [ClosedRange<Int>] {
        switch year {
        case 1940...1999: [0...499, 900...999]
        case 2000...2039: [500...999]
        default: [0...499]
        }
    }

    private static func serials(_ year: Int) -> ClosedRange<Int> { year < 2000 ? 0...3999 : 5000...8999 }

    private static func pair(_ number: Int) -> [Int] { [number / 10 % 10, number % 10] }

    private static func control(_ digits: [Int], _ weights: [Int]) -> Int? {
        let rest = zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 } % 11
        return rest == 1 ? nil : (11 - rest) % 11
    }

    private static func text(_ digits: [Int]) -> String { String(decoding: digits.map { UInt8(48 + $0) }, as: UTF8.self) }
}

/// Numbers of organisations in ranges that no register gives out.
enum OrganisationNumbers {
    /// HER-ids and RESH-ids have at most seven digits so far; these have nine.
    static func her(_ serial: Int) -> String { String(980_000_000 + serial) }
    static func resh(_ serial: Int) -> String { String(980_000_000 + serial) }

    /// Organisasjonsnummer begin with 8 or 9; these begin with 2, with a right check digit.
    static func norwegian(_ serial: Int) -> String {
        // Of three numbers in a row one at least has a check digit; so each serial has three to itself.
        var first = 20_000_000 + serial * 3
        while true {
            let digits = String(first).utf8.map { Int($0) - 48 }
            let rest = zip(digits, [3, 2, 7, 6, 5, 4, 3, 2]).reduce(0) { $0 + $1.0 * $1.1 } % 11
            if rest != 1 { return "\(first)\((11 - rest) % 11)" }
            first += 1
        }
    }

    /// SOR codes of this length end in 16002 and the like; these begin with eight nines.
    static func sor(_ serial: Int) -> String { "99999998" + String(10_000_000 + serial).dropFirst() }

    /// GS1 keeps prefix 952 for demonstrations, https://www.gs1.org/standards/id-keys/company-prefix.
    static func gln(_ serial: Int) -> String {
        let twelve = "9521" + String(100_000_000 + serial).dropFirst()
        let sum = twelve.utf8.enumerated().reduce(0) { $0 + (Int($1.element) - 48) * ($1.offset % 2 == 0 ? 1 : 3) }
        return twelve + String((10 - sum % 10) % 10)
    }
}

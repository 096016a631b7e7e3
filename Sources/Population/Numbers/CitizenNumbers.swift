import FHIR

/// Citizen numbers that are right in form and can never be a real person's.
///
/// Norwegian: fødselsnummer and D-number with the month + 80, https://www.skatteetaten.no/person/folkeregister/om-oss/norsk-identitetsnummer/.
/// Danish: CPR with the day + 60 and a modulus of 11 that fails, https://cpr.dk/cpr-systemet/opbygning-af-cpr-nummeret; replacement numbers
/// (E-CPR) with the day + 60 too: a hospital gives one with a date that exists.
/// Numbers of one day and sex are counted off: two different orders never give the same number.
enum CitizenNumbers {
    /// The number `order` of those born on a day, from 0 on; nil when the day has no more.
    static func norwegian(born: Day, isMan: Bool, order: Int, isDNumber: Bool) -> String? {
        let date = Six(born.day + (isDNumber ? 40 : 0), born.month + 80, born.year % 100)
        let (first, second) = (date.sum(3, 7, 6, 1, 8, 9), date.sum(5, 4, 3, 2, 7, 6))
        var left = order
        for range in individuals(born.year) {
            for individual in range where individual % 2 == (isMan ? 1 : 0) {
                let (a, b, c) = (individual / 100, individual / 10 % 10, individual % 10)
                let rest = (first + 4 * a + 5 * b + 2 * c) % 11
                guard rest != 1 else { continue }
                let one = (11 - rest) % 11
                let last = (second + 5 * a + 4 * b + 3 * c + 2 * one) % 11
                guard last != 1 else { continue }
                let two = (11 - last) % 11
                if left == 0 { return date.text(individual * 100 + one * 10 + two, 5) }
                left -= 1
            }
        }
        return nil
    }

    static func danish(born: Day, isMan: Bool, order: Int) -> String? {
        let date = Six(born.day + 60, born.month, born.year % 100)
        let sum = date.sum(4, 3, 2, 7, 6, 5)
        var left = order
        for serial in serials(born.year) where serial % 2 == (isMan ? 1 : 0) {
            let (a, b, c, d) = (serial / 1000, serial / 100 % 10, serial / 10 % 10, serial % 10)
            let own: Int = 4 * a + 3 * b + 2 * c + d
            guard (sum + own) % 11 != 0 else { continue }
            if left == 0 { return date.text(serial, 4) }
            left -= 1
        }
        return nil
    }

    /// A replacement number: the date, the digit of the century, two letters and a digit that is odd for men.
    static func replacement(born: Day, isMan: Bool, order: Int) -> String? {
        let letters = Array("BCDFGHJKLMNPQRSTVWXZ".utf8)
        let century = serials(born.year).lowerBound / 1000
        guard order >= 0, order < 4 * letters.count * letters.count * 5 else { return nil }
        let (digit, rest) = order.quotientAndRemainder(dividingBy: letters.count * letters.count * 5)
        let signs = [
            UInt8(48 + century + digit), letters[rest / 5 / letters.count], letters[rest / 5 % letters.count],
            UInt8(48 + rest % 5 * 2 + (isMan ? 1 : 0)),
        ]
        return Six(born.day + 60, born.month, born.year % 100).text + String(decoding: signs, as: UTF8.self)
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

    /// The first six digits, as three pairs.
    private struct Six {
        let one, two, three: Int

        init(_ one: Int, _ two: Int, _ three: Int) {
            self.one = one
            self.two = two
            self.three = three
        }

        /// Each digit by its weight.
        func sum(_ a: Int, _ b: Int, _ c: Int, _ d: Int, _ e: Int, _ f: Int) -> Int {
            let day: Int = one / 10 * a + one % 10 * b
            let month: Int = two / 10 * c + two % 10 * d
            let year: Int = three / 10 * e + three % 10 * f
            return day + month + year
        }

        var text: String { text(0, 0) }

        /// With a number of so many digits after it.
        func text(_ number: Int, _ width: Int) -> String {
            var scale = 1
            for _ in 0..<width { scale *= 10 }
            let date: Int = 1_000_000 + one * 10_000 + two * 100 + three
            return String(String(date * scale + number).dropFirst())
        }
    }
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

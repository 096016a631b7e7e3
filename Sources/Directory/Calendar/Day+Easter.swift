import FHIR

extension Day {
    /// Easter Sunday of the Gregorian calendar, by the rule of Meeus, Jones and Butcher
    /// (https://en.wikipedia.org/wiki/Date_of_Easter#Anonymous_Gregorian_algorithm).
    static func easter(_ year: Int) -> Day? {
        let golden = year % 19
        let century = year / 100
        let leapCenturies = century / 4
        let correction = (century - (century + 8) / 25 + 1) / 3
        let epact = (19 * golden + century - leapCenturies - correction + 15) % 30
        let weekday = (32 + 2 * (century % 4) + 2 * (year % 100 / 4) - epact - year % 4) % 7
        let shift = (golden + 11 * epact + 22 * weekday) / 451
        let sum = epact + weekday - 7 * shift + 114
        return .on(year, sum / 31, sum % 31 + 1)
    }

    /// A day by its numbers, or nil when there is none.
    static func on(_ year: Int, _ month: Int, _ day: Int) -> Day? {
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return Day("\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))")
    }
}

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
        return Day(year: year, month: sum / 31, day: sum % 31 + 1)
    }
}

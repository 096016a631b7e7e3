import FHIR
import Pathways

/// Days, times and durations as each language writes them.
struct Phrasing: Sendable {
    var language: Language
    var zone: Zone
    var now: Instant

    private static let weekdays: [Language: [String]] = [
        .nb: ["ma.", "ti.", "on.", "to.", "fr.", "lø.", "sø."], .nn: ["må.", "ty.", "on.", "to.", "fr.", "la.", "su."],
        .da: ["ma.", "ti.", "on.", "to.", "fr.", "lø.", "sø."], .en: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    ]
    private static let months: [Language: [String]] = [
        .nb: ["jan.", "feb.", "mars", "april", "mai", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "des."],
        .nn: ["jan.", "feb.", "mars", "april", "mai", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "des."],
        .da: ["jan.", "feb.", "mar.", "apr.", "maj", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "dec."],
        .en: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    ]

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// `08.40`, `08:40` in English.
    func clock(_ instant: Instant) -> String {
        let time = zone.clock(at: instant)
        return "\(Self.two(time.hour))\(language == .en ? ":" : ".")\(Self.two(time.minute))"
    }

    func weekday(_ day: Day) -> String { Self.weekdays[language]?[day.weekday - 1] ?? "" }

    /// `2. feb.`, `2 Feb`; with the year when it is not this one.
    func date(_ day: Day) -> String {
        let month = Self.months[language]?[day.month - 1] ?? ""
        let year = day.year == zone.day(at: now).year ? "" : " \(day.year)"
        return language == .en ? "\(day.day) \(month)\(year)" : "\(day.day). \(month)\(year)"
    }

    /// `ma. 2. feb.`
    func day(_ instant: Instant) -> String {
        let day = zone.day(at: instant)
        return "\(weekday(day)) \(date(day))"
    }

    /// For the axis: `ma. 2.`
    func axisDay(_ instant: Instant) -> String {
        let day = zone.day(at: instant)
        return language == .en ? "\(weekday(day)) \(day.day)" : "\(weekday(day)) \(day.day)."
    }

    /// `i dag 11.50`, `i går 21.40`, `ma. 2. feb. 08.40`.
    func moment(_ instant: Instant, hasClock: Bool = true) -> String {
        let day = zone.day(at: instant)
        let today = zone.day(at: now)
        let clock = hasClock ? " \(clock(instant))" : ""
        switch day.ordinal - today.ordinal {
        case 0: return say(.today) + clock
        case -1: return say(.yesterday) + clock
        case 1: return say(.tomorrow) + clock
        default: return self.day(instant) + clock
        }
    }

    /// A length of time in its two largest useful units: `2 t 18 min`, `1 dag`.
    func length(seconds: Int64) -> String {
        let minutes = max(0, seconds) / 60
        let hours = minutes / 60
        let days = hours / 24
        if days >= 2 { return "\(days) \(say(.days))" }
        if hours >= 24 { return "1 \(say(.oneDay))" }
        if hours >= 6 || hours > 0 && minutes % 60 == 0 { return "\(hours) \(say(.hours))" }
        if hours > 0 { return "\(hours) \(say(.hours)) \(minutes % 60) min" }
        return "\(minutes) min"
    }

    /// `1 dag for sent`, `om 2 t 18 min`, `senest to. 12. feb.`: what a list shows of a due time.
    func due(_ instant: Instant) -> String {
        let seconds = instant.seconds(since: now)
        if seconds <= 0 { return "\(length(seconds: -seconds)) \(say(.late))" }
        if seconds < 24 * 3_600, !isMidnight(instant) { return "\(say(.within)) \(length(seconds: seconds))" }
        return "\(say(.by)) \(deadline(instant))"
    }

    /// `senest i dag 14.10 (om 1 t 20 min)`, `fristen var i går 12.10 (1 dag for sent)`: a due time within a sentence.
    func dueInSentence(_ instant: Instant) -> String {
        let isLate = instant <= now
        let isNear = abs(instant.seconds(since: now)) < 24 * 3_600
        let length = isLate || isNear && !isMidnight(instant) ? " (\(due(instant)))" : ""
        return "\(say(isLate ? .wasDue : .by)) \(deadline(instant))\(length)"
    }

    /// `i dag 14.10`; a deadline at local midnight is the whole day before: `ti. 24. nov.`
    func deadline(_ instant: Instant) -> String {
        if isMidnight(instant) { return moment(instant.adding(seconds: -1), hasClock: false) }
        return language == .en ? "\(clock(instant)) \(moment(instant, hasClock: false))" : moment(instant)
    }

    /// A deadline in the drawing, where the axis tells the day: `14.10` when it is near, else `ti. 24.`
    func shortDeadline(_ instant: Instant) -> String {
        if isMidnight(instant) { return axisDay(instant.adding(seconds: -1)) }
        return abs(instant.seconds(since: now)) < 12 * 3_600 || zone.day(at: instant) == zone.day(at: now)
            ? clock(instant) : axisDay(instant)
    }

    func isMidnight(_ instant: Instant) -> Bool {
        let time = zone.clock(at: instant)
        return time.hour == 0 && time.minute == 0 && time.second == 0
    }

    /// `17 235 kr`, `NOK 17,235`: whole units, thousands apart.
    func money(_ amount: Int, currency: String) -> String {
        let digits = number(amount)
        switch (language, currency) {
        case (.nb, "NOK"), (.nn, "NOK"): return "\(digits)\u{A0}kr"
        case (.da, "DKK"): return "\(digits)\u{A0}kr."
        default: return "\(currency)\u{A0}\(digits)"
        }
    }

    /// Whole years.
    func age(_ born: Day) -> Int {
        let today = zone.day(at: now)
        let hadBirthday = (today.month, today.day) >= (born.month, born.day)
        return today.year - born.year - (hadBirthday ? 0 : 1)
    }

    func say(_ text: Text) -> String { text.wording[language.rawValue] }
}

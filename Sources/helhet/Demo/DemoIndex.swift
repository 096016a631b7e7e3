import Directory
import FHIR
import Foundation

/// `demo/letters/index.txt`: who is in the demo and which letters are written of whom.
///
/// A line is `KIND NAME | key: value | key: value`. A `letter` names its template; a value that names another line lends the letter that
/// line's values (`citizen: granskog` gives `citizen.family`). `#` begins a remark.
struct DemoIndex {
    let folder: String
    private var entries: [String: [String: String]] = [:]
    private var letters: [(template: String, line: Int, values: [String: String])] = []

    init(folder: String) throws {
        self.folder = folder
        let text = try Hub.text(of: "\(folder)/index.txt")
        for (offset, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = line.trimmingCharacters(in: .whitespaces)
            guard !line.isEmpty, !line.hasPrefix("#") else { continue }
            let parts = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            let head = parts[0].split(separator: " ").map(String.init)
            guard head.count == 2 else { throw Self.problem(offset + 1, "a line begins with what it is and its name") }
            var values: [String: String] = [:]
            for part in parts.dropFirst() {
                guard let colon = part.firstIndex(of: ":") else { throw Self.problem(offset + 1, "“\(part)” has no colon") }
                values[String(part[..<colon])] = part[part.index(after: colon)...].trimmingCharacters(in: .whitespaces)
            }
            if head[0] == "letter" { letters.append((head[1], offset + 1, values)) } else { entries[head[1]] = values }
        }
    }

    struct Letter {
        var bytes: [UInt8]
        var sent: Instant
        /// Template and line, for messages.
        var place: String
        /// Whether it says that somebody is ready to leave the hospital.
        var isReady: Bool
    }

    /// The numbers of everybody in it.
    var numbers: [String] { entries.values.compactMap { $0["number"] } }
    /// The number of the citizen whom the tour is about, and the organisation that it looks at things from.
    var figure: String? { entries["tour"]?["citizen"].flatMap { entries[$0]?["number"] } }
    var organisation: OrganisationID { OrganisationID(entries["tour"]?["organisation"] ?? "") }

    /// Every letter as it would have been sent, by sending time.
    func letters(at now: Instant, zone: Zone) throws -> [Letter] {
        try letters.map { letter in
            var values = letter.values
            for (key, value) in letter.values {
                for (name, lent) in entries[value] ?? [:] { values["\(key).\(name)"] = lent }
            }
            guard let sent = values["sent"].flatMap({ DemoTime($0, now: now, zone: zone) }) else {
                throw Self.problem(letter.line, "the letter has no time in “sent”")
            }
            let template = DemoTemplate(folder: folder, name: letter.template, values: values, now: now, zone: zone)
            return Letter(
                bytes: Array(try template.text().utf8), sent: sent.instant, place: "\(letter.template), index.txt:\(letter.line)",
                isReady: letter.template == "utskrivningsklar.xml")
        }.sorted { $0.sent < $1.sent }
    }

    static func problem(_ line: Int, _ message: String) -> Problem { .usage("index.txt:\(line): \(message).") }
}

/// A time of the demo: `-5d 08:40` local time so many days ago (a day earlier when that is still to come), `+2d 12:00` ahead, `-50m`, `-6h`.
struct DemoTime {
    let instant: Instant
    let zone: Zone

    init?(_ text: String, now: Instant, zone: Zone) {
        self.zone = zone
        guard let match = text.wholeMatch(of: /([+-])(\d+)(?:d (\d\d):(\d\d)|([hm]))/), let count = Int64(match.2) else { return nil }
        let sign: Int64 = match.1 == "-" ? -1 : 1
        if let unit = match.5 {
            instant = now.adding(seconds: sign * count * (unit == "h" ? 3600 : 60))
            return
        }
        guard let hour = match.3.flatMap({ Int($0) }), let minute = match.4.flatMap({ Int($0) }) else { return nil }
        let day = zone.day(at: now).adding(days: Int(sign * count))
        let said = zone.instant(day, secondOfDay: hour * 3600 + minute * 60)
        instant = sign < 0 && said > now ? zone.instant(day.adding(days: -1), secondOfDay: hour * 3600 + minute * 60) : said
    }

    /// `2026-01-31T08:40:00+01:00`.
    var dateTime: String {
        let time = zone.clock(at: instant)
        let offset = zone.offset(at: instant)
        let minutes = abs(offset) / 60
        return
            "\(date)T\(two(time.hour)):\(two(time.minute)):\(two(time.second))\(offset < 0 ? "-" : "+")\(two(minutes / 60)):\(two(minutes % 60))"
    }

    /// `2026-01-31`.
    var date: String { zone.day(at: instant).description }

    private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

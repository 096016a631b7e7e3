/// Checks that need no more than what every journal lets one read. A store on disk has its own, which see its tables as well.
public enum ReaderChecks {
    public static func run(_ reader: any JournalReader) throws -> [Finding] {
        try letters(reader) + facts(reader) + feed(reader) + citizens(reader)
    }

    private static func letters(_ reader: any JournalReader) throws -> [Finding] {
        var findings: [Finding] = []
        var number: Int64 = 1
        while let letter = try reader.letter(number) {
            let place = "letter \(number)"
            if try reader.raw(letter: number) == nil { findings.append(CheckName.letterWithoutBytes.at(place)) }
            if let subject = letter.subject, try reader.group(of: subject).isEmpty {
                findings.append(CheckName.letterOfUnknownCitizen.at(place))
            }
            if try reader.arrivals(of: number).isEmpty { findings.append(CheckName.letterWithoutArrival.at(place)) }
            number += 1
        }
        return findings
    }

    private static func facts(_ reader: any JournalReader) throws -> [Finding] {
        var findings: [Finding] = []
        let last = try reader.lastCommit()
        var number: Int64 = 1
        while let fact = try reader.fact(number) {
            let place = "fact \(number)"
            if fact.commit > last { findings.append(CheckName.factAfterLastCommit.at(place)) }
            if try reader.group(of: fact.subject).isEmpty { findings.append(CheckName.factOfUnknownCitizen.at(place)) }
            if case .letter(let letter) = fact.source, try reader.letter(letter) == nil {
                findings.append(CheckName.factWithoutLetter.at(place))
            }
            number += 1
        }
        return findings
    }

    private static func feed(_ reader: any JournalReader) throws -> [Finding] {
        var findings: [Finding] = []
        var last: Int64 = 0
        while case let events = try reader.feed(after: last, limit: 1_000), !events.isEmpty {
            for event in events {
                if event.number != last + 1 { findings.append(CheckName.feedGap.at("feed \(event.number)")) }
                last = event.number
            }
        }
        if try last != reader.lastFeedNumber() { findings.append(CheckName.feedGap.at("feed \(last)")) }
        return findings
    }

    private static func citizens(_ reader: any JournalReader) throws -> [Finding] {
        var findings: [Finding] = []
        var last: SubjectID?
        while case let roots = try reader.roots(after: last, limit: 1_000), !roots.isEmpty {
            for root in roots {
                let fired = try Set(reader.fired(of: root))
                for timer in try reader.timers(of: root) where fired.contains(timer) {
                    findings.append(CheckName.firedTimerPending.at("subject \(root.value)"))
                }
                for subject in try reader.group(of: root) where subject != root {
                    if try reader.plan(of: subject) != nil { findings.append(CheckName.planOfNoRoot.at("subject \(subject.value)")) }
                    if try !reader.timers(of: subject).isEmpty {
                        findings.append(CheckName.timerWithoutPlan.at("subject \(subject.value)"))
                    }
                }
            }
            last = roots.last
        }
        return findings
    }
}

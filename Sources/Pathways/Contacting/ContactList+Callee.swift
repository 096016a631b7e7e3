public import Directory
import Exchange
public import FHIR
import Journal

extension ContactList {
    /// Whom to call at an instant for a citizen of a municipality (`no:4601`, `dk:461`); nil when no rule fits.
    ///
    /// Of plans only what holds at that instant counts: a responsibility that has run out sends the call on to the next rule.
    public func contact(for call: Call, plan: Plan, municipality: String, directory: Directory, at now: Instant) -> Callee? {
        let parts = municipality.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2, let country = Country(rawValue: parts[0]) else { return nil }
        for rule in rules where rule.fits(call, country, code: parts[1]) {
            guard let until = rule.window(at: now, country) else { continue }
            var contact = Callee(rule: rule.id, title: rule.title, role: rule.role, option: rule.option, phone: rule.phone, until: until)
            if let pathway = rule.pathway {
                guard let run = plan.run(afterDischargeBy: pathway, at: now), let responsible = run.responsible(at: now) else { continue }
                contact.organisation = responsible.organisation
                contact.until = [until, run.end].compactMap(\.self).min()
            } else if case .one(let id, _) = directory.resolve(rule.role, municipality: municipality, at: now) {
                contact.organisation = id
            }
            contact.phone = contact.organisation.flatMap { numbers[$0] } ?? rule.phone
            return contact
        }
        return nil
    }
}

extension ContactList.Rule {
    fileprivate func fits(_ call: Call, _ country: Country, code: String) -> Bool {
        (self.country ?? country) == country && (municipalities.isEmpty || municipalities.contains(code))
            && (urgency ?? call.urgency) == call.urgency && (caller ?? call.caller) == call.caller && (about ?? call.about) == call.about
    }

    /// Until when its days and hours last; nil when they are not now, `.some(nil)` when it has none.
    fileprivate func window(at now: Instant, _ country: Country) -> Instant?? {
        let (day, clock) = (country.zone.day(at: now), country.zone.clock(at: now))
        let isWorking = Holidays.of(country).isWorkingDay(day)
        switch days {
        case .working where !isWorking: return nil
        case .weekendsAndHolidays where isWorking: return nil
        case .working, .weekendsAndHolidays, nil: break
        }
        if let hours {
            guard hours.contains(clock.hour * 60 + clock.minute) else { return nil }
            return .some(country.zone.instant(day, secondOfDay: hours.upperBound * 60))
        }
        return .some(days == nil ? nil : country.zone.instant(day.adding(days: 1), secondOfDay: 0))
    }
}

extension Plan {
    /// The run of a pathway that goes on after the citizen's discharge.
    fileprivate func run(afterDischargeBy pathway: String, at now: Instant) -> Run? {
        runs.last { run in
            run.pathway == pathway && run.start <= now && !run.isOver(at: now)
                && run.events.contains { $0.kind == .discharged && !$0.isEstimate && $0.at <= now }
        }
    }
}

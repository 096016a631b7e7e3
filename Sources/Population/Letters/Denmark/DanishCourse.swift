/// Which letters Danish services send of a life, and when: each coming and going to the municipality, and what people write to each other.
///
/// https://medcomdk.github.io/dk-medcom-hospitalnotification/ (clinical guidelines: which notification when).
struct DanishCourse {
    let letters: Correspondence

    private var rates: Rates.Letters { letters.rates.letters }

    func write(into course: inout Course) {
        // A HospitalNotification must name a CPR: of whoever has a replacement number, hospitals write in conversations alone.
        let hasCPR = !letters.residents.hasStandInNumber(course.life.citizen)
        for index in course.life.stays.indices {
            if hasCPR { stay(index, &course) }
            let lived = course.life.stays[index]
            if let ready = lived.ready { write(index, ready, .hospital(ward: lived.ward), &course) }
        }
        for contact in course.life.contacts { self.contact(contact, &course) }
        for at in course.life.mistakes where hasCPR {
            let thread = course.newThread()
            let hospital = Correspondent.hospital(ward: 0)
            let wrong = course.add(.admission, sent: at + 4, from: hospital, to: .municipality, thread: thread, at: at, admitted: at)
            course.add(
                .cancelledAdmission, sent: at + Int32(course.draws.within(10...60)), from: hospital, to: .municipality, thread: thread,
                at: at,
                admitted: at, effect: .cancelled, parent: wrong)
        }
    }

    private func stay(_ index: Int, _ course: inout Course) {
        let stay = course.life.stays[index]
        let hospital = Correspondent.hospital(ward: stay.ward)
        var last: Int?
        func tell(
            _ kind: LetterKind, _ at: Int32, after: Int32 = 0, admitted: Int32? = nil, effect: Posting.Effect = .new, _ course: inout Course
        ) {
            last = course.add(
                kind, sent: at + after + Int32(course.draws.within(1...4)), from: hospital, to: .municipality, thread: index, stay: index,
                at: at,
                admitted: admitted ?? stay.admitted, effect: effect, parent: last)
        }
        if stay.kind == .seenOnly {
            tell(.emergency, stay.start, admitted: stay.start, &course)
            tell(.home, stay.end, admitted: stay.start, &course)
            return
        }
        if stay.admitted > stay.start { tell(.emergency, stay.start, admitted: stay.start, &course) }
        let isWrong = stay.kind != .terminal && course.draws.happens(rates.corrected)
        tell(.admission, stay.admitted, admitted: stay.admitted - (isWrong ? 20 : 0), &course)
        if isWrong { tell(.correctedAdmission, stay.admitted, after: 25, effect: .changed, &course) }
        if let leave = stay.leave {
            tell(.leave, leave.lowerBound, &course)
            tell(.back, leave.upperBound, &course)
        }
        if stay.kind == .terminal {
            tell(.death, stay.end, &course)
        } else {
            if stay.end - stay.admitted > 200, course.draws.happens(rates.mistaken) {
                tell(.home, stay.end - 100, &course)
                tell(.cancelledHome, stay.end - 100, after: 20, effect: .cancelled, &course)
            }
            tell(.home, stay.end, &course)
        }
    }

    /// What hospital, municipality and doctor write to each other before somebody goes home.
    private func write(_ index: Int, _ ready: Int32, _ hospital: Correspondent, _ course: inout Course) {
        let stay = course.life.stays[index]
        conversation(from: hospital, to: .municipality, at: ready + 10, until: stay.end - 5, stay: index, variant: 0, &course)
        if course.draws.happens(rates.asked), ready - stay.admitted > 600 {
            conversation(
                from: hospital, to: .practice, at: stay.admitted + Int32(course.draws.within(60...400)), until: ready, stay: index,
                variant: 1,
                &course)
        }
        let limit = course.life.death?.at ?? .max
        let after = stay.end + Int32(course.draws.within(600...3000))
        if after < limit, course.draws.happens(rates.writtenAbout) {
            conversation(from: .municipality, to: .practice, at: after, until: limit, stay: nil, variant: 2, &course)
        }
    }

    private func conversation(
        from: Correspondent, to: Correspondent, at: Int32, until limit: Int32, stay: Int?, variant: Int, _ course: inout Course
    ) {
        let thread = course.newThread()
        let first = course.add(.message, sent: at, from: from, to: to, thread: thread, stay: stay, variant: variant)
        guard course.draws.below(10) < 7 else { return }
        let sent = at + 5 + Int32(rates.minutesToAnswer.draw(&course.draws))
        guard sent < limit else { return }
        let answer = course.add(.message, sent: sent, from: to, to: from, thread: thread, stay: stay, parent: first, variant: variant)
        guard course.draws.below(10) < 2 else { return }
        let again = sent + 5 + Int32(rates.minutesToAnswer.draw(&course.draws))
        guard again < limit else { return }
        course.add(.message, sent: again, from: from, to: to, thread: thread, stay: stay, parent: answer, variant: variant)
    }

    private func contact(_ contact: Life.Contact, _ course: inout Course) {
        let limit = course.life.death?.at ?? .max
        let after = contact.at + Int32(course.draws.within(30...120))
        guard after < limit else { return }
        switch contact.kind {
        case .familyDoctor:
            if contact.isWrittenOf, course.draws.below(3) == 0 {
                let ward = course.draws.below(letters.rates.wards.count)
                conversation(from: .hospital(ward: ward), to: .practice, at: after + 2880, until: limit, stay: nil, variant: 3, &course)
            }
            if course.life.services != 0, course.draws.happens(rates.writtenAbout) {
                conversation(from: .municipality, to: .practice, at: after, until: limit, stay: nil, variant: 2, &course)
            }
        case .emergencyCare, .specialist, .ambulance: return
        }
    }
}

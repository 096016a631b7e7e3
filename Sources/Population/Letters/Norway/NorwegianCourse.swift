/// Which letters Norwegian services send of a life, and when.
///
/// The dialogue at discharge is that of the national reference architecture for pleie- og omsorgsmeldinger; the municipality hears of a stay
/// when the citizen has or will need its services.
struct NorwegianCourse {
    let letters: Correspondence

    private var rates: Rates.Letters { letters.rates.letters }

    func write(into course: inout Course) {
        for index in course.life.stays.indices { stay(index, &course) }
        for contact in course.life.contacts { self.contact(contact, &course) }
        for at in course.life.mistakes { mistake(at, &course) }
        if let death = course.life.death, death.place == .nursingHome {
            course.add(
                .died, sent: death.at + Int32(course.draws.within(30...600)), from: .municipality, to: .practice,
                thread: course.newThread(),
                at: death.at)
        }
    }

    private func stay(_ index: Int, _ course: inout Course) {
        let stay = course.life.stays[index]
        guard stay.kind != .seenOnly else { return }
        let hospital = Correspondent.hospital(ward: stay.ward)
        let known = course.life.services != 0
        let isTold = known || stay.needsServices || stay.kind == .terminal
        if stay.kind == .planned { referral(index, hospital, &course) }
        if isTold { admission(index, hospital, &course) }
        if known {
            let hours = rates.hoursToReport.draw(&course.draws)
            let at = min(stay.admitted + Int32(hours * 60 + course.draws.within(20...59)), stay.end - 30)
            course.add(.admissionReport, sent: max(at, stay.admitted + 15), from: .municipality, to: hospital, thread: index, stay: index)
        }
        if let ready = stay.ready { discharge(index, ready, hospital, &course) }
        if stay.kind == .terminal {
            course.add(
                .died, sent: stay.end + Int32(course.draws.within(20...120)), from: hospital, to: .municipality, thread: index, stay: index,
                at: stay.end)
        } else if isTold {
            let sent = stay.end + Int32(course.draws.within(2...15))
            course.add(.discharged, sent: sent, from: hospital, to: .municipality, thread: index, stay: index, at: stay.end)
            course.add(
                .dischargeReport, sent: sent + Int32(course.draws.within(2...60)), from: hospital, to: .municipality, thread: index,
                stay: index,
                at: stay.end)
        }
        let days = rates.daysToSummary.draw(&course.draws)
        course.add(
            .summary, sent: stay.end + Int32(days * 1440 + course.draws.within(20...240)), from: hospital, to: .practice,
            copy: isTold ? .municipality : nil, thread: index, stay: index, at: stay.end)
        if stay.needsServices { afterwards(index, &course) }
    }

    private func admission(_ index: Int, _ hospital: Correspondent, _ course: inout Course) {
        let stay = course.life.stays[index]
        let sent = stay.admitted + Int32(course.draws.within(2...12))
        let isWrong = stay.kind != .terminal && course.draws.happens(rates.corrected)
        let first = course.add(
            .admitted, sent: sent, from: hospital, to: .municipality, thread: index, stay: index, at: stay.admitted - (isWrong ? 45 : 0),
            admitted: stay.admitted - (isWrong ? 45 : 0))
        if isWrong {
            course.add(
                .admitted, sent: sent + Int32(course.draws.within(10...40)), from: hospital, to: .municipality, thread: index, stay: index,
                at: stay.admitted, effect: .changed, parent: first)
        }
    }

    private func discharge(_ index: Int, _ ready: Int32, _ hospital: Correspondent, _ course: inout Course) {
        let stay = course.life.stays[index]
        let hours = rates.hoursToEarlyNotice.draw(&course.draws)
        let notice = min(stay.admitted + Int32(hours * 60), ready - 60)
        if notice > stay.admitted + 15 {
            let first = course.add(
                .information, sent: notice, from: hospital, to: .municipality, thread: index, stay: index, at: notice, ready: ready)
            if ready - notice > 2 * 1440, course.draws.happens(rates.updated) {
                course.add(
                    .information, sent: ready - Int32(course.draws.within(300...1440)), from: hospital, to: .municipality, thread: index,
                    stay: index, ready: ready, effect: .changed, parent: first, variant: 1)
            }
        }
        if course.draws.happens(rates.writtenAbout), ready - stay.admitted > 600 {
            let asked = course.add(
                .professional, sent: stay.admitted + 240 + Int32(course.draws.below(Int(ready - stay.admitted - 500))), from: hospital,
                to: .municipality, thread: course.newThread(), stay: index, variant: 0)
            answerTo(asked, .professional, from: .municipality, to: hospital, within: ready - 20, index, &course)
        }
        if course.draws.happens(rates.asked), ready - stay.admitted > 600 {
            let asked = course.add(
                .question, sent: stay.admitted + 120 + Int32(course.draws.below(240)), from: hospital, to: .practice,
                thread: course.newThread(), stay: index)
            answerTo(asked, .answer, from: .practice, to: hospital, within: ready, index, &course)
        }
        let told = course.add(
            .ready, sent: ready + Int32(course.draws.within(1...4)), from: hospital, to: .municipality, thread: index, stay: index,
            at: ready,
            ready: ready)
        let delay = Int32(rates.minutesToAnswer.draw(&course.draws)) + 5
        let next = stay.notReady ?? stay.end
        let canReceive = stay.waiting == 0
        course.add(
            .professional, sent: ready + min(delay, next - ready - 10), from: .municipality, to: hospital, thread: index, stay: index,
            parent: told, variant: canReceive ? 1 : 2)
        if let notReady = stay.notReady, let again = stay.readyAgain {
            course.add(
                .notReady, sent: notReady + Int32(course.draws.within(1...4)), from: hospital, to: .municipality, thread: index,
                stay: index,
                at: notReady, ready: ready)
            let told = course.add(
                .ready, sent: again + Int32(course.draws.within(1...4)), from: hospital, to: .municipality, thread: index, stay: index,
                at: again, ready: again)
            course.add(
                .professional, sent: again + min(delay, stay.end - again - 10), from: .municipality, to: hospital, thread: index,
                stay: index,
                parent: told, variant: canReceive ? 1 : 2)
        }
        if !canReceive {
            course.add(
                .professional, sent: stay.end - Int32(course.draws.within(90...110)), from: .municipality, to: hospital, thread: index,
                stay: index, parent: told, variant: 1)
        }
    }

    private func answerTo(
        _ asked: Int, _ kind: LetterKind, from: Correspondent, to: Correspondent, within limit: Int32, _ stay: Int?, _ course: inout Course
    ) {
        let question = course.postings[asked]
        let sent = min(Int32(question.sent / 60) + Int32(rates.minutesToAnswer.draw(&course.draws)), limit)
        guard Int64(sent) * 60 > question.sent else { return }
        course.add(kind, sent: sent, from: from, to: to, thread: question.thread, stay: stay, parent: asked, variant: 3)
    }

    /// The municipality tells the doctor what it now does, and the doctor which medicines there are.
    private func afterwards(_ index: Int, _ course: inout Course) {
        let stay = course.life.stays[index]
        let limit = course.life.death?.at ?? .max
        let told = stay.end + Int32(course.draws.within(600...3000))
        guard told < limit else { return }
        course.add(.services, sent: told, from: .municipality, to: .practice, thread: course.newThread(), stay: index)
        guard course.draws.happens(rates.writtenAbout) else { return }
        course.add(
            .medicines, sent: told + Int32(course.draws.within(60...4000)), from: .practice, to: .municipality, thread: course.newThread(),
            stay: index)
    }

    private func referral(_ index: Int, _ hospital: Correspondent, _ course: inout Course) {
        let stay = course.life.stays[index]
        let sent = max(stay.start - Int32(course.draws.within(10...60) * 1440), letters.lives.calendar.minute(0, 480))
        guard sent < stay.start - 3 * 1440 else { return }
        refer(sent, to: hospital, answered: stay.start - 2 * 1440, stay: index, &course)
    }

    private func refer(_ sent: Int32, to: Correspondent, answered limit: Int32, stay: Int?, _ course: inout Course) {
        let kind: LetterKind = course.draws.below(3) == 0 ? .newReferral : .referral
        let thread = course.newThread()
        let referral = course.add(kind, sent: sent, from: .practice, to: to, thread: thread)
        let answer = sent + Int32(course.draws.within(1...9) * 1440)
        guard answer < limit else { return }
        course.add(.referralStatus, sent: answer, from: to, to: .practice, thread: thread, parent: referral)
    }

    private func contact(_ contact: Life.Contact, _ course: inout Course) {
        let limit = course.life.death?.at ?? .max
        let after = contact.at + Int32(course.draws.within(10...60))
        guard after + 90 < limit else { return }
        switch contact.kind {
        case .familyDoctor:
            if contact.isWrittenOf {
                let to: Correspondent =
                    course.draws.below(3) == 0 ? .specialist : .hospital(ward: course.draws.below(letters.rates.wards.count))
                refer(after, to: to, answered: limit, stay: nil, &course)
            }
            guard course.life.services != 0, course.draws.happens(rates.writtenAbout) else { return }
            withDoctor(after + 60, &course)
        case .emergencyCare:
            guard contact.isWrittenOf else { return }
            course.add(
                course.draws.below(4) == 0 ? .note : .summary, sent: after, from: .emergencyCare, to: .practice, thread: course.newThread(),
                at: contact.at, variant: 1)
        case .specialist:
            course.add(
                .summary, sent: after, from: .specialist, to: .practice, thread: course.newThread(), at: contact.at, variant: 2)
        case .ambulance: return
        }
    }

    /// What home care and the doctor write about, of those who have services.
    private func withDoctor(_ sent: Int32, _ course: inout Course) {
        let thread = course.newThread()
        switch course.draws.below(4) {
        case 0: course.add(.toDoctor, sent: sent, from: .municipality, to: .practice, thread: thread)
        case 1: course.add(.fromDoctor, sent: sent, from: .practice, to: .municipality, thread: thread)
        case 2: course.add(.medicines, sent: sent, from: .practice, to: .municipality, thread: thread)
        default:
            let asked = course.add(.question, sent: sent, from: .municipality, to: .practice, thread: thread, variant: 1)
            answerTo(asked, .answer, from: .practice, to: .municipality, within: course.life.death?.at ?? .max, nil, &course)
        }
    }

    /// The letter was of somebody else, and is taken back.
    private func mistake(_ at: Int32, _ course: inout Course) {
        let hospital = Correspondent.hospital(ward: 0)
        let thread = course.newThread()
        let wrong = course.add(.admitted, sent: at + 5, from: hospital, to: .municipality, thread: thread, at: at, admitted: at)
        course.add(
            .admitted, sent: at + Int32(course.draws.within(15...60)), from: hospital, to: .municipality, thread: thread, at: at,
            admitted: at,
            effect: .cancelled, parent: wrong)
    }
}

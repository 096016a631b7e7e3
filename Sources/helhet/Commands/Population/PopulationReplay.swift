import ArgumentParser
import FHIR
import Foundation
import NIOHTTP1
import Population

struct PopulationReplay: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Send a place's hour, day or year of letters to a hub, at a chosen rate.",
        discussion: """
            Each letter goes to HUB/letters when it is due: when it would have arrived, counted from the first one and sped up. Nothing is \
            lost: what the hub does not answer is sent again, and what it has already it answers as before. SIGINT ends the replay when what \
            is under way has been answered, and the last line says how to go on. At the end: what became of the letters, their receipts, how \
            long they took from when they were due, and what the hub counts; with --check or --check-store, what `helhet check` says too. \
            Ends with 1 when something was refused, lost, found by the check or stopped by hand, with 3 when the hub did not answer.
            """)

    /// How long a stretch is played.
    enum Span: String, ExpressibleByArgument, CaseIterable {
        case hour, day, week, year

        var hours: Int {
            switch self {
            case .hour: 1
            case .day: 24
            case .week: 168
            case .year: 8784
            }
        }
    }

    @OptionGroup var options: PopulationOptions
    @Option(help: "The hub, such as http://127.0.0.1:8080.") var hub: String
    @Option(help: "The first day, such as 2026-02-10; the first of the year unless told.") var day: String?
    @Option(help: "The first hour of that day.") var hour = 0
    @Option(help: "hour, day, week or year.") var span = Span.day
    @Option(help: "So many hours instead.") var hours: Int?
    @Option(help: "How many times faster than it happened; 0: as fast as the hub takes them.") var rate: Double?
    @Option(help: "So many letters a second instead of --rate.") var perSecond: Double?
    @Option(help: "How letters arrive: ideal or real.") var network = Network.real
    @Option(help: "Letters under way at once, each on a connection that is kept.") var connections = 16
    @Option(help: "At most so many letters.") var letters: Int?
    @Option(help: "At most so many minutes.") var minutes: Double?
    @Option(help: "Leave out so many letters: those that an earlier run has sent.") var after = 0
    @Option(help: "How many seconds the same letter is tried when the hub does not take it.") var patience = 60.0
    @Option(help: "A letter is late when it is answered so many seconds after it was due.") var late = 1.0
    @Option(help: "The hub's configuration file: check its store afterwards.") var check: String?
    @Option(help: "The hub's store, where its configuration file names another.") var checkStore: String?
    @Option(help: "text or json.") var format = OutputFormat.text

    private func pace() throws -> ReplayPace {
        if let perSecond {
            guard rate == nil, perSecond > 0 else { throw Problem.usage("Name --rate or --per-second, not both; --per-second is above 0.") }
            return .perSecond(perSecond)
        }
        let rate = rate ?? 20
        guard rate >= 0 else { throw Problem.usage("--rate is 0 or more.") }
        return rate == 0 ? .unhurried : .times(rate)
    }

    func run() async throws {
        let pace = try pace()
        let text = day ?? "\(options.year)-01-01"
        guard let first = Day(text) else { throw Problem.usage("--day takes a day such as 2026-02-10; “\(text)” is none.") }
        guard first.year == options.year else {
            throw Problem.usage("The day must be in the year \(options.year); choose another with --year.")
        }
        let hours = hours ?? span.hours
        guard hours > 0, (0..<24).contains(hour), connections > 0, after >= 0, patience >= 0, letters ?? 1 > 0, minutes ?? 1 > 0 else {
            throw Problem.usage(
                "--hours, --connections, --letters and --minutes are above 0, --hour is 0 to 23, the others are not negative.")
        }
        let client = try HubClient(hub, connections: connections)
        do {
            try await client.beReady()
            let start = (options.country == .norway ? Zone.oslo : .copenhagen).instant(first, secondOfDay: hour * 3600)
            let plan = try await look(start, hours)
            try await play(plan, pace, client)
            await client.close()
        } catch {
            await client.close()
            throw error
        }
    }

    /// Finds out which letters there are.
    private func look(_ start: Instant, _ hours: Int) async throws -> ReplayPlan {
        let residents = try options.residents()
        let line = ProgressLine()
        let plan = await ReplayPlan(
            Correspondence(Lives(residents)), from: start, to: start.adding(seconds: Int64(hours) * 3600), over: network,
            workers: options.workers
        ) { line.tell("Looked through \($0) lives.") }
        Narration.say("\(plan.items.count) letters of \(residents.total) citizens.")
        guard after <= plan.items.count else {
            throw Problem.usage("--after is at most \(plan.items.count): so many letters there are.")
        }
        return plan
    }

    private func play(_ plan: ReplayPlan, _ pace: ReplayPace, _ client: HubClient) async throws {
        let range = after..<min(plan.items.count, after + (letters ?? plan.items.count))
        let tally = Kept(ReplayTally(lateAfter: late))
        let stop = StopSign()
        let before = await client.counts()
        let began = ContinuousClock.now
        let limit = minutes.map { began.advanced(by: .seconds($0 * 60)) }
        let first = range.isEmpty ? 0 : plan.items[range.lowerBound].at
        let senders = Senders(hub: client, count: connections, patience: .seconds(patience), stop: stop)
        let (answered, behind) = await withTaskGroup(of: Void.self) { group in
            group.addTask { await stop.heedSignals() }
            group.addTask { await tell(tally, began, plan, range) }
            if let limit {
                group.addTask {
                    await stop.wait(until: limit)
                    if !Task.isCancelled { stop.raise(.time) }
                }
            }
            let sent = await senders.run(
                range, due: { pace.due(arrival: plan.items[$0].at - first, place: $0 - range.lowerBound) },
                make: { index in
                    let letter = plan.letter(plan.items[index])
                    return Parcel(path: "/letters", mediaType: letter.mediaType, bytes: letter.bytes)
                },
                report: { delivered in
                    let answer = Self.answer(delivered)
                    tally.change { $0.add(answer) }
                })
            group.cancelAll()
            return sent
        }
        let report = ReplayReport(
            tally: tally.value, asked: range.count, seconds: began.duration(to: .now).inSeconds, mostBehind: behind,
            before: before, after: await client.counts())
        print(format == .json ? report.json : report.text)
        for sentence in report.findings { Narration.say(sentence) }
        var isWrong = !report.findings.isEmpty || report.tally.isWrong
        if answered < plan.items.count { say(stop.reason, answered, plan) }
        if await isWrongByCheck() { isWrong = true }
        if case .hub(let trouble) = stop.reason {
            throw Problem.failed("\(trouble) The replay stopped; nothing is lost: go on with --after \(answered).")
        }
        if isWrong || stop.reason == .signal { throw Outcome.refused }
    }

    /// Where it was, and how to go on.
    private func say(_ reason: StopSign.Reason?, _ answered: Int, _ plan: ReplayPlan) {
        let why =
            switch reason {
            case .signal: "Stopped by hand"
            case .time: "Stopped after \(minutes ?? 0) minutes"
            case .hub: "Stopped"
            case nil: "Stopped as asked for"
            }
        Narration.say(
            "\(why) at \(plan.arrives(plan.items[answered])): the first \(answered) of \(plan.items.count) letters have their answers. "
                + "Go on with --after \(answered).")
    }

    /// A line every two seconds.
    private func tell(_ tally: Kept<ReplayTally>, _ began: ContinuousClock.Instant, _ plan: ReplayPlan, _ range: Range<Int>)
        async
    {
        while !Task.isCancelled {
            try? await Task.sleep(for: .seconds(2))
            guard !Task.isCancelled else { return }
            let (count, errors, retries, late) = tally.change { ($0.count, $0.errors, $0.retries, $0.late) }
            let place = min(range.lowerBound + count, plan.items.count - 1)
            guard place >= 0 else { return }
            let seconds = max(0.001, began.duration(to: .now).inSeconds)
            Narration.say(
                "\(plan.arrives(plan.items[place])): \(count) of \(range.count) letters, \(Figure.text(Double(count) / seconds, 1)) a second, "
                    + "\(late) late, \(errors) errors, \(retries) sent again")
        }
    }

    private static func answer(_ delivered: Senders.Delivered) -> ReplayTally.Answer {
        let answer = delivered.answer
        let isTaken = (200..<300).contains(answer.status)
        let outcome = answer.headers.first(name: "Helhet-Outcome") ?? (isTaken ? "accepted" : "answered \(answer.status)")
        let receipt = isTaken ? LetterReceipt(answer.body, mediaType: answer.headers.first(name: "Content-Type") ?? "") : nil
        return ReplayTally.Answer(
            outcome, receipt: receipt, isTaken: isTaken,
            isNew: outcome != "duplicate" && answer.headers.first(name: "Helhet-Letter") != nil,
            fromDue: delivered.due.duration(to: delivered.answered).inSeconds,
            fromSending: delivered.sent.duration(to: delivered.answered).inSeconds, retries: delivered.retries)
    }

    private func isWrongByCheck() async -> Bool {
        guard check != nil || checkStore != nil else { return false }
        var arguments = ["--format", format.rawValue]
        if let check { arguments += ["--config", check] }
        if let checkStore { arguments += ["--store", checkStore] }
        do {
            try await Check.parse(arguments).run()
            return false
        } catch {
            let outcome = Outcome(error)
            if !outcome.message.isEmpty { Narration.say(outcome.message) }
            return outcome.code != 0
        }
    }
}

import ArgumentParser
import FHIR
import Foundation
import Population

struct PopulationFill: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fill", abstract: "Put citizens into a hub: who they are, before anything happens to them.",
        discussion: """
            Posts transactions to HUB/fhir with each citizen's Patient, RelatedPerson and Condition under ids of their own, so that the same \
            citizens once more change nothing. SIGINT ends it when what is under way has been answered, and the last line says how to go on.
            """)

    @OptionGroup var options: PopulationOptions
    @Option(help: "The hub, such as http://127.0.0.1:8080.") var hub: String
    @Flag(help: "The Patient alone.") var patientsOnly = false
    @Option(help: "Citizens in one transaction.") var together = 100
    @Option(help: "Transactions under way at once.") var connections = 4
    @Option(help: "Leave out so many transactions: those that an earlier run has sent.") var after = 0
    @Option(help: "How many seconds the same transaction is tried when the hub does not take it.") var patience = 60.0

    func run() async throws {
        guard together > 0, connections > 0, after >= 0, patience >= 0 else {
            throw Problem.usage("--together and --connections are above 0, --after and --patience are not negative.")
        }
        let residents = try options.residents()
        let count = (residents.total + together - 1) / together
        guard after <= count else { throw Problem.usage("--after is at most \(count): so many transactions there are.") }
        let resources = LifeResources(Correspondence(Lives(residents)))
        let client = try HubClient(hub, connections: connections)
        do {
            try await client.beReady()
            try await fill(resources, after..<count, client)
            await client.close()
        } catch {
            await client.close()
            throw error
        }
    }

    private func fill(_ resources: LifeResources, _ range: Range<Int>, _ client: HubClient) async throws {
        let lives = resources.letters.lives
        let total = lives.residents.total
        let extent: LifeResources.Extent = patientsOnly ? .citizen : .person
        let refused = Kept<(count: Int, first: String)>((0, ""))
        let done = Kept(0)
        let stop = StopSign()
        let line = ProgressLine()
        let senders = Senders(hub: client, count: connections, patience: .seconds(patience), stop: stop)
        let answered = await withTaskGroup(of: Void.self) { group in
            group.addTask { await stop.heedSignals() }
            let sent = await senders.run(
                range, due: { _ in nil },
                make: { index in
                    let part = (index * together..<min((index + 1) * together, total)).map { lives.life($0) }
                    return Parcel(path: "/fhir", mediaType: "application/fhir+json", bytes: resources.transaction(part, extent))
                },
                report: { delivered in
                    if delivered.answer.status != 200 {
                        refused.change { $0 = ($0.count + 1, $0.first.isEmpty ? delivered.answer.says : $0.first) }
                    }
                    let count = done.change { done in
                        done += 1
                        return done
                    }
                    line.tell("\(min(total, (range.lowerBound + count) * together)) of \(total) citizens")
                })
            group.cancelAll()
            return sent.answered
        }
        let (count, first) = refused.value
        let citizens = min(total, answered * together) - range.lowerBound * together
        print(
            "citizens \(max(0, citizens))  transactions \(answered - range.lowerBound)  refused \(count)  "
                + "seconds \(Figure.text(line.seconds, 1))  citizens/s \(Int(Double(max(0, citizens)) / line.seconds))")
        if case .hub(let trouble) = stop.reason { throw Problem.failed("\(trouble) Nothing is lost: go on with --after \(answered).") }
        if count > 0 { throw Problem.refused("The hub refused \(count) transactions. The first time it said: \(first)") }
        if stop.reason == .signal { throw Problem.refused("Stopped by hand. Go on with --after \(answered).") }
    }
}

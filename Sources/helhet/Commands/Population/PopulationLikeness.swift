import ArgumentParser
import Foundation
import Population

struct PopulationLikeness: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "likeness", abstract: "Live through the year of all citizens and hold what happened against the rates.",
        discussion: """
            Writes a line for each rate: what was configured, what was generated, its interval (95 %) and the difference. Ends with 1 when a \
            rate is off by more than --within per cent and by more than chance allows. Nothing is kept: memory does not grow with the country.
            """)

    @OptionGroup var options: PopulationOptions
    @Flag(help: "A line for each of the five ages.") var byAge = false
    @Flag(help: "Write every letter too, and throw it away: how fast that goes.") var letters = false
    @Option(help: "How far a rate may be off, in per cent.") var within = 2.0

    func run() async throws {
        let residents = try options.residents()
        let lives = Lives(residents)
        let correspondence = Correspondence(lives)
        let line = ProgressLine()
        let step = 5_000
        let writes = letters
        let (likeness, count, bytes) = await withTaskGroup(of: (Likeness, Int, Int).self) { group in
            var next = 0
            func add(_ group: inout TaskGroup<(Likeness, Int, Int)>) {
                guard next < residents.total else { return }
                let part = next..<min(next + step, residents.total)
                next = part.upperBound
                group.addTask { Self.live(part, lives, writes ? correspondence : nil) }
            }
            for _ in 0..<max(1, options.workers) { add(&group) }
            var sum = Likeness(lives)
            var (letters, bytes) = (0, 0)
            while let part = await group.next() {
                sum.add(part.0)
                letters += part.1
                bytes += part.2
                line.tell("\(sum.citizens) citizens")
                add(&group)
            }
            return (sum, letters, bytes)
        }
        let seconds = line.seconds
        print("rate                                      configured   generated  from         to           off %    events")
        var isOff = false
        for line in byAge ? likeness.linesByAge : likeness.lines {
            let off = line.difference * 100
            let isChance = line.interval.contains(line.configured)
            if abs(off) > within, !isChance { isOff = true }
            print(
                line.name.padding(toLength: 42, withPad: " ", startingAt: 0)
                    + [
                        Figure.rate(line.configured), Figure.rate(line.generated), Figure.rate(line.interval.lowerBound),
                        Figure.rate(line.interval.upperBound),
                    ]
                    .map { $0.padding(toLength: 13, withPad: " ", startingAt: 0) }.joined()
                    + "\(Figure.text(off, 2).padding(toLength: 9, withPad: " ", startingAt: 0))\(line.events)")
        }
        let letters = writes ? "  letters \(count)  letter bytes \(bytes)" : ""
        print(
            "citizens \(likeness.citizens)  stays \(likeness.stays)  contacts \(likeness.contacts)\(letters)  seconds \(Figure.text(seconds, 2))  "
                + "citizens/s \(Int(Double(likeness.citizens) / seconds))  memory MB \(Figure.memory)")
        if isOff { throw Outcome.refused }
    }

    private static func live(_ part: Range<Int>, _ lives: Lives, _ letters: Correspondence?) -> (Likeness, Int, Int) {
        var likeness = Likeness(lives)
        var (count, bytes) = (0, 0)
        for index in part {
            let life = lives.life(index)
            likeness.add(life)
            guard let letters else { continue }
            let postings = letters.postings(of: life)
            for place in postings.indices {
                count += 1
                bytes += letters.write(place, of: postings, life).bytes.count
            }
        }
        return (likeness, count, bytes)
    }
}

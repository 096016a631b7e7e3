import FHIR

/// What to make: who, in which year, by which rates, and what of them is to be written.
public struct PopulationOrder: Sendable, Hashable {
    public var nation: Nation
    public var citizens: Int
    public var seed: UInt64
    public var year: Int
    /// Numbers of municipalities; nil for the whole country.
    public var only: [String]?
    public var network: Network
    public var withLetters: Bool
    public var withResources: Bool
    public var withReceipts: Bool

    public init(
        _ nation: Nation, citizens: Int, seed: UInt64, year: Int = 2026, only: [String]? = nil, network: Network = .ideal,
        withLetters: Bool = true, withResources: Bool = true, withReceipts: Bool = false
    ) {
        self.nation = nation
        self.citizens = citizens
        self.seed = seed
        self.year = year
        self.only = only
        self.network = network
        self.withLetters = withLetters
        self.withResources = withResources
        self.withReceipts = withReceipts
    }
}

/// Writes a population into a folder, in blocks that are whole or not there.
///
/// ```
/// population.txt          what was asked for; `state complete` when all is there
/// rates.yaml              the rates
/// organisations.csv, parts.csv, helhet.yaml     for a hub
/// letters/000000.tar      a block's letters, each DAY/TIME-….xml or .json by when it arrives
/// resources/000000.ndjson the block's FHIR resources
/// ```
/// A run that was stopped, by a full disk or by hand, goes on after the last whole block when it is started again.
public struct Generation: Sendable {
    public static let blockSize = 1000

    public struct Progress: Sendable, Hashable {
        public var citizens = 0
        public var letters = 0
        public var bytes = 0
        /// Blocks that were there already.
        public var found = 0
    }

    public let order: PopulationOrder
    let folder: Folder
    let rates: Rates
    private let ratesText: String
    let letters: Correspondence
    private let resources: LifeResources

    public init(_ order: PopulationOrder, rates: Rates, text: String, folder: String) throws(PopulationError) {
        try self.init(order, rates: rates, text: text, folder: Folder(path: folder))
    }

    init(_ order: PopulationOrder, rates: Rates, text: String, folder: Folder) throws(PopulationError) {
        self.order = order
        self.rates = rates
        self.folder = folder
        ratesText = text
        let residents = try Residents(
            order.nation, citizens: order.citizens, seed: order.seed, year: order.year, rates: rates, only: order.only)
        letters = Correspondence(Lives(residents), withReceipts: order.withReceipts)
        resources = LifeResources(letters)
    }

    /// 0 when neither letters nor resources are asked for, but who serves the citizens alone.
    public var blocks: Int {
        guard order.withLetters || order.withResources else { return 0 }
        return (letters.residents.total + Self.blockSize - 1) / Self.blockSize
    }

    private var description: String {
        """
        helhet population 2
        country \(order.nation.rawValue)
        citizens \(order.citizens)
        seed \(order.seed)
        year \(order.year)
        municipalities \(order.only?.joined(separator: " ") ?? "all")
        network \(order.network.rawValue)
        letters \(order.withLetters ? "yes" : "no")
        resources \(order.withResources ? "yes" : "no")
        receipts \(order.withReceipts ? "yes" : "no")

        """
    }

    /// Makes the folder ready: refuses one that holds anything else, or the same already whole, unless `again`.
    public func prepare(again: Bool) throws(PopulationError) {
        if folder.isThere, !folder.isEmpty {
            guard let found = folder.text("population.txt") else {
                throw PopulationError(.taken, "\(folder.path) holds other files. Name a folder that is empty or not there.")
            }
            let isSame = found.hasPrefix(description) && folder.text("rates.yaml") == ratesText
            if again {
                for name in ["letters", "resources", "population.txt"] { try folder.remove(name) }
            } else if !isSame {
                throw PopulationError(
                    .taken, "\(folder.path) holds another population. Name another folder, or write over it with --again.")
            } else if found.contains("state complete") {
                throw PopulationError(.taken, "\(folder.path) holds this population already. Write it once more with --again.")
            }
        }
        try folder.make()
        if order.withLetters { try folder.make("letters") }
        if order.withResources { try folder.make("resources") }
        try folder.write(Array((description + "state begun\n").utf8), to: "population.txt")
        try folder.write(Array(ratesText.utf8), to: "rates.yaml")
        try folder.write(Array(letters.services.organisationsCSV.utf8), to: "organisations.csv")
        try folder.write(Array(letters.services.partsCSV.utf8), to: "parts.csv")
        try folder.write(Array(letters.services.configuration.utf8), to: "helhet.yaml")
    }

    /// Writes all blocks that are not there, several at a time; `report` is told after each.
    public func run(workers: Int, report: @Sendable (Progress) -> Void) async throws -> Progress {
        try await withThrowingTaskGroup(of: Progress.self) { group in
            var next = 0
            var progress = Progress()
            for _ in 0..<max(1, workers) where next < blocks {
                group.addTask { [next] in try write(block: next) }
                next += 1
            }
            while let done = try await group.next() {
                progress.citizens += done.citizens
                progress.letters += done.letters
                progress.bytes += done.bytes
                progress.found += done.found
                report(progress)
                if next < blocks {
                    group.addTask { [next] in try write(block: next) }
                    next += 1
                }
            }
            try folder.write(Array((description + "state complete\n").utf8), to: "population.txt")
            return progress
        }
    }

    func write(block: Int) throws(PopulationError) -> Progress {
        var progress = Progress()
        let range = block * Self.blockSize..<min((block + 1) * Self.blockSize, letters.residents.total)
        progress.citizens = range.count
        let name = String(1_000_000 + block).dropFirst()
        // What is written last says that the block is whole.
        guard !folder.has(order.withLetters ? "letters/\(name).tar" : "resources/\(name).ndjson") else {
            progress.found = 1
            return progress
        }
        var archive = TapeArchive()
        var lines: [UInt8] = []
        for index in range {
            let life = letters.lives.life(index)
            if order.withResources { resources.write(life, to: &lines) }
            guard order.withLetters else { continue }
            let postings = letters.postings(of: life)
            for arrival in letters.arrivals(of: postings, life, over: order.network) {
                let letter = letters.write(arrival.posting, of: postings, life, sending: arrival.sending)
                let at = letters.lives.calendar.origin.adding(seconds: arrival.at)
                archive.add(path(letter, index, arrival, at), letter.bytes, at: at)
                progress.letters += 1
            }
        }
        if order.withLetters { archive.finish() }
        progress.bytes = archive.bytes.count + lines.count
        if order.withResources { try folder.write(lines, to: "resources/\(name).ndjson") }
        if order.withLetters { try folder.write(archive.bytes, to: "letters/\(name).tar") }
        return progress
    }

    /// `2026-02-10/081500-1234-3.xml`, in UTC: unpacked, they lie in the order in which they arrive.
    private func path(_ letter: WrittenLetter, _ index: Int, _ arrival: LetterArrival, _ at: Instant) -> String {
        let text = at.description
        let clock = text.dropFirst(11).prefix(8).replacing(":", with: "")
        let again = arrival.sending == 0 ? "" : "-again"
        let ending = letter.mediaType.hasSuffix("json") ? "json" : "xml"
        return "\(text.prefix(10))/\(clock)-\(index)-\(arrival.posting)\(again).\(ending)"
    }
}

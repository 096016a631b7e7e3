import FHIR
import Journal

/// The search index beside what the resources themselves say.
///
/// Nothing is sorted or merged: for each resource the entries that runs add and take away are summed, as numbers, and so are those that
/// its bytes give. Some two million resources at a time, so that memory does not grow with the store.
struct IndexCheck {
    private struct Sum: Equatable {
        var count: Int32 = 0
        var hashes: UInt64 = 0

        mutating func add(_ entry: IndexEntry, _ net: Int) {
            count += Int32(net)
            var hash = KeySum()
            hash.add(entry.field)
            hash.add(entry.value)
            hash.add(entry.rest)
            if net > 0 { hashes &+= hash.value } else { hashes &-= hash.value }
        }
    }

    private static let window = 1 << 21

    private let connection: Connection
    private let indexing: Indexing
    private(set) var findings: [Finding] = []

    init(_ connection: Connection, _ indexing: Indexing) throws {
        self.connection = connection
        self.indexing = indexing
        let last = Int(try Tally(connection).resources)
        for row in try PartRow.all(connection) {
            guard let part = indexing.parts.first(where: { $0.definition == row.definition }) else { continue }
            let runs = try connection.rows("select id from index_run where part = ? and state = 0 order by id", row.number) { $0.int(0) }
            for id in runs { try check(run: id) }
            for start in stride(from: 0, through: last, by: Self.window) {
                try check(part, row, runs, start..<min(start + Self.window, last + 1), isLast: start + Self.window > last)
            }
        }
    }

    /// Whether what a run says of its blocks is so.
    private mutating func check(run id: Int64) throws {
        let place = "run \(id) of the index"
        do {
            let run = try RunRow.load(id, connection)
            let view = IndexView(connection, nil, runs: [run])
            var (net, count) = (0, 0)
            var last: Posting?
            var isWrong = false
            for (place, fence) in run.fences.enumerated() {
                let block = try view.block(run, place)
                isWrong = isWrong || fence.netBefore != net || block.marks.first.map { $0 >> 1 } != fence.first.number
                isWrong = isWrong || block.groups.first?.entry != fence.first.entry
                block.each(0..<block.marks.count) { posting in
                    if let last, posting < last { isWrong = true }
                    last = posting
                }
                net += block.net
                count += block.marks.count
            }
            let said = try connection.number("select postings from index_run where id = ?", id)
            if isWrong || net != run.net || count != Int(said) { findings.append(CheckName.indexRunWrong.at(place)) }
        } catch let error as JournalError where error.kind == .damaged {
            findings.append(CheckName.indexRunWrong.at(place))
        }
    }

    private mutating func check(_ part: Indexing.Part, _ row: PartRow, _ runs: [Int64], _ numbers: Range<Int>, isLast: Bool) throws {
        var held = [Sum](repeating: Sum(), count: numbers.count)
        var beyond: Set<Int> = []
        for id in runs {
            guard let run = try? RunRow.load(id, connection) else { continue }
            let view = IndexView(connection, nil, runs: [run])
            for place in run.fences.indices {
                guard let block = try? view.block(run, place) else { continue }
                block.each(0..<block.marks.count) { posting in
                    let number = Int(posting.number)
                    if numbers.contains(number) {
                        held[number - numbers.lowerBound].add(posting.entry, posting.net)
                    } else if isLast, number >= numbers.upperBound {
                        beyond.insert(number)
                    }
                }
            }
        }
        try connection.each(
            "select * from resource where number >= ? and number < ? and bytes is not null", numbers.lowerBound, numbers.upperBound
        ) { found in
            let number = Int(found.int(0))
            let sum = held[number - numbers.lowerBound]
            held[number - numbers.lowerBound] = Sum()
            // What cannot be read is said by another check.
            guard row.holds(Int64(number)), let stored = try? SQLiteReader.resource(found), let root = stored.resource?.root else { return }
            let facts = OwnEntries(type: stored.type, id: stored.id, updated: stored.updated, subject: stored.subject)
            var said = Sum()
            for entry in part.entries(root, facts) { said.add(entry, 1) }
            guard sum != said else { return }
            // So is a citizen who is not there, under whom the index does not find it.
            if let subject = stored.subject, try connection.number("select count(*) from subject where number = ?", subject) == 0 { return }
            findings.append((sum.count < said.count ? CheckName.termMissing : .termWrong).at("resource \(number)"))
        }
        for (place, sum) in held.enumerated() where sum != Sum() {
            findings.append(CheckName.termOfNoResource.at("resource \(numbers.lowerBound + place)"))
        }
        findings += beyond.sorted().map { CheckName.termOfNoResource.at("resource \($0)") }
    }
}

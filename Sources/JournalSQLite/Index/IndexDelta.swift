import Journal

/// What a group of commits changes in the index: kept in memory, and written as one run for each part when the group ends.
final class IndexDelta {
    /// Where a commit began, to go back to when it is undone.
    struct Mark {
        fileprivate var counts: [Int]
    }

    /// More than this is written before the group ends: a bundle of 100 MB must not stand in memory unpacked.
    private static let limit = 100_000

    /// Parts of the program as the group found them; those without a row are not there yet.
    private let parts: [(part: Indexing.Part, row: PartRow?)]
    let setup: IndexSetup
    /// Whether the group has written what searches are defined by.
    var changesParameters = false
    private let access: IndexAccess
    private var postings: [[Posting]]
    /// What is not written as those see it who search within the group: sorted once, and then what has come since.
    private var unwritten: [(runs: [IndexRun], count: Int)]
    /// Runs that this group has written already.
    private var written: [Int64] = []

    init(_ connection: Connection, _ access: IndexAccess) throws {
        let rows = try PartRow.all(connection)
        setup = try access.setup(rows.map(\.definition), connection)
        parts = setup.indexing.parts.map { part in (part, rows.first { $0.definition == part.definition }) }
        postings = parts.map { _ in [] }
        unwritten = parts.map { _ in ([], 0) }
        self.access = access
    }

    var mark: Mark { Mark(counts: postings.map(\.count)) }

    /// Takes back what came after a mark. Nothing may have been written since.
    func rewind(to mark: Mark) {
        for (place, count) in mark.counts.enumerated() {
            postings[place].removeSubrange(count...)
            if unwritten[place].count > count { unwritten[place] = ([], 0) }
        }
    }

    /// A resource has these entries now, one list for each part, and no longer those.
    func change(_ number: Int64, from old: [[IndexEntry]], to new: [[IndexEntry]]) {
        for place in parts.indices where parts[place].row?.holds(number) ?? false {
            let (gone, come) = (place < old.count ? old[place] : [], place < new.count ? new[place] : [])
            Self.difference(gone, come) { entry, removes in postings[place].append(Posting(entry, number, removes: removes)) }
        }
    }

    /// Visits what is in one of two ascending lists alone.
    private static func difference(_ old: [IndexEntry], _ new: [IndexEntry], _ visit: (IndexEntry, _ removes: Bool) -> Void) {
        var (left, right) = (0, 0)
        while left < old.count || right < new.count {
            if right == new.count || (left < old.count && old[left] < new[right]) {
                visit(old[left], true)
                left += 1
            } else if left == old.count || new[right] < old[left] {
                visit(new[right], false)
                right += 1
            } else {
                left += 1
                right += 1
            }
        }
    }

    /// Writes what has come together when it is much. Only where nothing can be taken back without the whole group.
    func spill(_ connection: Connection, _ tally: inout Tally) throws {
        if postings.contains(where: { $0.count > Self.limit }) { try write(connection, &tally) }
    }

    func write(_ connection: Connection, _ tally: inout Tally) throws {
        for place in parts.indices where !postings[place].isEmpty {
            guard let row = parts[place].row else { continue }
            var all = postings[place]
            postings[place] = []
            unwritten[place] = ([], 0)
            Posting.settle(&all)
            guard !all.isEmpty else { continue }
            var run = RunBuilder(blockBytes: setup.indexing.blockBytes)
            for posting in all { run.add(posting) }
            run.endBlock()
            try RunRow.insert(run, run.takeBlocks(), part: row.number, connection, &tally)
            if row.isDone { written.append(tally.indexRuns) }
        }
    }

    /// The index as the group leaves it so far.
    func view(_ connection: Connection) throws -> IndexView {
        // What the counters in the file say is what was there before the group.
        let manifest = try RunRow.manifest(connection, known: access.cache.manifest, before: written.first)
        var runs = manifest.runs
        for id in written { runs.append(try RunRow.load(id, connection)) }
        for (place, (_, row)) in parts.enumerated() where row?.isDone ?? false && !postings[place].isEmpty {
            runs += settled(place)
        }
        return IndexView(connection, nil, runs: runs, undone: manifest.undone)
    }

    private func settled(_ place: Int) -> [IndexRun] {
        let all = postings[place]
        // Nobody wants to look into many: a bundle may search once for each of its entries.
        if unwritten[place].runs.count == 8 { unwritten[place] = ([], 0) }
        if unwritten[place].count < all.count {
            var come = Array(all[unwritten[place].count...])
            Posting.settle(&come)
            unwritten[place].runs.append(IndexRun(unwritten: come))
            unwritten[place].count = all.count
        }
        return unwritten[place].runs
    }

    /// Makes the parts those that the resources written define; the setup is to be used when the group is on disk.
    func redefined(_ connection: Connection, _ tally: inout Tally) throws -> IndexSetup? {
        guard changesParameters else { return nil }
        let setup = try access.read(connection)
        try PartRow.reconcile(setup.indexing, connection, &tally)
        return setup
    }
}

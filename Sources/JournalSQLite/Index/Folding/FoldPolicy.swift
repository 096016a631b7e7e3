/// Which runs to merge next.
///
/// Runs of about the same size are merged into one of the next size, four at a time: an entry is written again once for each size, seven
/// times before a store of a million resources, and a search looks into some three runs of each. The smallest ones wait until there are
/// sixteen: each is a row that one group of commits wrote, and readers keep them in memory. When nothing else is to be done, all but the
/// largest few are put together, since then searches are all that matters.
enum FoldPolicy {
    struct Run: Sendable, Equatable {
        var id: Int64
        var part: Int64
        var size: Int64
        var hasBlocks: Bool
    }

    private static let smallest: Int64 = 8 << 10
    private static let growth: Int64 = 4
    private static let restingRuns = 5
    /// More than this are never merged at once: each is read beside the others.
    private static let most = 64

    static func sizeClass(_ size: Int64) -> Int {
        var (level, limit) = (0, smallest)
        while size > limit, level < 40 { (level, limit) = (level + 1, limit &* growth) }
        return level
    }

    /// Runs of one part; none when all is well.
    static func choose(_ runs: [Run], atRest: Bool) -> [Run] {
        for (_, runs) in Dictionary(grouping: runs, by: \.part).sorted(by: { $0.key < $1.key }) {
            let bySize = runs.sorted { ($0.size, $0.id) < ($1.size, $1.id) }
            var chosen: [Run] = []
            for (level, members) in Dictionary(grouping: bySize, by: { sizeClass($0.size) }).sorted(by: { $0.key < $1.key }) {
                let enough = level == 0 ? 16 : Int(growth)
                // What is smaller goes along: it would have to be merged anyway.
                if members.count >= enough { chosen = bySize.filter { sizeClass($0.size) <= level } }
            }
            if chosen.isEmpty, atRest, bySize.count > restingRuns { chosen = Array(bySize.dropLast(restingRuns - 1)) }
            if !chosen.isEmpty { return Array(chosen.prefix(most)) }
        }
        return []
    }
}

import Journal

/// Going along a field in the order of its values, some at a time.
extension IndexView {
    struct Window {
        /// Entries that are left, in the order that was asked for.
        var postings: [Posting]
        /// Where the next window begins; nil when the field has ended.
        var next: PostingBound?
    }

    /// The next entries of a field between two bounds, upwards from `low` or downwards from `high`.
    ///
    /// - Parameters:
    ///   - count: about how many to go over; each run gives no more.
    ///   - filter: resources that are of interest; nil: all.
    func window(
        from low: PostingBound, to high: PostingBound, descending: Bool, count: Int, among filter: NumberFilter?
    ) throws -> Window {
        var spans: [(run: IndexRun, low: RunPosition, high: RunPosition)] = []
        var limit: PostingBound?
        for run in runs {
            let (start, end) = (try position(low, in: run), try position(high, in: run))
            guard start < end else { continue }
            spans.append((run, start, end))
            guard let bound = try bound(count, descending ? end : start, descending, start, end, run) else { continue }
            if let held = limit { limit = descending ? max(held, bound) : min(held, bound) } else { limit = bound }
        }
        var postings: [Posting] = []
        for (run, start, end) in spans {
            var (start, end) = (start, end)
            if let limit {
                let cut = try position(limit, in: run)
                if descending { start = max(start, cut) } else { end = min(end, cut) }
            }
            guard start < end else { continue }
            try each(run, from: start, to: end) { block, range in
                var group = block.groupHolding(range.lowerBound)
                block.marks.withUnsafeBufferPointer { marks in
                    for offset in range {
                        let mark = marks[offset]
                        if let filter, !filter.contains(mark >> 1) { continue }
                        while block.end(of: group) <= offset { group += 1 }
                        postings.append(Posting(block.groups[group].entry, mark: mark))
                    }
                }
            }
        }
        Posting.settle(&postings)
        if descending { postings.reverse() }
        return Window(postings: postings, next: limit)
    }

    /// A resource that has the entry; nil when none has it any longer.
    func some(_ entry: IndexEntry) throws -> UInt64? {
        var (low, count) = (PostingBound(entry: entry), 16)
        while true {
            let window = try window(from: low, to: .after(entry), descending: false, count: count, among: nil)
            if let posting = window.postings.first(where: { $0.net > 0 }) { return posting.number }
            guard let next = window.next else { return nil }
            (low, count) = (next, count * 4)
        }
    }

    /// Where a run stands when so many of its postings have been gone over; nil when it has ended before.
    private func bound(
        _ count: Int, _ from: RunPosition, _ descending: Bool, _ start: RunPosition, _ end: RunPosition, _ run: IndexRun
    ) throws -> PostingBound? {
        var left = count
        var place = from
        if descending {
            while true {
                if place.offset == 0 {
                    guard place.block > start.block else { return nil }
                    place = RunPosition(block: place.block - 1, offset: try block(run, place.block - 1).marks.count)
                }
                let room = place.offset - (place.block == start.block ? start.offset : 0)
                if left < room || (left == room && place.block > start.block) {
                    place.offset -= left
                    break
                }
                left -= room
                place.offset = 0
                if place.block == start.block { return nil }
            }
        } else {
            while true {
                guard place.block < run.fences.count else { return nil }
                let all = try block(run, place.block).marks.count
                let room = (place.block == end.block ? min(all, end.offset) : all) - place.offset
                if left < room {
                    place.offset += left
                    break
                }
                left -= room
                guard place.block < end.block else { return nil }
                place = RunPosition(block: place.block + 1, offset: 0)
            }
        }
        let block = try block(run, place.block)
        return PostingBound(entry: block.groups[block.groupHolding(place.offset)].entry, number: block.marks[place.offset] >> 1)
    }
}

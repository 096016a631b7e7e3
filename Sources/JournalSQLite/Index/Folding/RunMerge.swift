import GRDB
import Journal

/// Puts several runs together, in order, without having more than a few blocks of each in memory.
struct RunMerge {
    private struct Source {
        let run: IndexRun
        var block: IndexBlock
        var place = 0
        var group = 0
        var offset = 0
        var posting: Posting
    }

    private let view: IndexView
    /// In the order of their next postings, the first of these last.
    private var sources: [Source] = []
    /// What is to be given again: see ``next()``.
    private var repeated: (posting: Posting, times: Int)?

    init(_ runs: [IndexRun], _ view: IndexView) throws {
        self.view = view
        for run in runs where !run.fences.isEmpty {
            let block = try view.block(run, 0)
            guard let entry = block.groups.first?.entry, let mark = block.marks.first else { throw JournalError.indexDamaged }
            sources.append(Source(run: run, block: block, posting: Posting(entry, mark: mark)))
        }
        sources.sort { $1.posting < $0.posting }
    }

    /// Goes on where it stopped, in another view of the file that has the same runs.
    init(_ merge: RunMerge, in view: IndexView) {
        self.view = view
        sources = merge.sources
        repeated = merge.repeated
    }

    /// The next posting that is left when all for an entry of a resource are summed; nil at the end.
    ///
    /// Runs that are not neighbours in time may say twice that an entry comes, with the going between them in a run that is not merged
    /// here. Then it is given twice.
    mutating func next() throws -> Posting? {
        if let (posting, times) = repeated {
            repeated = times > 1 ? (posting, times - 1) : nil
            return posting
        }
        while let posting = sources.last?.posting {
            var net = posting.net
            try advance()
            // An entry that was taken away sorts beside the one that was made, whichever run they are in.
            while let other = sources.last?.posting, other.isOfSame(posting) {
                net += other.net
                try advance()
            }
            guard net != 0 else { continue }
            let left = Posting(posting.entry, mark: posting.number << 1 | (net < 0 ? 1 : 0))
            if abs(net) > 1 { repeated = (left, abs(net) - 1) }
            return left
        }
        return nil
    }

    /// Takes the first posting away, and puts its source where its next one belongs: mostly it stays where it is, or nearly.
    private mutating func advance() throws {
        var index = sources.count - 1
        sources[index].offset += 1
        if sources[index].offset == sources[index].block.marks.count {
            let place = sources[index].place + 1
            guard place < sources[index].run.fences.count else {
                sources.removeLast()
                return
            }
            sources[index].place = place
            sources[index].block = try view.block(sources[index].run, place)
            sources[index].offset = 0
            sources[index].group = 0
            guard !sources[index].block.marks.isEmpty else { throw JournalError.indexDamaged }
        }
        let offset = sources[index].offset
        if offset >= sources[index].block.end(of: sources[index].group) { sources[index].group += 1 }
        let posting = Posting(sources[index].block.groups[sources[index].group].entry, mark: sources[index].block.marks[offset])
        sources[index].posting = posting
        while index > 0, sources[index - 1].posting < posting {
            sources.swapAt(index - 1, index)
            index -= 1
        }
    }
}

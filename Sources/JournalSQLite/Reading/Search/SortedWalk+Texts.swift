import FHIR
import Journal

/// Orders that go by text: entries of codes and addresses stand in none, so the different ones that a field has are looked up, each once, and
/// put in order by what they look like.
extension SortedWalk {
    /// Entries that look the same: a code in several systems.
    struct TextGroup {
        var text: [UInt8]
        var entries: [IndexEntry]
    }

    /// As ``walk(_:_:_:_:)``.
    mutating func walkTexts(_ level: Int, _ within: NumberSet?, _ before: [SortValue?], _ after: SearchKey?) throws {
        let order = orders[level]
        let found = try textGroups[level] ?? groups(order)
        textGroups[level] = .some(found)
        // Few are read sooner than each group is looked into.
        guard let known = found, within.map({ $0.count > known.count }) ?? true else { return try sort(within, by: order, before, after) }
        search.say("\(known.count) different values of \(order.code), in the order of what they look like")
        var places = order.isDescending ? known.reversed() : known
        var isMissing = false
        if let after {
            isMissing = after.values[level] == nil
            places.removeAll { isMissing || order.isBefore(.text($0.text), after.values[level]) ?? false }
        }
        for group in places where !isFull {
            let value = SortValue.text(group.text)
            let rest = after.flatMap { $0.values[level] == value ? $0 : nil }
            guard level < orders.count - 1 else {
                try emit(group, within, before + [value], rest)
                continue
            }
            let numbers = try members(group, within, from: 0, to: .max)
            if numbers.count <= Self.fewToRead {
                try collect(numbers, before + [value], rest)
            } else {
                try walk(level + 1, NumberSet(numbers, upTo: ground.last), before + [value], rest)
            }
        }
        if !isFull { try missing(level, within, before, isMissing ? after : nil) }
    }

    /// Reads all candidates, where there are too many different values or fewer candidates than these.
    private mutating func sort(_ within: NumberSet?, by order: SortOrder, _ before: [SortValue?], _ after: SearchKey?) throws {
        let numbers = try within?.numbers() ?? ground.numbers(filters, search.search.type, from: 0, to: .max)
        let (texts, most) = (ground.meaning.costs.mostTexts, ground.meaning.costs.mostSorted)
        guard numbers.count <= most else {
            throw JournalError(
                .invalid,
                """
                Results cannot be sorted by \(order.code) here, where it has more than \(texts) different values and there may be more than \
                \(most) results. Choose fewer of them by another parameter, or sort by another one.
                """)
        }
        search.say("\(numbers.count) candidates, read and sorted")
        try collect(numbers, before, after)
    }

    /// nil when they are too many.
    private func groups(_ order: SortOrder) throws -> [TextGroup]? {
        let all = IndexRange(field: order.field, values: 0...UInt64.max)
        guard let entries = try ground.view.entries(all, atMost: ground.meaning.costs.mostTexts) else { return nil }
        let shared = ground.reader.index.texts
        var texts = shared.known(entries.lazy.map(\.value))
        for entry in entries where texts[entry.value] == nil {
            guard let number = try ground.view.some(entry), let stored = try ground.resource(number) else { continue }
            let own = order.texts(stored, ground.meaning)
            shared.keep(own)
            for one in own { texts[one.value] = one.text }
        }
        var groups: [[UInt8]: [IndexEntry]] = [:]
        for entry in entries {
            // What nothing has any longer has no place.
            if let text = texts[entry.value] { groups[text, default: []].append(entry) }
        }
        return groups.map { TextGroup(text: $0.key, entries: $0.value) }.sorted { $0.text.lexicographicallyPrecedes($1.text) }
    }

    /// Candidates with a value of the group, ascending.
    private func members(_ group: TextGroup, _ within: NumberSet?, from low: UInt64, to high: UInt64) throws -> [UInt64] {
        guard let within else {
            return try filtered(ground.view.numbers(group.entries, from: low, to: high)).numbers()
        }
        let count = try group.entries.reduce(0) { try $0 + ground.view.count($1) }
        if within.count < count / 8 { return try ground.view.filter(within.numbers(from: low, to: high), having: group.entries) }
        return try ground.view.numbers(group.entries, from: low, to: high).filter { within.contains($0) }
    }

    /// Adds what stands at a group and at nothing before it, by number, in the direction of the order.
    private mutating func emit(_ group: TextGroup, _ within: NumberSet?, _ at: [SortValue?], _ after: SearchKey?) throws {
        let count = try group.entries.reduce(0) { try $0 + ground.view.count($1) }
        guard count > 0 else { return }
        // About as many as a page needs, then more and more.
        var span = within == nil ? max(1_024, UInt64(search.search.limit * 8) * (ground.last + 1) / UInt64(count)) : ground.last + 1
        if orders.last?.isDescending ?? false {
            var high = after?.number ?? ground.last + 1
            while high > 0, !isFull {
                let low = high > span ? high - span : 0
                for number in try members(group, within, from: low, to: high).reversed() where !isFull { try emit(number, at) }
                (high, span) = (low, min(span * 4, 1 << 40))
            }
        } else {
            var low = (after?.number ?? 0) + 1
            while low <= ground.last, !isFull {
                let high = low + span
                for number in try members(group, within, from: low, to: high) where !isFull { try emit(number, at) }
                (low, span) = (high, min(span * 4, 1 << 40))
            }
        }
    }
}

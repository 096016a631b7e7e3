import FHIR
import HashTreeCollections
import Journal

extension MemoryReader {
    func commit(at instant: Instant) throws -> Int64 { state.commits.lazy.filter { $0.value <= instant }.map(\.key).max() ?? 0 }

    func resource(_ type: String, _ id: String, asOf commit: Int64) throws -> StoredResource? {
        record(type, id)?.versions.last { $0.commit <= commit }
    }

    /// A plain scan of the feed, which has one line for each version.
    func changes(_ query: ChangeQuery) throws -> ChangePage {
        let before = try ChangePage.line(query.after)
        var later: [String: Int] = [:]
        var found: [(line: Int64, stored: StoredResource)] = []
        for line in stride(from: Int64(state.feed.count), to: 0, by: -1) {
            guard let event = state.feed[line], event.kind == .resource else { continue }
            let name = event.about.split(separator: "/").map(String.init)
            guard let record = record(name[0], name[1]) else { continue }
            let place = record.versions.count - 1 - later[event.about, default: 0]
            later[event.about, default: 0] += 1
            let stored = record.versions[place]
            let next = place + 1 < record.versions.count ? record.versions[place + 1].commit : .max
            guard line < before, found.count <= query.limit, query.asks(for: stored, next: next) else { continue }
            found.append((line, stored))
        }
        let page = found.prefix(query.limit)
        return ChangePage(
            versions: page.map(\.stored), next: found.count > query.limit ? page.last.map { ChangePage.key($0.line) } : nil)
    }
}

extension ChangeQuery {
    /// - Parameter next: the commit of the version after it.
    fileprivate func asks(for stored: StoredResource, next: Int64) -> Bool {
        guard type == nil || type == stored.type, since.map({ stored.updated >= $0 }) ?? true, until.map({ stored.updated < $0 }) ?? true
        else { return false }
        if let subjects, !(stored.subject.map(subjects.contains) ?? false) { return false }
        guard let asOf else { return true }
        return stored.commit <= asOf && next > asOf && stored.resource != nil
    }
}

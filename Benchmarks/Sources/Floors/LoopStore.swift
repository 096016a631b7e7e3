import Foundation
import Journal

/// A copy of a store for a bare loop, and how the loop writes terms into it. The terms of what is in the copy are there from the beginning.
struct LoopStore {
    enum Form: String, CaseIterable {
        /// A row for each term, in a table that is kept in the order of the terms.
        case rows = "a row for each term"
        /// A document of words for each resource in SQLite's own full-text index, contentless and without places.
        case words = "terms as words in FTS5"
        /// The packed runs that the hub has made of the terms, ready made: writing them leaves out nearly all that the terms cost.
        case packed = "the hub's packed runs"
    }

    private struct Term {
        var field, value, rest, resource: Int64

        init(_ entry: IndexEntry, _ resource: Int64) {
            field = Int64(bitPattern: entry.field)
            value = Int64(bitPattern: entry.value)
            rest = Int64(bitPattern: entry.rest)
            self.resource = resource
        }

        static func isBefore(_ left: Term, _ right: Term) -> Bool {
            if left.field != right.field { return left.field < right.field }
            if left.value != right.value { return left.value < right.value }
            if left.rest != right.rest { return left.rest < right.rest }
            return left.resource < right.resource
        }
    }

    /// The terms of one resource, as they are to be written: everything that can be done beforehand is.
    struct Terms {
        let resource: Int64
        let entries: [IndexEntry]
        let words: [UInt8]

        /// - Parameter row: all columns of `resource`.
        init(_ row: [Store.Cell], for form: Form) throws {
            resource = row[0].int
            entries = try ResourceTerms.of(row)
            words = form == .words ? ResourceTerms.words(entries) : []
        }
    }

    let form: Form
    let store: Store

    init(copyOf path: String, in folder: String, _ form: Form) throws {
        let copy = "\(folder)/floor-\(form).sqlite"
        for suffix in ["", "-wal", "-shm"] { unlink(copy + suffix) }
        let original = try Store(path)
        try original.execute("vacuum into '\(copy)'")
        original.close()
        self.form = form
        store = try Store(copy)
        try fill()
        // What the copy has still to write must not be written while something is measured.
        sync()
    }

    func close() { store.close() }

    /// Writes the terms of some resources.
    func add(_ terms: [Terms]) throws {
        switch form {
        case .packed: break
        case .rows:
            for terms in terms {
                try store.write(Self.insertTerm, each: terms.entries) { entry in
                    let term = Term(entry, terms.resource)
                    return (term.field, term.value, term.rest, term.resource)
                }
            }
        case .words: for terms in terms { try store.write(Self.insertWords, [.int(terms.resource), .text(terms.words)]) }
        }
    }

    private static let insertTerm = "insert into bare_term values (?, ?, ?, ?)"
    private static let insertWords = "insert into bare_words (rowid, keys) values (?, ?)"

    private func fill() throws {
        guard form != .packed else { return }
        try store.execute("pragma journal_mode = off; pragma synchronous = off")
        switch form {
        case .packed: break
        case .rows:
            try store.execute(
                """
                create table bare_term (field integer not null, value integer not null, rest integer not null, resource integer not null,
                primary key (field, value, rest, resource)) without rowid
                """)
        case .words:
            try store.execute(
                "create virtual table bare_words using fts5 (keys, content = '', columnsize = 0, detail = none, tokenize = 'ascii')")
        }
        var all: [Term] = []
        var last: Int64 = 0
        while true {
            let rows = try store.rows("select * from resource where number > ? order by number limit 5000", last)
            guard let end = rows.last else { break }
            last = end[0].int
            let terms = try rows.map { try Terms($0, for: form) }
            if form == .rows {
                for terms in terms { for entry in terms.entries { all.append(Term(entry, terms.resource)) } }
            } else {
                try store.execute("begin")
                try add(terms)
                try store.execute("commit")
            }
        }
        // In order, so that it takes seconds: how the table came to be makes no difference to what is written afterwards.
        all.sort(by: Term.isBefore)
        try store.execute("begin")
        try store.write(Self.insertTerm, each: form == .rows ? all : []) { ($0.field, $0.value, $0.rest, $0.resource) }
        try store.execute("commit")
        try store.execute("pragma journal_mode = wal; pragma synchronous = full")
    }
}

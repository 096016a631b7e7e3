import FHIR
import Journal

/// What a store itself says of a resource, beside what the resource says.
struct OwnEntries: Sendable {
    var type: String
    var id: String
    var updated: Instant
    var subject: SubjectID?

    /// Changes when the same resource gets other entries than before.
    static let scheme = 1

    /// Everything of a type.
    static func all(_ type: String) -> IndexEntry { IndexEntry.all(type) }

    /// Resources in the order of their ids: of their first sixteen signs, which is all of an id that the journal gave.
    static func id(_ type: String) -> UInt64 { hash("id", type) }

    static func id(_ id: String, _ type: String) -> IndexEntry {
        let bytes = Array(id.utf8)
        func word(_ start: Int) -> UInt64 {
            (start..<start + 8).reduce(0) { $0 << 8 | (bytes.indices.contains($1) ? UInt64(bytes[$1]) : 0) }
        }
        return IndexEntry(field: Self.id(type), value: word(0), rest: word(8))
    }

    /// A resource by its `Type/id`, for whoever has a reference to it only as a number.
    static func itself(_ type: String) -> UInt64 { hash("itself", type) }

    /// The time of the last change.
    static func updated(_ type: String) -> UInt64 { hash("updated", type) }

    /// Times before 1970 sort before those after it.
    static func value(_ updated: Int64) -> UInt64 { UInt64(bitPattern: updated) ^ (1 << 63) }

    /// Filed in the journal of an identity.
    static func filed(_ type: String) -> UInt64 { hash("filed", type) }

    func add(to entries: inout [IndexEntry], itself number: UInt64) {
        entries.append(IndexEntry(field: Self.itself(type), value: number))
        entries.append(Self.all(type))
        entries.append(Self.id(id, type))
        entries.append(IndexEntry(field: Self.updated(type), value: Self.value(updated.nanoseconds)))
        if let subject { entries.append(Self.filed(type, under: subject)) }
    }

    static func filed(_ type: String, under subject: SubjectID) -> IndexEntry {
        IndexEntry(field: filed(type), value: UInt64(bitPattern: subject.value))
    }

    /// FNV-1a over both, each ended by a zero byte, behind a byte that no parameter's field begins with.
    private static func hash(_ what: String, _ type: String) -> UInt64 {
        var value: UInt64 = 0xcbf2_9ce4_8422_2325
        func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
        add(0xff)
        what.utf8.forEach(add)
        add(0)
        type.utf8.forEach(add)
        add(0)
        return value
    }
}

import FHIR
import Synchronization

/// The name of an element with what each type of R4 means by it: worked out once for each name of R4, so that a step only looks it up.
///
/// Whoever follows its pointers must hold it: a name that R4 does not have goes with the expression that wrote it.
final class ElementName: @unchecked Sendable {
    // Sendable because nothing is written after `init`.

    /// A member of a document: how it is written, and of which type its value is.
    struct Place {
        let name: Spelling
        let type: Int32
        /// Whether an object under `_name` may stand beside it.
        let isPrimitive: Bool

        init(_ name: String, type: Int32, isPrimitive: Bool) {
            self.name = Spelling(kept: name)
            self.type = type
            self.isPrimitive = isPrimitive
        }
    }

    /// What a type means by a name that stands for several members, `value` for `valueString` and all others.
    struct Choice {
        /// In the order of their names.
        let places: UnsafeBufferPointer<Place>
        /// Places by their names and by those of the objects beside them.
        let byName: SpellingTable
        /// A bit for each length that such a name has.
        let lengths: UInt64

        init(_ places: [Place]) {
            let kept = UnsafeMutableBufferPointer<Place>.allocate(capacity: places.count)
            _ = kept.initialize(from: places)
            self.places = UnsafeBufferPointer(kept)
            var numbers: [String: Int32] = [:]
            for (number, place) in places.enumerated() {
                numbers[place.name.string] = Int32(number)
                if place.isPrimitive { numbers["_" + place.name.string] = Int32(number) }
            }
            byName = SpellingTable(numbers)
            lengths = numbers.keys.reduce(0) { $0 | 1 << UInt64(min($1.utf8.count, 63)) }
        }
    }

    /// In a document that R4 does not know.
    let anywhere: Place
    /// What the types mean that have such an element.
    let meanings: UnsafePointer<Meaning>
    /// By index in R4's table: which of `meanings`; -1 where the type has no such element.
    let byType: UnsafePointer<Int16>

    enum Meaning {
        case member(Place)
        case choice(Choice)
    }

    private let isKept: Bool

    /// One that no type has.
    private init(unknown name: String) {
        anywhere = Place(name, type: -1, isPrimitive: true)
        meanings = Self.nothing.meanings
        byType = Self.nothing.byType
        isKept = false
    }

    private init(_ name: String) {
        isKept = true
        anywhere = Place(name, type: -1, isPrimitive: true)
        var meanings: [Meaning] = []
        let byType = UnsafeMutablePointer<Int16>.allocate(capacity: R4.table.types.count)
        byType.initialize(repeating: -1, count: R4.table.types.count)
        var known: [Int32: Int16] = [:]
        func place(_ name: String, _ type: Int32) -> Place {
            Place(name, type: type, isPrimitive: R4Facts.table.types[Int(type)].isPrimitive)
        }
        for (index, type) in R4.table.types.enumerated() {
            if let member = type.members[name], !R4.table.fields[Int(member.field)].isChoice {
                // Most types share what they mean by a name.
                if let same = known[member.type] {
                    byType[index] = same
                } else {
                    byType[index] = Int16(meanings.count)
                    known[member.type] = Int16(meanings.count)
                    meanings.append(.member(place(name, member.type)))
                }
            } else if let names = type.choices[name] {
                byType[index] = Int16(meanings.count)
                meanings.append(.choice(Choice(names.sorted().compactMap { name in type.members[name].map { place(name, $0.type) } })))
            }
        }
        let kept = UnsafeMutablePointer<Meaning>.allocate(capacity: max(1, meanings.count))
        for (index, meaning) in meanings.enumerated() { (kept + index).initialize(to: meaning) }
        self.meanings = UnsafePointer(kept)
        self.byType = UnsafePointer(byType)
    }

    deinit {
        // One that is kept never comes here.
        if !isKept { anywhere.name.start.deallocate() }
    }

    /// What all types mean by a name that none has.
    private struct Nothing: @unchecked Sendable {
        // Sendable because nothing is written after `init`.
        let meanings = UnsafePointer(UnsafeMutablePointer<Meaning>.allocate(capacity: 1))
        let byType: UnsafePointer<Int16>

        init() {
            let byType = UnsafeMutablePointer<Int16>.allocate(capacity: R4.table.types.count)
            byType.initialize(repeating: -1, count: R4.table.types.count)
            self.byType = UnsafePointer(byType)
        }
    }

    private static let nothing = Nothing()

    /// The names that R4's types have: these are kept, and as names come from outside, no others.
    private static let names = R4.table.types.reduce(into: Set<String>()) { names, type in
        names.formUnion(type.choices.keys)
        for (name, member) in type.members where !R4.table.fields[Int(member.field)].isChoice { names.insert(name) }
    }

    private static let known = Mutex([String: ElementName]())

    static func isKept(_ name: String) -> Bool { known.withLock { $0[name] != nil } }

    static func named(_ name: String) -> ElementName {
        guard names.contains(name) else { return ElementName(unknown: name) }
        return known.withLock { known in
            if let name = known[name] { return name }
            let new = ElementName(name)
            known[name] = new
            return new
        }
    }
}

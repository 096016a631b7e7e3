import FHIR

/// The steps of a `DirectPath` as plain bits: going them counts no references and allocates nothing.
///
/// Places are indexes on a document's tape.
struct TapeWay: Sendable {
    struct Step {
        /// As in a document: `valueQuantity`.
        let name: UnsafeBufferPointer<UInt8>
        /// Whether an object under `_name` may stand beside the value: a primitive's extensions.
        let isPrimitive: Bool
        let type: Int32
        /// Only the first of all that the path leads to here.
        var takesFirst = false
    }

    /// Of the item that the path is asked of.
    let type: Int32
    /// Of what it leads to.
    let target: Int32
    let leadsToObjects: Bool
    private nonisolated(unsafe) let steps: UnsafeBufferPointer<Step>

    init(type: Int32, target: Int32, leadsToObjects: Bool, steps: UnsafeBufferPointer<Step>) {
        self.type = type
        self.target = target
        self.leadsToObjects = leadsToObjects
        self.steps = steps
    }

    /// What `value` answers instead of a place: there is nothing, or the expression must be asked.
    static let nothing = -1
    static let unsure = -2

    /// The only value of an item of `type`.
    func value(_ words: TapeWords, _ index: Int) -> Int {
        var only = Only()
        return go(words, index, 0, &only) == .unsure || only.areSeveral ? TapeWay.unsure : only.place
    }

    /// Adds all that the path leads to from an item of `type`; answers false where the expression must be asked, and may have added then.
    func collect(_ words: TapeWords, _ index: Int, into places: Places) -> Bool {
        // A primitive may have extensions: it is more than its place then.
        guard leadsToObjects || !words.hasCompanions else { return false }
        var all = All(places: places)
        return go(words, index, 0, &all) != .unsure
    }

    private enum Outcome {
        case goOn
        case stop
        case unsure
    }

    private func go(_ words: TapeWords, _ start: Int, _ first: Int, _ finder: inout some Finder) -> Outcome {
        var index = start
        var position = first
        var end = Outcome.goOn
        while position < steps.count {
            let step = steps[position]
            guard words.isObject(index) else { return .unsure }
            let value = words.hasCompanions ? carefulMember(words, index, step) : member(words, index, step.name)
            if value < 0 { return value == TapeWay.nothing ? end : .unsure }
            position += 1
            if words.isArray(value) { return items(words, value, position, &finder) ?? end }
            if words.isNull(value) { return end }
            // The value must be what R4 says it is for the next step to be asked of it.
            guard words.isObject(value) != step.isPrimitive else { return .unsure }
            if step.takesFirst { end = .stop }
            index = value
        }
        return finder.find(index) ? end : .stop
    }

    /// Nil when all items have been gone through.
    @inline(__always) private func items(
        _ words: TapeWords, _ array: Int, _ position: Int, _ finder: inout some Finder
    ) -> Outcome? {
        let step = steps[position - 1]
        let end = words.after(array)
        var item = array + 2
        while item < end {
            if !words.isNull(item) {
                guard !words.isArray(item), words.isObject(item) != step.isPrimitive else { return .unsure }
                let outcome = go(words, item, position, &finder)
                if outcome != .goOn { return outcome }
                if step.takesFirst { return .stop }
            }
            item = words.after(item)
        }
        return nil
    }

    /// In a document where no name has escapes or begins with `_`.
    @inline(__always) private func member(_ words: TapeWords, _ index: Int, _ wanted: UnsafeBufferPointer<UInt8>) -> Int {
        let end = words.after(index)
        var child = index &+ 2
        while child < end {
            let name = words.text(child)
            if name.count == wanted.count, TapeWay.isSame(name, wanted, from: 0) { return child &+ 1 }
            child = words.after(child &+ 1)
        }
        return TapeWay.nothing
    }

    private func carefulMember(_ words: TapeWords, _ index: Int, _ step: Step) -> Int {
        let end = words.after(index)
        var child = index &+ 2
        var value = TapeWay.nothing
        var companion = false
        while child < end {
            let name = words.text(child)
            if words.isEscaped(child) {
                return TapeWay.unsure
            } else if name.count == step.name.count {
                if value < 0, TapeWay.isSame(name, step.name, from: 0) { value = child &+ 1 }
            } else if step.isPrimitive, name.count == step.name.count + 1, name[0] == 0x5F {
                companion = companion || TapeWay.isSame(name, step.name, from: 1)
            }
            if value >= 0, !step.isPrimitive { break }
            child = words.after(child &+ 1)
        }
        // A primitive may have extensions and no value: an item too, but none that stands here.
        return companion && (value < 0 || words.isArray(value)) ? TapeWay.unsure : value
    }

    @inline(__always) private static func isSame(
        _ name: UnsafeBufferPointer<UInt8>, _ wanted: UnsafeBufferPointer<UInt8>, from start: Int
    ) -> Bool {
        for at in 0..<wanted.count where name[at &+ start] != wanted[at] { return false }
        return true
    }
}

/// What a way does with the values that it comes to.
private protocol Finder {
    /// Answers whether to go on.
    mutating func find(_ place: Int) -> Bool
}

private struct Only: Finder {
    var place = TapeWay.nothing
    var areSeveral = false

    @inline(__always) mutating func find(_ found: Int) -> Bool {
        areSeveral = place >= 0
        place = found
        return !areSeveral
    }
}

private struct All: Finder {
    let places: Places

    @inline(__always) mutating func find(_ found: Int) -> Bool {
        places.push(found)
        return true
    }
}

/// A stack of places: what iterations inside each other go through, allocated once.
final class Places {
    private var base: UnsafeMutablePointer<Int>
    private var capacity = 64
    private(set) var count = 0

    init() { base = .allocate(capacity: 64) }

    deinit { base.deallocate() }

    @inline(__always) subscript(at: Int) -> Int { base[at] }

    @inline(__always) func push(_ place: Int) {
        if count == capacity { grow() }
        base[count] = place
        count &+= 1
    }

    func fall(to mark: Int) { count = mark }

    @inline(never) private func grow() {
        let larger = UnsafeMutablePointer<Int>.allocate(capacity: capacity * 2)
        larger.initialize(from: base, count: count)
        base.deallocate()
        base = larger
        capacity *= 2
    }
}

/// The codes of the value sets that R4 requires, in one set that is hashed beforehand.
struct CodeTable: Sendable {
    struct Set: Sendable {
        let url: String
        /// Whether all its codes are here; otherwise a code that is not is no fault.
        let isComplete: Bool
        let systems: [String]
    }

    private struct Entry {
        var set: Int32
        var system: Int32
        var start: Int32
        var count: Int32
    }

    let sets: [Set]
    private let texts: [UInt8]
    private let systems: [[UInt8]]
    private let entries: [Entry]
    /// Open addressing: index in `entries` plus one, 0 when free.
    private let slots: [Int32]
    private let mask: UInt64

    init(_ written: [RuleSource.ValueSet]) {
        sets = written.map { Set(url: $0.url, isComplete: $0.isComplete, systems: $0.systems.map(\.url)) }
        var texts: [UInt8] = []
        var entries: [Entry] = []
        var systems: [String: Int32] = [:]
        for (at, set) in written.enumerated() {
            for system in set.systems {
                let number = systems[system.url] ?? Int32(systems.count)
                systems[system.url] = number
                for code in system.codes {
                    entries.append(Entry(set: Int32(at), system: number, start: Int32(texts.count), count: Int32(code.utf8.count)))
                    texts += code.utf8
                }
            }
        }
        var size = 1024
        while size < entries.count * 3 { size *= 2 }
        let mask = UInt64(size - 1)
        var slots = [Int32](repeating: 0, count: size)
        texts.withUnsafeBufferPointer { texts in
            for (at, entry) in entries.enumerated() {
                let code = UnsafeBufferPointer(rebasing: texts[Int(entry.start)..<Int(entry.start + entry.count)])
                var slot = CodeTable.hash(code, entry.set) & mask
                while slots[Int(slot)] != 0 { slot = (slot &+ 1) & mask }
                slots[Int(slot)] = Int32(at + 1)
            }
        }
        self.texts = texts
        self.entries = entries
        self.systems = systems.sorted { $0.value < $1.value }.map { Array($0.key.utf8) }
        self.slots = slots
        self.mask = mask
    }

    func index(of url: String) -> Int32? { sets.firstIndex { $0.url == url }.map { Int32($0) } }

    /// Whether a code is in a value set, whatever system it is from.
    func contains(_ set: Int32, _ code: UnsafeBufferPointer<UInt8>) -> Bool { find(set, code) { _ in true } }

    /// Whether a code of a system is in a value set.
    func contains(_ set: Int32, _ system: UnsafeBufferPointer<UInt8>, _ code: UnsafeBufferPointer<UInt8>) -> Bool {
        find(set, code) { systems[Int($0)].elementsEqual(system) }
    }

    @inline(__always) private func find(_ set: Int32, _ code: UnsafeBufferPointer<UInt8>, _ isWanted: (Int32) -> Bool) -> Bool {
        texts.withUnsafeBufferPointer { texts in
            var slot = CodeTable.hash(code, set) & mask
            while true {
                let found = slots[Int(truncatingIfNeeded: slot)]
                if found == 0 { return false }
                let entry = entries[Int(found &- 1)]
                if entry.set == set && Int(entry.count) == code.count
                    && Digest.equal(UnsafeBufferPointer(rebasing: texts[Int(entry.start)..<Int(entry.start &+ entry.count)]), code)
                    && isWanted(entry.system)
                {
                    return true
                }
                slot = (slot &+ 1) & mask
            }
        }
    }

    @inline(__always) private static func hash(_ code: UnsafeBufferPointer<UInt8>, _ set: Int32) -> UInt64 {
        let mixed = (Digest.of(code) ^ UInt64(truncatingIfNeeded: set) &* 0xD6E8_FEB8_6659_FD93) &* 0x9E37_79B9_7F4A_7C15
        return mixed ^ mixed &>> 32
    }
}

import CR4
import FHIR

/// All that R4 asks of its types, laid out for walking: lookups by index, names by hash, codes in one prehashed set.
final class RuleTable: @unchecked Sendable {
    // Sendable because nothing is written after `init`; the memory is never freed, since there is one table for the whole run.
    static let r4 = RuleTable()

    let members: UnsafeMutableBufferPointer<Member>
    let types: UnsafeMutableBufferPointer<TypeRule>
    /// The names of all members, one after the other.
    private let names: UnsafeMutableBufferPointer<UInt8>
    /// Open addressing: index in `members` plus one, 0 when free.
    private let slots: UnsafeMutableBufferPointer<Int32>
    private let mask: UInt64
    let codes: CodeTable
    /// Sets of types, `wordsPerSet` words each.
    private let targets: [UInt64]
    private let wordsPerSet: Int
    let invariants: [Invariant]

    /// Indexes of types that are asked for by name.
    let element: Int32
    let reference: Int32
    let `extension`: Int32
    let composition: Int32
    let messageHeader: Int32
    let anyResource: Int32

    private init() {
        let source = RuleSource(UnsafeBufferPointer(start: helhet_r4_rules_bytes(), count: helhet_r4_rules_count()))
        var build = RuleTableBuilder(source, R4.table)
        build.run()
        members = .allocate(copying: build.members)
        types = .allocate(copying: build.types)
        names = .allocate(copying: build.names)
        codes = build.codes
        targets = build.targets
        wordsPerSet = build.wordsPerSet
        invariants = build.invariants
        element = R4.table.index["Element"] ?? -1
        reference = R4.table.index["Reference"] ?? -1
        `extension` = R4.table.index["Extension"] ?? -1
        composition = R4.table.index["Composition"] ?? -1
        messageHeader = R4.table.index["MessageHeader"] ?? -1
        anyResource = R4.table.index["Resource"] ?? -1
        var size = 1024
        while size < build.members.count * 3 { size *= 2 }
        mask = UInt64(size - 1)
        slots = .allocate(copying: [Int32](repeating: 0, count: size))
        for (at, member) in build.members.enumerated() {
            guard let base = names.baseAddress else { continue }
            let name = UnsafeBufferPointer(start: base + Int(member.nameStart), count: Int(member.nameCount))
            var slot = RuleTable.hash(name, member.owner) & mask
            while slots[Int(slot)] != 0 { slot = (slot &+ 1) & mask }
            slots[Int(slot)] = Int32(at + 1)
        }
    }

    /// The member of a type by its name in JSON, as an index in `members`; -1 when the type has none such.
    @inline(__always) func member(_ type: Int32, _ name: UnsafeBufferPointer<UInt8>) -> Int {
        guard let base = names.baseAddress else { return -1 }
        var slot = RuleTable.hash(name, type) & mask
        while true {
            let found = slots[Int(truncatingIfNeeded: slot)]
            if found == 0 { return -1 }
            let member = members[Int(found &- 1)]
            if member.owner == type && Int(member.nameCount) == name.count
                && Digest.equal(name, UnsafeBufferPointer(start: base + Int(member.nameStart), count: name.count))
            {
                return Int(found &- 1)
            }
            slot = (slot &+ 1) & mask
        }
    }

    /// Whether a reference with these targets may point at a type.
    func allows(_ targets: Int32, _ type: Int32) -> Bool {
        guard targets >= 0 else { return true }
        return self.targets[Int(targets) * wordsPerSet + Int(type) / 64] & (1 << UInt64(type % 64)) != 0
    }

    /// Whether a reference with these targets may point at these types and no others; without targets, at any resource.
    func allowsExactly(_ targets: Int32, _ types: Set<Int32>) -> Bool {
        guard targets >= 0 else { return types == [anyResource] }
        return R4.table.types.indices.allSatisfy { allows(targets, Int32($0)) == types.contains(Int32($0)) }
    }

    /// Whether a type is another one or derived from it.
    func isKind(_ type: Int32, of other: Int32) -> Bool {
        var at: Int32? = type
        var steps = 0
        while let type = at, steps < 8 {
            if type == other { return true }
            at = R4.table.types[Int(type)].base
            steps += 1
        }
        return false
    }

    /// Whether a type is an element with elements of its own: `Patient.contact`.
    func isPart(_ type: Int32) -> Bool { R4.table.types[Int(type)].name.contains(".") }

    /// The names of the types that a reference may point at, for a sentence.
    func names(ofTargets targets: Int32) -> String {
        let names = R4.table.types.indices.filter { allows(targets, Int32($0)) }.map { R4.table.types[$0].name }
        return names.dropLast().isEmpty ? names.joined() : names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "")
    }

    /// The index of a resource that R4 has; -1 for any other name.
    func resource(_ name: UnsafeBufferPointer<UInt8>) -> Int32 {
        guard let at = R4.table.index[String(decoding: name, as: UTF8.self)], R4.table.types[Int(at)].isResource else { return -1 }
        return at
    }

    /// The name of a field without type, and of a type.
    func name(ofField field: Int32) -> String { field < 0 ? "" : R4.table.fields[Int(field)].name }
    func name(ofType type: Int32) -> String { type < 0 ? "Resource" : R4.table.types[Int(type)].name }

    @inline(__always) private static func hash(_ name: UnsafeBufferPointer<UInt8>, _ type: Int32) -> UInt64 {
        let mixed = (Digest.of(name) ^ UInt64(truncatingIfNeeded: type) &* 0xD6E8_FEB8_6659_FD93) &* 0x9E37_79B9_7F4A_7C15
        return mixed ^ mixed &>> 32
    }
}

extension UnsafeMutableBufferPointer {
    /// Memory for the rest of the run.
    static func allocate(copying elements: [Element]) -> UnsafeMutableBufferPointer {
        let buffer = UnsafeMutableBufferPointer.allocate(capacity: elements.count)
        _ = buffer.initialize(from: elements)
        return buffer
    }
}

/// A number for a text that equal texts share.
enum Digest {
    @inline(__always) static func of(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
        guard let base = text.baseAddress else { return 0 }
        let raw = UnsafeRawPointer(base)
        let count = text.count
        let length = UInt64(truncatingIfNeeded: count)
        if count >= 8 {
            let first = raw.loadUnaligned(as: UInt64.self)
            let last = raw.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
            return first &* 0x9E37_79B9_7F4A_7C15 ^ last &* 0xC2B2_AE3D_27D4_EB4F ^ length
        }
        if count >= 4 {
            let first = raw.loadUnaligned(as: UInt32.self)
            let last = raw.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)
            return UInt64(first) &<< 32 | UInt64(last) ^ length
        }
        var value = length
        for byte in text { value = value &<< 8 | UInt64(byte) }
        return value
    }

    @inline(__always) static func equal(_ one: UnsafeBufferPointer<UInt8>, _ two: UnsafeBufferPointer<UInt8>) -> Bool {
        guard one.count == two.count else { return false }
        for i in 0..<one.count where one[i] != two[i] { return false }
        return true
    }
}

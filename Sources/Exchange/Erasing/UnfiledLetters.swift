public import FHIR
public import Journal
import XML

/// The letters that are filed under nobody and yet have a citizen's numbers: those that were refused, test letters, and what nobody can read.
///
/// Nothing is kept of whom such a letter is about but its bytes, so they are searched, and read once more where that is possible.
///
/// ```swift
/// var found = try await UnfiledLetters.find(identifiers, in: journal)
/// found.naming         // [812]: its header names the citizen, so it goes with them
/// found.holding        // [40]: the number is somewhere in it, and a human must say what it is
/// ```
public struct UnfiledLetters: Sendable {
    /// Letters whose header writes one of the numbers for its patient.
    public private(set) var naming: Set<Int64> = []
    /// Letters that only have one of the numbers somewhere in their bytes, or in what these say in base64.
    public private(set) var holding: Set<Int64> = []

    private let numbers: Set<Identifier>
    private let signs: [[UInt8]]
    /// Every letter up to this one has been looked at.
    private var newest: Int64 = 0

    /// A number that is shorter may be anything: it counts in a header alone.
    private static let shortest = 6
    /// An attachment in a letter in an envelope.
    private static let deepest = 3

    private init(_ identifiers: [Identifier]) {
        numbers = Set(identifiers.filter { $0.subjectKind == .person })
        signs = Set(numbers.map(\.value)).map { Self.signs(of: Array($0.utf8)) }.filter { !$0.isEmpty }
    }

    /// Looks at every letter, in slices, while commits go on.
    public static func find(_ identifiers: [Identifier], in journal: any Journal) async throws -> UnfiledLetters {
        var found = UnfiledLetters(identifiers)
        guard !found.signs.isEmpty else { return found }
        var before: Int64?
        repeat {
            (found, before) = try await journal.read { [found, before] reader in
                var found = found
                let next = try found.look(before: before, after: 0, in: reader)
                return (found, next)
            }
        } while before != nil
        return found
    }

    /// Looks at what has come since, in the commit that erases.
    public mutating func lookAtNewer(in reader: any JournalReader) throws {
        guard !signs.isEmpty else { return }
        let known = newest
        var before: Int64?
        repeat { before = try look(before: before, after: known, in: reader) } while before != nil
    }

    /// Gives where the next slice ends; nil at the last.
    private mutating func look(before: Int64?, after: Int64, in reader: any JournalReader) throws -> Int64? {
        var query = LetterQuery()
        query.before = before
        query.limit = 200
        let letters = try reader.letters(query)
        for letter in letters where letter.number > after { try look(at: letter, in: reader) }
        return letters.last.flatMap { $0.number > after ? $0.number : nil }
    }

    private mutating func look(at letter: LetterRecord, in reader: any JournalReader) throws {
        newest = max(newest, letter.number)
        guard letter.subject == nil, letter.erasure == nil else { return }
        let raw = try reader.raw(letter: letter.number) ?? []
        // The bytes may have been given up, and what was understood of them not.
        let kept = [raw, letter.reading ?? []]
        let texts = kept.map { Self.signs(of: $0) }
        var found = signs.filter { sign in texts.contains { $0.holds(sign) } }
        for bytes in kept { lookInside(bytes, &found) }
        guard !found.isEmpty else { return }
        if !numbers.isDisjoint(with: Self.numbers(in: raw)) || !numbers.isDisjoint(with: Self.numbers(of: letter)) {
            naming.insert(letter.number)
        } else if found.contains(where: { $0.count >= Self.shortest }) {
            holding.insert(letter.number)
        }
    }

    /// Adds the numbers that are only in what is written in base64: an attachment, or a whole letter in its envelope.
    private func lookInside(_ bytes: [UInt8], depth: Int = 1, _ found: inout [[UInt8]]) {
        var left = signs.filter { $0.count >= Self.shortest && !found.contains($0) }
        Base64Stretches.each(bytes) { inner in
            guard !left.isEmpty else { return }
            let text = Self.signs(of: inner)
            found += left.filter { text.holds($0) }
            if depth < Self.deepest { lookInside(inner, depth: depth + 1, &found) }
            left.removeAll { found.contains($0) }
        }
    }

    /// The numbers that the header writes for its patient.
    private static func numbers(in raw: [UInt8]) -> [Identifier] {
        var limits = Limits.standard
        limits.maximumBytes = max(limits.maximumBytes, raw.count)
        guard let (parsed, _) = try? Recognition.parse(raw, limits: limits) else { return [] }
        switch parsed {
        case .resource(let resource): return MedComCitizen.numbers(in: resource.root)
        case .xml(let document): return Citizen.numbers(in: document.root)
        }
    }

    /// What was understood of a letter without effect: a test letter.
    private static func numbers(of letter: LetterRecord) -> [Identifier] {
        letter.reading.flatMap { LetterReading(json: $0) }?.letter.citizen?.identifiers ?? []
    }

    /// The signs of a number or a letter, however a sender has spaced them: without blanks, hyphens, no-break spaces and the zero bytes of
    /// UTF-16, and small letters as capitals.
    private static func signs(of bytes: [UInt8]) -> [UInt8] {
        var signs: [UInt8] = []
        signs.reserveCapacity(bytes.count)
        for byte in bytes {
            switch byte {
            case 0, 0x20, 0x2D, 0xA0, 0xC2: continue
            case 0x61...0x7A: signs.append(byte - 0x20)
            default: signs.append(byte)
            }
        }
        return signs
    }
}

extension [UInt8] {
    fileprivate func holds(_ other: [UInt8]) -> Bool {
        guard let first = other.first else { return false }
        var rest = self[...]
        while let start = rest.firstIndex(of: first) {
            if rest[start...].starts(with: other) { return true }
            rest = rest[(start + 1)...]
        }
        return false
    }
}

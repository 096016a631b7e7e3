import FHIR
import Journal

extension Law {
    static let erasure: [Law] = [
        Law("What is erased of a citizen is gone, and what counts and chains need stays") { journal in
            let mine = try await Written.fill(1, journal)
            let other = try await Written.fill(2, journal)
            let before = try await journal.read { try other.snapshot($0) }
            let erasure = try await journal.commit(.people, at: Sample.now) { writer in
                try writer.erase(.citizen(mine.second), who: "her:1", because: "The citizen asked for it.")
            }
            try await journal.sweep()
            try same(erasure.kind, .citizen, "kind")
            try same(erasure.extent.letters, 2, "letters erased")
            try same(erasure.extent.attachments, 1, "attachments erased: the other is shared")
            try await journal.read { reader in
                try same(try reader.erasures(after: 0, limit: 9), [erasure], "erasures on record")
                try same(try reader.erasures(after: 1, limit: 9), [], "erasures after it")
                let history = try reader.history(of: mine.subject)
                try hold(history.letters.isEmpty && history.facts.isEmpty, "something that was said is still told")
                try same(history.identifiers.map(\.subjectKind), [.erased, .erased], "kinds of identity")
                try hold(try reader.subject(Sample.identifier(1)) == nil, "the number still leads to the citizen")
                try hold(try reader.plan(of: mine.subject) == nil && reader.timers(of: mine.subject).isEmpty, "plan or timers stayed")
                for letter in mine.letters {
                    let record = try reader.letter(letter)
                    try same(record?.erasure, erasure.number, "mark of letter \(letter)")
                    try hold(record?.reading == nil && record?.receipt != nil, "letter \(letter) has content or lost its receipt")
                    try same(try reader.raw(letter: letter), [], "bytes of letter \(letter)")
                    let again = try record.flatMap { try reader.letter(sender: $0.sender, id: $0.id, digest: $0.digest) }
                    try same(again?.number, letter, "letter \(letter) when it comes again")
                }
                try hold(try reader.attachment(mine.attachment) == nil, "the attachment stayed")
                try hold(try reader.attachment(Written.shared) != nil, "the shared attachment went")
                for id in ["obs", "enc"] {
                    let type = id == "obs" ? "Observation" : "Encounter"
                    let versions = try reader.versions(type, "\(id)1", before: nil, limit: 9)
                    try hold(!versions.isEmpty && versions.allSatisfy { $0.resource == nil }, "a version of \(type) has content")
                }
                try same(try reader.outbox(key: "m1")?.state, .withdrawn, "a letter that waited")
                try same(try reader.outbox(key: "m1")?.body, [], "body of a letter that waited")
                try same(try reader.outbox(key: "waiting1")?.body, [1], "a receipt that is owed")
                try same(try reader.outbox(key: "done1")?.body, [], "a receipt that left")
                try same(try reader.counts(now: Sample.now).letters, 4, "letters")
                try same(try other.snapshot(reader), before, "another citizen's")
            }
            try await refuses(.gone, "Erasing twice") {
                _ = try await journal.commit(.people, at: Sample.now) { try $0.erase(.citizen(mine.subject), who: "a", because: "b") }
            }
            try await refuses(.gone, "Changing an erased letter") {
                try await journal.commit(.people, at: Sample.now) { writer in
                    guard var letter = try writer.letter(mine.letters[0]) else { return }
                    letter.attention = "x"
                    try writer.update(letter)
                }
            }
            // The number may come again: it is somebody new.
            let (fresh, _) = try await journal.commit(.letters, at: Sample.now) { writer in
                let subject = try writer.ensureSubject(Sample.identifier(1))
                return (subject, try writer.file(Sample.letter("new", subject: subject), raw: [1], envelope: nil))
            }
            try hold(fresh != mine.subject, "an erased identity came back")
        },
        Law("Letters of nobody that name the citizen go with them, and no letter of anybody else") { journal in
            let mine = try await Written.fill(1, journal)
            let other = try await Written.fill(2, journal)
            let refused = try await journal.commit(.letters, at: Sample.now) { writer in
                try ["named", "kept"].map { id in
                    var letter = Sample.letter(id, content: "secret 1")
                    letter.outcome = .refused
                    letter.attention = "It cannot be read."
                    letter.receipt = Array("{}".utf8)
                    let number = try writer.file(letter, raw: Array("secret raw 1".utf8), envelope: "e")
                    var receipt = Sample.receipt(number, key: "refused \(id)")
                    receipt.state = .done
                    try writer.send(receipt)
                    return number
                }
            }
            let wrong: [(Int64, JournalError.Kind)] = [(other.letters[0], .invalid), (99, .notFound)]
            for (letter, kind) in wrong {
                try await refuses(kind, "Erasing letter \(letter) with a citizen") {
                    _ = try await journal.commit(.people, at: Sample.now) { writer in
                        try writer.erase(.citizen(mine.subject, unfiled: [refused[0], letter]), who: "a", because: "b")
                    }
                }
            }
            let before = try await journal.read { try other.snapshot($0) }
            let erasure = try await journal.commit(.people, at: Sample.now) { writer in
                // One of the citizen's own is no more than it was.
                let unfiled = [refused[0], refused[0], mine.letters[0]]
                return try writer.erase(.citizen(mine.subject, unfiled: unfiled), who: "her:1", because: "The citizen asked for it.")
            }
            try same(erasure.about, mine.subject.description, "whom it is about")
            try same(erasure.extent.letters, 3, "letters erased")
            try await journal.read { reader in
                let gone = try reader.letter(refused[0])
                try same(gone?.erasure, erasure.number, "mark of the letter")
                try hold(gone?.attention == nil && gone?.reading == nil && gone?.receipt != nil, "it has content or lost its receipt")
                try same(try reader.raw(letter: refused[0]), [], "its bytes")
                try same(try reader.outbox(key: "refused named")?.body, [], "the receipt that left for it")
                let again = try gone.flatMap { try reader.letter(sender: $0.sender, id: $0.id, digest: $0.digest) }
                try same(again?.number, refused[0], "the letter when it comes again")
                try hold(try reader.letter(refused[1])?.attention != nil, "a letter that was not named lost its content")
                try same(try reader.raw(letter: refused[1]), Array("secret raw 1".utf8), "bytes of a letter that was not named")
                try same(try other.snapshot(reader), before, "another citizen's")
            }
        },
        Law("One letter or one resource can be erased, and the rest stands") { journal in
            let mine = try await Written.fill(1, journal)
            let (first, second) = (mine.letters[0], mine.letters[1])
            try await journal.commit(.people, at: Sample.now) { writer in
                let erasure = try writer.erase(.letter(first), who: "her:1", because: "It was sent about the wrong person.")
                try same(erasure.extent.facts, 1, "facts erased")
                try writer.apply(mine.projection("again"), to: mine.subject)
            }
            try await journal.read { reader in
                try same(try reader.history(of: mine.subject).letters.map(\.number), [second], "letters left")
                try same(try reader.history(of: mine.subject).facts.map(\.source), [.letter(second)], "facts left")
                let versions = try reader.versions("Encounter", "enc1", before: nil, limit: 9)
                try same(versions.map { $0.resource != nil }, [true, false, false], "versions of what was worked out")
                try hold(try reader.resource("Observation", "obs1")?.resource != nil, "a client's resource went with the letter")
                try hold(try reader.raw(letter: second)?.isEmpty == false, "another letter's bytes went")
            }
            try await refuses(.invalid, "Erasing what is worked out") {
                _ = try await journal.commit(.people, at: Sample.now) { writer in
                    try writer.erase(.resource(type: "Encounter", id: "enc1"), who: "a", because: "b")
                }
            }
            let whole = try await journal.commit(.people, at: Sample.now) { writer in
                try writer.erase(.resource(type: "Observation", id: "obs1"), who: "a", because: "b")
            }
            try same(whole.extent.resources, 1, "resources erased")
            try await journal.read { reader in
                let versions = try reader.versions("Observation", "obs1", before: nil, limit: 9)
                try same(versions.map(\.version), [3, 2, 1], "versions that are known to have been")
                try hold(versions.allSatisfy { $0.resource == nil }, "a version has content")
                try same(try reader.changes(ChangeQuery(type: "Observation")).versions.map(\.version), [3, 2, 1], "changes")
                try same(try reader.erasures(after: 0, limit: 9).map(\.about), [String(first), "Observation/obs1"], "on record")
            }
            let wrong: [(Erasure.Scope, JournalError.Kind)] = [
                (.letter(first), .gone), (.letter(99), .notFound), (.citizen(SubjectID(99)), .notFound),
                (.resource(type: "Observation", id: "obs1"), .gone), (.resource(type: "Basic", id: "none"), .notFound),
            ]
            for (scope, kind) in wrong {
                try await refuses(kind, "Erasing \(scope)") {
                    _ = try await journal.commit(.people, at: Sample.now) { try $0.erase(scope, who: "a", because: "b") }
                }
            }
            try await refuses(.invalid, "Erasing without a reason") {
                _ = try await journal.commit(.people, at: Sample.now) { try $0.erase(.letter(second), who: "a", because: "") }
            }
        },
        Law("Bytes are given up when their time is over, the oldest first, in slices") { journal in
            for day in 0..<5 {
                try await journal.commit(.letters, at: Sample.now.adding(seconds: Int64(day) * 86_400)) { writer in
                    var letter = Sample.letter("l\(day)")
                    letter.received = writer.now
                    let number = try writer.file(letter, raw: [7], envelope: nil)
                    var item = Sample.receipt(number, key: "k\(day)")
                    item.created = writer.now
                    item.state = day == 1 ? .waiting : .done
                    try writer.send(item)
                }
            }
            let limit = Sample.now.adding(seconds: 3 * 86_400)
            for bytes in RetainedBytes.allCases {
                var slices: [Int] = []
                repeat {
                    slices.append(
                        try await journal.commit(.background, at: Sample.now) { writer in
                            try writer.giveUp(bytes, before: limit, limit: 2, because: "Three days.")
                        })
                } while slices.last != 0
                try same(slices, [2, 1, 0], "slices of \(bytes.rawValue)")
            }
            try await journal.read { reader in
                try same(try (1...5).map { try reader.raw(letter: $0) }, [[], [], [], [7], [7]], "bytes of letters")
                try same(try (0..<5).map { try reader.outbox(key: "k\($0)")?.body }, [[], [1], [], [1], [1]], "bytes of receipts")
                try same(
                    try reader.erasures(after: 0, limit: 9).map(\.kind), [.retention, .retention, .retention, .retention], "on record")
                try same(try reader.letters(LetterQuery()).count, 5, "letters")
            }
        },
    ]
}

/// A citizen with two numbers, two letters, attachments, resources, messages and a plan.
private struct Written: Sendable {
    var number: Int
    var subject: SubjectID
    var second: SubjectID
    var letters: [Int64]
    var attachment: [UInt8]

    static let shared = ContentHash.of([9, 9])

    static func fill(_ number: Int, _ journal: any Journal) async throws -> Written {
        let (subject, second, letters) = try await journal.commit(.letters, at: Sample.now) { writer in
            let subject = try writer.ensureSubject(Sample.identifier(number))
            let second = try writer.ensureSubject(Sample.identifier(number + 10))
            var letters: [Int64] = []
            for part in 0..<2 {
                _ = try writer.attach([UInt8(number), 1], mediaType: "image/png")
                if part == 0 { _ = try writer.attach([9, 9], mediaType: "image/png") }
                var letter = Sample.letter("l\(number)-\(part)", subject: part == 0 ? subject : second, content: "secret \(number)")
                letter.receipt = Array("{}".utf8)
                let filed = try writer.file(letter, raw: Array("secret raw \(number)".utf8), envelope: "e")
                try writer.say(Sample.fact(part == 0 ? subject : second, letter: filed, "secret \(number)"))
                letters.append(filed)
            }
            var receipt = Sample.receipt(letters[0], key: "done\(number)")
            receipt.state = .done
            try writer.send(receipt)
            try writer.send(Sample.receipt(letters[1], key: "waiting\(number)"))
            try writer.send(Sample.message(subject, key: "m\(number)"))
            for version in 1...2 {
                let resource = Resource.build("Observation", id: "obs\(number)") { $0.field("status", "secret \(version)") }
                _ = try writer.put(resource, id: "obs\(number)", subject: subject, source: .act(0), ifVersion: nil)
            }
            return (subject, second, letters)
        }
        let written = Written(
            number: number, subject: subject, second: second, letters: letters, attachment: ContentHash.of([UInt8(number), 1]))
        try await journal.commit(.people, at: Sample.now) { writer in
            try writer.link(Link(subject, second, source: .act(0)))
            try writer.apply(written.projection("secret"), to: subject)
        }
        return written
    }

    func projection(_ text: String) -> Projection {
        Sample.projection(
            text, resources: [Sample.encounter(subject, "enc\(number)", status: text)], work: [Sample.work(subject, "w")],
            timers: [Timer(subject: subject, key: "t", due: Sample.now)])
    }

    func snapshot(_ reader: any JournalReader) throws -> [String] {
        let history = try reader.history(of: subject)
        let resources = try ["Observation/obs", "Encounter/enc"].flatMap { name in
            let parts = name.split(separator: "/")
            return try reader.versions(String(parts[0]), "\(parts[1])\(number)", before: nil, limit: 9).map {
                $0.resource.map { String(decoding: $0.bytes, as: UTF8.self) } ?? "none"
            }
        }
        return [
            "\(history.letters) \(history.facts)", "\(try letters.map { try reader.raw(letter: $0) ?? [] })", "\(resources)",
            "\(try reader.outbox(key: "m\(number)").map { "\($0)" } ?? "")", "\(try reader.plan(of: subject)?.plan ?? [])",
            "\(try reader.attachment(attachment)?.bytes ?? [])",
        ]
    }
}

import FHIR
import Journal

extension Law {
    static let letters: [Law] = [
        Law("A letter is known again by sender, id and content") { journal in
            let (subject, number) = try await Sample.admit(1, journal)
            let letter = Sample.letter("l1", subject: subject)
            try await refuses(.conflict, "The same letter again") {
                _ = try await journal.commit(.letters, at: Sample.now) { try $0.file(letter, raw: [1], envelope: nil) }
            }
            let other = try await journal.commit(.letters, at: Sample.now) { writer in
                try writer.arrived(Arrival(letter: number, at: Sample.now.adding(seconds: 9), envelope: "e2"))
                _ = try writer.file(Sample.letter("l1", sender: "her:60"), raw: [1], envelope: nil)
                return try writer.file(Sample.letter("l1", subject: subject, content: "two"), raw: [2], envelope: nil)
            }
            try await journal.read { reader in
                var filed = letter
                filed.number = number
                try same(try reader.letter(sender: "her:59", id: "l1", digest: letter.digest), filed, "the letter")
                try same(try reader.letters(sender: "her:59", id: "l1").map(\.number), [number, other], "the id reused")
                try hold(try reader.letter(sender: "her:59", id: "l1", digest: Sample.digest("x")) == nil, "a letter with other content")
                try hold(try reader.letter(sender: "her:5", id: "9l1", digest: letter.digest) == nil, "a letter of another sender")
                try same(try reader.arrivals(of: number).map(\.envelope), ["e1", "e2"], "arrivals")
                try same(try reader.raw(letter: number), Array("raw 1".utf8), "bytes")
                try hold(try reader.raw(letter: 99) == nil, "bytes of nothing")
            }
        },
        Law("A letter that cannot be read is kept, and known again by its bytes") { journal in
            var letter = Sample.letter("", sender: "")
            letter.outcome = .unreadable
            letter.attention = "Nobody can read this."
            let kept = letter
            try await journal.commit(.letters, at: Sample.now) { _ = try $0.file(kept, raw: [0, 255], envelope: nil) }
            try await journal.read { reader in
                try same(try reader.letter(sender: "", id: "", digest: kept.digest)?.number, 1, "the letter")
                try same(try reader.letters(sender: "", id: "").count, 0, "letters without id")
                try hold(try reader.letter(sender: "", id: "", digest: Sample.digest("x")) == nil, "another")
            }
        },
        Law("A letter may move and be judged anew, but never says something else") { journal in
            let (subject, number) = try await Sample.admit(1, journal)
            let other = try await Sample.subject(2, journal)
            try await journal.commit(.people, at: Sample.now) { writer in
                guard var letter = try writer.letter(number) else { throw LawBroken("no letter") }
                letter.subject = other
                letter.attention = "Look."
                letter.receipt = [1]
                try writer.update(letter)
            }
            try await refuses(.invalid, "A letter with another id") {
                try await journal.commit(.people, at: Sample.now) { writer in
                    guard var letter = try writer.letter(number) else { return }
                    letter.id = "x"
                    try writer.update(letter)
                }
            }
            try await journal.read { reader in
                try same(try reader.history(of: subject).letters.count, 0, "letters of the first")
                try same(try reader.history(of: other).letters.map(\.number), [number], "letters of the second")
                try same(try reader.counts(now: Sample.now).needingAttention, 1, "needing attention")
            }
        },
        Law("Letters are listed newest first, by what is asked") { journal in
            for number in 1...9 {
                try await journal.commit(.letters, at: Sample.now) { writer in
                    let subject = try writer.ensureSubject(Sample.identifier(number % 2))
                    var letter = Sample.letter("l\(number)", subject: subject)
                    if number % 3 == 0 { letter.attention = "Look." }
                    if number % 4 == 0 { letter.outcome = .refused }
                    _ = try writer.file(letter, raw: [1], envelope: nil)
                }
            }
            @Sendable func numbers(_ change: @Sendable (inout LetterQuery) -> Void) async throws -> [Int64] {
                var query = LetterQuery()
                change(&query)
                let asked = query
                return try await journal.read { try $0.letters(asked).map(\.number) }
            }
            try same(try await numbers { _ in }, [9, 8, 7, 6, 5, 4, 3, 2, 1], "all")
            try same(try await numbers { $0.before = 4 }, [3, 2, 1], "a page")
            try same(try await numbers { $0.limit = 2 }, [9, 8], "the newest")
            try same(try await numbers { $0.needsAttention = true }, [9, 6, 3], "needing attention")
            try same(try await numbers { $0.outcome = .refused }, [8, 4], "refused")
            try same(try await numbers { $0.outcome = .accepted }, [9, 7, 6, 5, 3, 2, 1], "accepted")
            try same(try await numbers { $0.subjects = [SubjectID(2)] }, [8, 6, 4, 2], "of one citizen")
            try same(
                try await numbers {
                    $0.subjects = [SubjectID(1), SubjectID(2)]
                    $0.needsAttention = true
                    $0.before = 9
                }, [6, 3], "of two citizens, needing attention, a page")
        },
        Law("An attachment is kept once, and a fact is said once") { journal in
            let (subject, letter) = try await Sample.admit(1, journal)
            let hashes = try await journal.commit(.letters, at: Sample.now) { writer in
                try writer.say(Sample.fact(subject, letter: letter))
                return [try writer.attach([1, 2], mediaType: "image/png"), try writer.attach([1, 2], mediaType: "image/png")]
            }
            try same(hashes[0], hashes[1], "hashes")
            try same(hashes[0], ContentHash.of([1, 2]), "hash")
            try await journal.read { reader in
                try same(try reader.attachment(hashes[0])?.bytes, [1, 2], "attachment")
                try hold(try reader.attachment([1]) == nil, "an attachment of nothing")
                let facts = try reader.history(of: subject).facts
                try same(facts.map(\.number), [1], "facts")
                try same(facts.first?.commit, 1, "commit of the fact")
                try same(facts.first.map { try? reader.fact($0.number) } ?? nil, facts.first, "the fact by number")
            }
        },
        Law("An act's fact is its own source") { journal in
            let subject = try await Sample.subject(1, journal)
            let number = try await journal.commit(.people, at: Sample.now) { writer in
                var fact = Sample.fact(subject, letter: 1)
                fact.source = .act(0)
                return try writer.say(fact)
            }
            try await journal.read { try same(try $0.fact(number)?.source, .act(number), "source") }
        },
    ]
}

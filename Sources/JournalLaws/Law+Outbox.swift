import FHIR
import Journal

extension Law {
    static let outbox: [Law] = [
        Law("The same effect is queued once") { journal in
            let (_, letter) = try await Sample.admit(1, journal)
            let numbers = try await withThrowingTaskGroup(of: Int64.self) { group in
                for _ in 0..<20 {
                    group.addTask { try await journal.commit(.letters, at: Sample.now) { try $0.send(Sample.receipt(letter, key: "k")) } }
                }
                return try await group.reduce(into: Set<Int64>()) { $0.insert($1) }
            }
            try same(numbers, [1], "numbers")
            try await refuses(.notFound, "A receipt for no letter") {
                try await journal.commit(.letters, at: Sample.now) { _ = try $0.send(Sample.receipt(99, key: "x")) }
            }
            try await refuses(.invalid, "A receipt that answers nothing") {
                try await journal.commit(.letters, at: Sample.now) { writer in
                    var item = Sample.receipt(letter, key: "y")
                    item.answers = nil
                    try writer.send(item)
                }
            }
        },
        Law("What waits is found when its time has come, and no longer when it is done") { journal in
            let (subject, letter) = try await Sample.admit(1, journal)
            try await journal.commit(.letters, at: Sample.now) { writer in
                var late = Sample.message(subject, key: "late")
                late.nextAttempt = Sample.now.adding(seconds: 60)
                try writer.send(late)
                try writer.send(Sample.receipt(letter, key: "now"))
            }
            try await journal.read { reader in
                try same(try reader.outbox(dueBy: Sample.now, limit: 9).map(\.key), ["now"], "due now")
                try same(try reader.outbox(dueBy: Sample.now.adding(seconds: 60), limit: 9).map(\.key), ["now", "late"], "due later")
                try same(try reader.counts(now: Sample.now).oldestUnanswered, Sample.now, "oldest unanswered")
                try same(try reader.outbox(letterID: "m-late").map(\.key), ["late"], "by id of the letter inside")
                try same(try reader.outbox(letterID: "r-now").map(\.key), [], "receipts are not found so")
            }
            try await journal.commit(.letters, at: Sample.now) { writer in
                guard var item = try writer.outbox(key: "now") else { throw LawBroken("no item") }
                item.state = .done
                item.attempts = 1
                item.note = "200"
                try writer.update(item)
                guard var message = try writer.outbox(key: "late") else { throw LawBroken("no item") }
                message.state = .sent
                try writer.update(message)
            }
            try await journal.read { reader in
                try same(try reader.outbox(dueBy: Sample.now.adding(seconds: 60), limit: 9).map(\.key), ["late"], "due later")
                try same(try reader.outbox(key: "now")?.note, "200", "note")
                try same(try reader.counts(now: Sample.now).outboxWaiting, 0, "waiting")
                try hold(try reader.counts(now: Sample.now).oldestUnanswered == nil, "a letter is still unanswered")
                var query = OutboxQuery()
                try same(try reader.outbox(query).map(\.key), ["now", "late"], "all")
                query.states = [.done]
                try same(try reader.outbox(query).map(\.key), ["now"], "done")
                query.states = [.sent, .waiting]
                try same(try reader.outbox(query).map(\.key), ["late"], "sent or waiting")
                query.states = nil
                query.kind = .letter
                try same(try reader.outbox(query).map(\.key), ["late"], "letters")
                query.kind = nil
                query.subjects = [subject]
                try same(try reader.outbox(query).map(\.key), ["late"], "of one citizen")
                query.subjects = nil
                query.needsAttention = true
                try same(try reader.outbox(query).map(\.key), [], "nobody needs to look")
                query.needsAttention = false
                query.before = 2
                try same(try reader.outbox(query).map(\.key), ["late"], "a page")
            }
        },
        Law("What failed, and what waits because something is in its way, needs a human") { journal in
            try await journal.commit(.letters, at: Sample.now) { writer in
                for key in ["fine", "no way", "refused"] { try writer.send(Sample.message(nil, key: key)) }
                for (key, state) in [("no way", OutboxItem.State.waiting), ("refused", .failed)] {
                    guard var item = try writer.outbox(key: key) else { throw LawBroken("no item") }
                    item.state = state
                    item.nextAttempt = state == .waiting ? Sample.now : nil
                    item.note = "Something is in its way."
                    try writer.update(item)
                }
            }
            try await journal.read { reader in
                var query = OutboxQuery()
                query.needsAttention = true
                try same(try reader.outbox(query).map(\.key), ["refused", "no way"], "needing a human")
                query.states = [.waiting]
                try same(try reader.outbox(query).map(\.key), ["no way"], "waiting ones")
                let counts = try reader.counts(now: Sample.now)
                try same(counts.outboxNeedingAttention, 2, "count of those needing a human")
                try same(counts.outboxWaiting, 2, "count of those waiting")
            }
        },
        Law("Who looked at what needed a human stays on record, as often as somebody did") { journal in
            let (subject, letter) = try await Sample.admit(1, journal)
            let item = try await journal.commit(.letters, at: Sample.now) { writer in
                let number = try writer.send(Sample.message(subject, key: "failed"))
                guard var item = try writer.outbox(number) else { throw LawBroken("no item") }
                item.state = .failed
                item.note = "No receipt came."
                try writer.update(item)
                return number
            }
            let later = Sample.now.adding(seconds: 60)
            try await journal.commit(.people, at: later) { writer in
                guard var handled = try writer.outbox(item) else { throw LawBroken("no item") }
                handled.state = .handled
                try writer.update(handled)
                for (kind, about, why) in [
                    (Handling.Kind.delivery, item, "telephone"), (.letter, letter, "read"), (.letter, letter, "again"),
                ] {
                    try writer.record(
                        Handling(kind, about, at: Sample.now, who: "org", because: why, trouble: why == "again" ? nil : "trouble"))
                }
            }
            try await journal.read { reader in
                var query = OutboxQuery()
                query.needsAttention = true
                try same(try reader.outbox(query).map(\.key), [], "needing a human")
                query.needsAttention = false
                query.states = [.handled]
                try same(try reader.outbox(query).map(\.note), ["No receipt came."], "handled")
                try same(try reader.counts(now: Sample.now).outboxNeedingAttention, 0, "count of those needing a human")
                let sent = try reader.handlings(.delivery, of: [item, 99])
                try same(sent.map(\.because), ["telephone"], "of the item")
                try same(sent.map(\.at), [later], "time")
                try same(sent.map(\.commit), [try reader.lastCommit()], "commit")
                let letters = try reader.handlings(.letter, of: [letter])
                try same(letters.map(\.because), ["read", "again"], "of the letter")
                try same(letters.map(\.trouble), ["trouble", nil], "troubles")
                try same(try reader.handlings(.letter, of: []), [], "of none")
            }
            for kind in Handling.Kind.allCases {
                try await refuses(.notFound, "Looking at nothing") {
                    try await journal.commit(.people, at: later) { writer in
                        try writer.record(Handling(kind, 99, at: later, who: "org", because: "x", trouble: nil))
                    }
                }
            }
            _ = try await journal.commit(.people, at: later) { try $0.erase(.citizen(subject), who: "org", because: "asked") }
            try await journal.read { reader in
                let left = try reader.handlings(.delivery, of: [item]) + reader.handlings(.letter, of: [letter])
                try same(left.map(\.who), ["org", "org", "org"], "who looked, after erasing")
                try hold(left.allSatisfy { $0.because.isEmpty && $0.trouble == nil }, "words stayed after erasing")
            }
        },
        Law("A letter that was sent is not withdrawn, and one withdrawn is wanted again") { journal in
            let (subject, _) = try await Sample.admit(1, journal)
            let both = [Sample.message(subject, key: "sent"), Sample.message(subject, key: "waits")]
            try await Sample.apply(Sample.projection("a", messages: both), to: subject, journal)
            try await journal.commit(.letters, at: Sample.now) { writer in
                guard var item = try writer.outbox(key: "sent") else { throw LawBroken("no item") }
                item.state = .sent
                item.attempts = 1
                try writer.update(item)
                try writer.send(Sample.message(subject, key: "by hand"))
            }
            try await Sample.apply(Sample.projection("b"), to: subject, journal)
            try await journal.read { reader in
                let states = try ["sent", "waits", "by hand"].map { try reader.outbox(key: $0)?.state }
                try same(states, [.sent, .withdrawn, .waiting], "states")
            }
            try await Sample.apply(Sample.projection("c", messages: both), to: subject, journal)
            try await journal.read { reader in
                try same(try ["sent", "waits"].map { try reader.outbox(key: $0)?.state }, [.sent, .waiting], "states")
                try hold(try reader.outbox(key: "waits")?.nextAttempt != nil, "it would never leave")
            }
        },
    ]

    static let counting: [Law] = [
        Law("Ids are fresh, settings are kept, parties are learned once") { journal in
            let ids = try await withThrowingTaskGroup(of: [String].self) { group in
                for _ in 0..<10 {
                    group.addTask {
                        try await journal.commit(.people, at: Sample.now) { [try $0.newID(), try $0.newID()] }
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            try same(Set(ids).count, 20, "fresh ids")
            try hold(ids.allSatisfy { ResourceID.isValid($0) && SubjectID(text: $0) == nil }, "an id is invalid or a citizen's")
            try await journal.commit(.people, at: Sample.now) { writer in
                try writer.set("production", "yes")
                try writer.set("gone", "x")
                try writer.set("gone", nil)
                try writer.learn([1], address: "her:1")
                try writer.learn([2], address: "her:2")
                try writer.learn([3], address: "her:1")
                try same(try writer.setting("production"), "yes", "a setting in its own commit")
            }
            try await journal.read { reader in
                try same(try reader.setting("production"), "yes", "setting")
                try hold(try reader.setting("gone") == nil, "a setting taken away")
                try same(try reader.learnedParties(), [[1], [2]], "parties")
            }
        },
        Law("A commit sees what it has written, and a reader sees whole commits") { journal in
            let reads = Task {
                for _ in 0..<200 {
                    try await journal.read { reader in
                        let counts = try reader.counts(now: Sample.now)
                        try same(counts.citizens, counts.letters, "citizens and letters")
                        try same(try reader.lastFeedNumber(), Int64(counts.letters), "feed and letters")
                    }
                }
            }
            for number in 0..<100 {
                try await journal.commit(.letters, at: Sample.now) { writer in
                    let subject = try writer.ensureSubject(Sample.identifier(number))
                    try same(try writer.group(of: subject), [subject], "group")
                    let letter = try writer.file(Sample.letter("l\(number)", subject: subject), raw: [1], envelope: nil)
                    try same(try writer.history(of: subject).letters.map(\.number), [letter], "letters")
                    try same(try writer.lastFeedNumber(), Int64(number + 1), "feed")
                    try same(writer.commit, Int64(number + 1), "commit")
                }
            }
            try await reads.value
        },
    ]
}

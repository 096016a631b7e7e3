import FHIR
import HTTPTypes
import Testing

/// Professionals with clients of their own, at one plan.
@Suite("A1.4 Several FHIR clients change one plan") struct ConcurrentTaskTests {
    /// What a professional wants of the step.
    static let wishes: [@Sendable (Resource) -> Resource] = [
        { $0.setting("restriction.period.end", to: "2026-01-09T09:00:00Z") },
        { $0.setting("status", to: "on-hold").setting("statusReason.text", to: "waits for the daughter") },
        { $0.setting("note[0].text", to: "ring first") }, { $0.setting("status", to: "completed") },
    ]

    @Test(
        "A1.4: of two who saw one version one is taken and the other told to read again; then both stand, and both see it",
        arguments: 0..<12)
    func two(_ seed: Int) async throws {
        let room = try await PlanRoom()
        let (one, other) = (Self.wishes[seed / 3], Self.wishes[(seed / 3 + 1 + seed % 3) % 4])
        let seen = try await room.read()
        async let first = room.send(.put, one(seen.task), ifMatch: seen.tag)
        async let second = room.send(.put, other(seen.task), ifMatch: seen.tag)
        let replies = await [first, second]
        #expect(replies.map(\.status).sorted() == [200, 412], "\(replies.map(\.text))")
        #expect(replies.first { $0.status == 412 }?.sentence.contains("Read it again") == true)
        let before = try await room.read()
        let loser = replies[0].status == 412 ? one : other
        let again = await room.send(.put, loser(before.task), ifMatch: before.tag)
        // A step that is done cannot rest, which is said; whatever was taken stands.
        #expect([200, 422].contains(again.status), "\(again.text)")
        let (mine, theirs) = (try await room.read(), try await room.read())
        #expect(mine.tag == theirs.tag && mine.task.bytes == theirs.task.bytes)
        #expect(try await room.acts().count == (again.status == 200 ? 3 : 2), "the start, and every change that was taken")
    }

    @Test("A1.4: a version that another has changed meanwhile is refused without If-Match too, when the body says which it was")
    func stale() async throws {
        let room = try await PlanRoom()
        let seen = try await room.read()
        let moved = Self.wishes[0](seen.task)
        #expect(await room.send(.put, moved).status == 200)
        let late = await room.send(.put, Self.wishes[2](seen.task))
        #expect(late.status == 412 && late.sentence.hasPrefix("The Task has changed since the version that `meta.versionId` names."))
        let stands = try await room.read().task
        #expect(stands.root.string("restriction.period.end") == "2026-01-09T09:00:00Z" && stands.root.string("note.text") == nil)
    }

    @Test("A1.4: eight clients remark at once, and after reading again as often as needed all eight remarks stand") func many() async throws
    {
        let room = try await PlanRoom()
        let refused = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<8 {
                group.addTask {
                    var refused = 0
                    while refused < 100 {
                        let (task, tag) = try await room.read()
                        let count = task.root.each("note").count
                        let reply = await room.send(
                            .put, task.setting("note[\(count)].text", to: .string("remark \(number)")), ifMatch: tag)
                        if reply.status == 200 { return refused }
                        #expect(reply.status == 412, "\(reply.text)")
                        refused += 1
                    }
                    return refused
                }
            }
            return try await group.reduce(0, +)
        }
        let notes = try await room.read().task.root.each("note.text").compactMap(\.text)
        #expect(notes.sorted() == (0..<8).map { "remark \($0)" } && refused < 800)
    }
}

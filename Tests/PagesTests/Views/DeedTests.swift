import Exchange
import Journal
import Pathways
import Testing

@testable import Pages

@Suite("Deeds") struct DeedTests {
    struct Row: Sendable {
        var target: String
        var form: [(String, String)]
        var asked: String
        var goesTo: String
        /// Whether the deed is refused without a reason.
        var needsReason: Bool

        init(_ target: String, _ form: [(String, String)], _ asked: String, goesTo: String, needsReason: Bool) {
            self.target = target
            self.form = form
            self.asked = asked
            self.goesTo = goesTo
            self.needsReason = needsReason
        }
    }

    static let rows: [Row] = [
        Row("/citizens/1", [("deed", "done"), ("value", "1/answer")], "done 1/answer of 1", goesTo: "/citizens/1", needsReason: false),
        Row("/citizens/1", [("deed", "skip"), ("value", "1/answer")], "skip 1/answer of 1", goesTo: "/citizens/1", needsReason: true),
        Row("/citizens/1", [("deed", "reopen"), ("value", "1/answer")], "reopen 1/answer of 1", goesTo: "/citizens/1", needsReason: true),
        Row(
            "/citizens/1", [("deed", "answer-yes"), ("value", "1")], "answer yes in stay 1 of 1", goesTo: "/citizens/1", needsReason: false),
        Row("/citizens/1", [("deed", "answer-no"), ("value", "1")], "answer no in stay 1 of 1", goesTo: "/citizens/1", needsReason: false),
        Row(
            "/citizens/1", [("deed", "contacted"), ("value", "1")], "contacted after stay 1 of 1", goesTo: "/citizens/1", needsReason: false
        ),
        Row("/citizens/1", [("deed", "seen"), ("value", "1!x")], "seen 1!x of 1", goesTo: "/citizens/1", needsReason: true),
        Row("/citizens/1", [("deed", "unlink"), ("value", "1-2")], "unlink 1 and 2", goesTo: "/citizens/1", needsReason: true),
        Row("/letters/3", [("deed", "handled")], "handled letter 3", goesTo: "/letters/3", needsReason: true),
        Row("/deliveries/1", [("deed", "handled")], "handled delivery 1", goesTo: "/letters?show=attention", needsReason: true),
        Row("/letters/3", [("deed", "move"), ("to", "2")], "move letter 3 to 2", goesTo: "/letters/3", needsReason: true),
        Row("/letters/3", [("deed", "move"), ("to", Course.other)], "move letter 3 to 2", goesTo: "/letters/3", needsReason: true),
    ]

    static func hub() async throws -> Hub {
        let hub = Hub()
        try await hub.file(Course.upToReady)
        try await hub.file(Course.letter("LOG_INNLAGT", .admitted, at: "2026-02-05T07:00:00", of: Course.citizen([Course.other])))
        try await hub.queue(.letter, "c", to: "her:59", type: "DIALOG_SVAR", subject: SubjectID(1), state: .failed, note: "404")
        return hub
    }

    @Test("are done for the organisation that was chosen, with the reason given", arguments: rows.indices) func done(_ place: Int)
        async throws
    {
        let row = Self.rows[place]
        let hub = try await Self.hub()
        let reply = await hub.post(row.target, row.form + [("because", "å & \"b\"")], ["Cookie": "lang=nb; for=fjordby"])
        #expect(hub.deeds.asked == ["\(row.asked) by fjordby: å & \"b\""])
        // A page that is loaded again must not do it again.
        #expect(reply.status == 303 && reply.header("Location") == row.goesTo && reply.bytes.isEmpty)
    }

    @Test("that take something back or away need a reason", arguments: rows.indices, ["", "  ", "\t\n", "\u{A0}"]) func reason(
        _ place: Int, _ because: String
    ) async throws {
        let row = Self.rows[place]
        let hub = try await Self.hub()
        let reply = await hub.post(row.target, row.form + [("because", because)], ["Cookie": "for=fjordby"])
        #expect(hub.deeds.asked == (row.needsReason ? [] : ["\(row.asked) by fjordby: "]))
        #expect(reply.status == (row.needsReason ? 400 : 303))
        if row.needsReason { #expect(reply.page.text.contains(Text.whyMissingText.wording.nb)) }
    }

    @Test(
        "that name nothing that can be done are refused, and nobody is told that they were",
        arguments: [
            ("/citizens/1", [("deed", "")]), ("/citizens/1", [("deed", "burn"), ("value", "1/answer")]),
            ("/citizens/1", [("deed", "answer-yes"), ("value", "x")]), ("/citizens/1", [("deed", "contacted"), ("value", "")]),
            ("/citizens/1", [("deed", "unlink"), ("value", "1")]), ("/citizens/1", [("deed", "unlink"), ("value", "1-2-3")]),
            ("/letters/3", [("deed", "burn")]), ("/letters/3", [("value", "1")]), ("/deliveries/1", [("deed", "burn")]),
        ])
    func unknown(_ target: String, _ form: [(String, String)]) async throws {
        let hub = try await Self.hub()
        let reply = await hub.post(target, form + [("because", "x")])
        #expect(hub.deeds.asked == [] && reply.status == 409)
        #expect(reply.page.text.contains("Skjemaet ba ikke om noe som kan gjøres her; last siden på nytt."))
    }

    @Test(
        "on what is not there are not found",
        arguments: [
            ("/citizens/0", [("deed", "done"), ("value", "1/answer")]), ("/letters/x", [("deed", "handled")]),
            ("/letters/3", [("deed", "move"), ("to", "nobody")]), ("/today/fjordby", []), ("/", []), ("/letters/3/raw", []),
            ("/deliveries/9", [("deed", "handled")]), ("/deliveries/x", [("deed", "handled")]),
        ])
    func missing(_ target: String, _ form: [(String, String)]) async throws {
        let hub = try await Self.hub()
        let reply = await hub.post(target, form + [("because", "x")])
        #expect(hub.deeds.asked == [] && reply.status == 404)
    }

    @Test(
        "that the desk refuses are answered with its sentence and a status of its kind",
        arguments: zip(
            [JournalError.Kind.notFound, .gone, .invalid, .conflict, .full, .readOnly, .newerVersion, .damaged, .unavailable],
            [404, 404, 409, 409, 503, 503, 503, 503, 503]))
    func refusal(_ kind: JournalError.Kind, status: Int) async throws {
        let hub = try await Self.hub()
        hub.deeds.refuses(with: JournalError(kind, "There is no ready notice to answer; read the page again."))
        let reply = await hub.post("/citizens/1", [("deed", "answer-yes"), ("value", "1")])
        #expect(reply.status == status)
        #expect(reply.page.text.contains("Det er ingen melding om utskrivningsklar å svare på; les siden på nytt."))
        #expect(reply.page.all("a") { $0.attributes["id"] == "main" }.map(\.href) == ["/"])
    }
}

import FHIR
import Foundation
import Running
import Testing

@Suite("The access log of the built program") struct AccessLogTests {
    /// A store with a letter of one citizen; gives the citizen's id.
    private func received(_ program: Program) async throws -> String {
        try program.write("letter.json", Fixture.Notification().text)
        let received = try await program.run("receive", "letter.json", "--store", program.store, "--format", "json")
        return try #require(
            try Resource(json: Array(#"{"resourceType":"Basic","a":"#.utf8) + Array(received.lines[0].utf8) + [0x7D]).root.string(
                "a.citizen"))
    }

    @Test("has what commands did and showed of a citizen, and audit writes it as AuditEvents")
    func audit() async throws {
        let program = try Program()
        defer { program.remove() }
        let citizen = try await received(program)
        #expect(try await program.run("show", citizen, "--store", program.store).code == 0)
        let audit = try await program.run("audit", citizen, "--store", program.store)
        #expect(audit.code == 0, "\(audit.narration)")
        let events = try audit.lines.map { try Resource(json: Array($0.utf8)) }
        #expect(events.map { $0.root.string("subtype.code") } == ["log", "page", "letter"])
        #expect(events.allSatisfy { $0.type == "AuditEvent" && $0.root.string("entity.what.reference") == "Patient/\(citizen)" })
        #expect(events.allSatisfy { $0.root.string("agent.who.identifier.value")?.hasPrefix("operator:") ?? false })
        #expect(!audit.output.contains(Fixture.Notification().number))
        let nobody = try await program.run("audit", "zzzz", "--store", program.store)
        #expect(nobody.code == 1 && nobody.narration == "There is no such citizen in this store.\n")
        #expect(try await program.run("audit", "--store", program.store).code == 2)
        #expect(try await program.run("audit", "--prune", "2020", "--store", program.store).code == 2)
        let pruned = try await program.run("audit", "--prune", "2020-01-01T00:00:00Z", "--store", program.store)
        #expect(pruned.code == 0 && pruned.narration.hasSuffix("nothing is removed.\n"))
    }

    @Test("is verified by check: a changed byte, a lost end and a lost log are each told")
    func check() async throws {
        let program = try Program()
        defer { program.remove() }
        let citizen = try await received(program)
        _ = try await program.run("show", citizen, "--store", program.store)
        #expect(try await program.run("check", "--store", program.store).code == 0)
        let file = program.store + "-access-log/000000000001.log"
        let whole = try #require(FileManager.default.contents(atPath: file))
        let text = String(decoding: whole, as: UTF8.self)
        func check(_ changed: String) async throws -> [String] {
            try Data(changed.utf8).write(to: URL(fileURLWithPath: file))
            let checked = try await program.run("check", "--store", program.store)
            #expect(checked.code == (checked.lines.isEmpty ? 0 : 1))
            return checked.lines
        }
        #expect(
            try await check(text.replacing("\"did\":\"page\"", with: "\"did\":\"read\"")).contains {
                $0.hasPrefix("log-entry-changed at entry 2")
            })
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(try await check(lines.dropLast(2).joined(separator: "\n") + "\n").contains { $0.hasPrefix("log-cut-short") })
        #expect(try await check(text) == [])
        try FileManager.default.removeItem(atPath: program.store + "-access-log")
        #expect(try await program.run("check", "--store", program.store).lines.contains { $0.hasPrefix("log-cut-short") })
    }
}

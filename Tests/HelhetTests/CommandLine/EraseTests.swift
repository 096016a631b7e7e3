import Foundation
import Running
import Testing

@Suite("The command line erases") struct EraseTests {
    @Test("a citizen after it was confirmed, and knows the letter when it comes again")
    func citizen() async throws {
        let program = try Program()
        defer { program.remove() }
        let fixture = Fixture.Notification()
        try program.write("letter.json", fixture.text)
        let received = try await program.run("receive", "letter.json", "--store", program.store, "--format", "json")
        let citizen = try #require(try CommandLineTests.object(received.lines[0])["citizen"])
        let order = ["erase", citizen, "--by", "A. N.", "--because", "Case 1.", "--store", program.store]

        let unsure = try await program.run(order, input: "no\n")
        #expect(unsure.code == 1)
        #expect(unsure.narration.hasSuffix("It was not confirmed; nothing is erased.\n"))
        #expect(try await program.run("show", citizen, "--store", program.store).code == 0)
        #expect(Self.stores(program).contains { $0.range(of: Data(fixture.number.utf8)) != nil })

        let done = try await program.run(order, input: "\(citizen)\n")
        #expect(done.code == 0, "\(done.narration)")
        #expect(done.output.hasPrefix("erased citizen \(citizen): 1 letters, "))
        #expect(done.output.hasSuffix("on record as erasure 1\n"))
        #expect(Self.stores(program).allSatisfy { $0.range(of: Data(fixture.number.utf8)) == nil })
        #expect(try await program.run("check", "--store", program.store).narration.hasSuffix("Nothing is wrong.\n"))
        #expect(try await program.run("show", "-", "--store", program.store, input: fixture.number + "\n").code == 1)

        let again = try await program.run("receive", "letter.json", "--store", program.store, "--format", "json")
        #expect(try CommandLineTests.object(again.lines[0])["outcome"] == "duplicate")
        #expect(try CommandLineTests.object(again.lines[0])["receipt"] == "ok")
        let twice = try await program.run(order + ["--confirm", citizen])
        #expect(twice.code == 1)
        #expect(twice.narration == "It is erased already.\n")
    }

    @Test("bytes by the rules of retention while the hub serves, and lists what is on record") func retention() async throws {
        let program = try Program()
        defer { program.remove() }
        let fixture = Fixture.Notification()
        try program.write("letter.json", fixture.text)
        try program.write("helhet.yaml", "retention:\n  letter-bytes:\n    2020-01-01: 3 years\n")
        #expect(try await program.run("receive", "letter.json", "--store", program.store, "--at", "2026-01-01T12:00:00Z").code == 0)
        for (at, count) in [("2028-12-31T00:00:00Z", 0), ("2029-01-02T12:00:00Z", 1)] {
            let hub = try await RunningHub.start(program, ["--at", at])
            var listed = try await program.run("erasures", "--store", program.store)
            for _ in 0..<100 where count > 0 && listed.lines.isEmpty {
                try await Task.sleep(for: .milliseconds(100))
                listed = try await program.run("erasures", "--store", program.store)
            }
            #expect(await hub.stop() == 0)
            #expect(listed.lines.count == count, "\(listed.output)")
            #expect(listed.lines.allSatisfy { $0.contains("retention letter-bytes  1 letters  retention: The rule") })
        }
        let json = try await program.run("erasures", "--format", "json", "--store", program.store)
        #expect(json.output.contains("\"kind\":\"retention\",\"about\":\"letter-bytes\""))
        #expect(try await program.run("check", "--store", program.store).code == 0)
    }

    @Test("one letter, and works the rest out anew") func letter() async throws {
        let program = try Program()
        defer { program.remove() }
        try program.write("letter.json", Fixture.Notification().text)
        #expect(try await program.run("receive", "letter.json", "--store", program.store).code == 0)
        let done = try await program.run(
            "erase", "--letter", "1", "--confirm", "1", "--by", "A. N.", "--because", "Case 1.", "--store", program.store)
        #expect(done.code == 0, "\(done.narration)")
        #expect(done.output.hasPrefix("erased letter 1: 1 letters, "))
        #expect(try await program.run("check", "--store", program.store).code == 0)
    }

    @Test(
        "nothing that is not named once, with who and why",
        arguments: [
            ["erase", "--by", "a", "--because", "b"], ["erase", "1", "--letter", "2", "--by", "a", "--because", "b"], ["erase", "1"],
            ["erase", "1", "--by", "a", "--because", ""],
            ["erase", "--resource", "x", "--by", "a", "--because", "b", "--store", "none.sqlite"],
        ]) func usage(_ arguments: [String]) async throws
    {
        let program = try Program()
        defer { program.remove() }
        #expect([2, 3].contains(try await program.run(arguments).code))
    }

    private static func stores(_ program: Program) -> [Data] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: program.folder)) ?? []
        return names.filter { $0.hasPrefix("store.sqlite") }.compactMap { FileManager.default.contents(atPath: program.path($0)) }
    }
}

@Suite("The command line tries an upgrade") struct StoreUpgradeCommandTests {
    @Test("and says when there is nothing to do") func nothing() async throws {
        let program = try Program()
        defer { program.remove() }
        try program.write("letter.json", Fixture.Notification().text)
        #expect(try await program.run("receive", "letter.json", "--store", program.store).code == 0)
        let tried = try await program.run("store", "upgrade", "--check", "--copy-in", program.folder, "--store", program.store)
        #expect(tried.code == 0 && tried.output.isEmpty, "\(tried.narration)")
        #expect(tried.narration.hasPrefix("The store has the form of this version; there is nothing to do.\n"))
        #expect(tried.narration.hasSuffix("Nothing is wrong in the upgraded copy.\n"))
        #expect(try await program.run("store", "upgrade", "--check", "--store", "none.sqlite").code == 3)
    }
}

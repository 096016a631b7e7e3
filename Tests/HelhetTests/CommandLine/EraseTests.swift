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

    @Test("a citizen with every letter that was refused, and lists what nobody can read") func refused() async throws {
        let program = try Program()
        defer { program.remove() }
        var fixture = Fixture.Notification()
        let whole = fixture.text
        try program.write("1.json", whole)
        fixture.id = "0a6f0000-0000-4000-8000-000000000002"
        fixture.event = "an-event-that-nobody-knows"
        try program.write("2.json", fixture.text)
        // The number as people write it, in a letter whose content cannot be taken.
        let written = "\(fixture.number.prefix(6))-\(fixture.number.suffix(4))"
        fixture.id = "0a6f0000-0000-4000-8000-000000000003"
        fixture.event = "hospital-notification-message"
        fixture.code = "HOME"
        fixture.number = written
        try program.write("3.json", fixture.text)
        try program.write("4.json", String(whole.prefix(whole.count / 2 + 400)))
        try program.write("5.json", Array(whole.data(using: .utf16LittleEndian) ?? Data()))
        fixture.id = "0a6f0000-0000-4000-8000-000000000006"
        fixture.number = "7204421001"
        try program.write("6.json", fixture.text)
        let files = (1...6).map { "\($0).json" }
        let received = try await program.run(["receive"] + files + ["--store", program.store, "--format", "json"])
        let outcomes = try received.lines.map { try CommandLineTests.object($0)["outcome"] }
        #expect(outcomes == ["accepted", "refused", "refused", "unreadable", "unreadable", "refused"])
        let citizen = try #require(try CommandLineTests.object(received.lines[0])["citizen"])
        let number = Fixture.Notification().number
        let wide = Data(number.utf8.flatMap { [$0, 0] })
        func holds(_ words: Data) -> Bool { Self.stores(program).contains { $0.range(of: words) != nil } }
        for words in [Data(number.utf8), Data(written.utf8), wide] { #expect(holds(words), "the test proves nothing") }

        let order = ["--by", "A. N.", "--because", "Case 1.", "--store", program.store]
        let done = try await program.run(["erase", citizen, "--confirm", citizen] + order)
        #expect(done.code == 0, "\(done.narration)")
        #expect(done.lines.first?.hasPrefix("erased citizen \(citizen): 3 letters, ") ?? false, "\(done.output)")
        #expect(done.lines.dropFirst().map { $0.prefix(8) } == ["letter 4", "letter 5"])
        #expect(done.lines.dropFirst().allSatisfy { $0.hasSuffix("helhet erase --letter \($0.dropFirst(7).prefix(1))") })
        #expect(!holds(Data(written.utf8)))
        #expect(holds(wide), "what nobody has looked at went unasked")

        // Nobody is known by the number any more, and what has it is named still.
        let nobody = try await program.run(["erase", "-"] + order, input: number + "\n")
        #expect(nobody.code == 1)
        #expect(nobody.lines.map { $0.prefix(8) } == ["letter 4", "letter 5"])
        for letter in ["4", "5"] {
            #expect(try await program.run(["erase", "--letter", letter, "--confirm", letter] + order).code == 0)
        }
        for words in [Data(number.utf8), Data(written.utf8), wide] { #expect(!holds(words)) }
        // The last is another citizen's.
        #expect(holds(Data("7204421001".utf8)))
        #expect(try await program.run(["erase", "-"] + order, input: number + "\n").output.isEmpty)
        #expect(try await program.run("check", "--store", program.store).code == 0)
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

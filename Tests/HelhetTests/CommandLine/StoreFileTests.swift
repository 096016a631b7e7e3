import Foundation
import Running
import Testing

@Suite("The file of a store") struct StoreFileTests {
    private func received(_ program: Program, _ letters: Int = 1) async throws {
        for number in 1...letters {
            try program.write("\(number).json", Fixture.numbered(number).text)
            #expect(try await program.run("receive", "\(number).json", "--store", program.store).code == 0)
        }
    }

    /// The one file alone, and the access log beside it.
    private func copy(_ program: Program, to name: String) throws {
        try FileManager.default.copyItem(atPath: program.store, toPath: program.path(name))
        try FileManager.default.copyItem(atPath: program.store + "-access-log", toPath: program.path(name) + "-access-log")
    }

    @Test("is the whole store once the hub has ended") func whole() async throws {
        let program = try Program()
        defer { program.remove() }
        try await received(program)
        try copy(program, to: "1.sqlite")
        let hub = try await RunningHub.start(program)
        #expect(await hub.stop() == 0)
        try copy(program, to: "2.sqlite")
        let digest = try await program.run("check", "--digest", "--store", program.store).output
        for copy in ["1.sqlite", "2.sqlite"] {
            let checked = try await program.run("check", "--digest", "--store", program.path(copy))
            #expect(checked.code == 0 && checked.output == digest, "\(checked.narration)")
            #expect(checked.narration.hasPrefix("The store has 1 letters, 1 citizens and "))
        }
    }

    @Test("without a store in it is refused by what looks, and left as it is") func empty() async throws {
        let program = try Program()
        defer { program.remove() }
        let hub = try await RunningHub.start(program)
        try program.write("torn.sqlite", Array(try #require(FileManager.default.contents(atPath: program.store))))
        #expect(await hub.stop() == 0)
        try program.write("empty.sqlite", "")
        for name in ["torn.sqlite", "empty.sqlite"] {
            let before = program.read(name)
            for command in [["check"], ["show", "1"], ["erasures"], ["refold"], ["store", "reindex"], ["store", "upgrade"]] {
                let ended = try await program.run(command + ["--store", program.path(name)])
                #expect(ended.code == 3, "\(command) \(ended.narration)")
                #expect(ended.narration.hasPrefix("There is no store in the file: it is empty."), "\(command) \(ended.narration)")
            }
            #expect(program.read(name) == before)
        }
    }

    @Test("of an older version is refused by what looks, and left as it is, until it is upgraded") func older() async throws {
        let program = try Program()
        defer { program.remove() }
        let packed = Program.root.appending(path: "Tests/JournalTests/Stores/1.sqlite.xz").path
        let unpacking = try RunningProgram("sh", ["-c", "xz --decompress --stdout '\(packed)' > '\(program.store)'"])
        await unpacking.end()
        let before = try #require(FileManager.default.contents(atPath: program.store))
        for command in [["check"], ["show", "1"], ["backup", "copy.sqlite"], ["store", "reindex"]] {
            let ended = try await program.run(command + ["--store", program.store])
            #expect(ended.code == 3)
            #expect(ended.narration.hasPrefix("An older version of Helhet wrote the store"), "\(ended.narration)")
        }
        let tried = try await program.run("store", "upgrade", "--check", "--copy-in", program.folder, "--store", program.store)
        #expect(tried.code == 1)
        #expect(tried.lines.contains { $0.hasPrefix("plan-differs at citizen ") }, "\(tried.output)")
        #expect(tried.narration.hasSuffix("Plans that differ are worked out anew by `helhet refold`, after the upgrade.\n"))
        #expect(FileManager.default.contents(atPath: program.store) == before)
        #expect(try await program.run("store", "upgrade", "--store", program.store).code == 0)
        // What was said of the copy is so, and what was said to do about it helps.
        let upgraded = try await program.run("check", "--store", program.store)
        #expect(upgraded.lines == tried.lines.filter { !$0.hasPrefix("would do: ") })
        #expect(try await program.run("refold", "--store", program.store).code == 0)
        let checked = try await program.run("check", "--store", program.store)
        #expect(checked.code == 0, "\(checked.output)")
    }

    @Test("that is older than the access log beside it is told of by check") func behind() async throws {
        let program = try Program()
        defer { program.remove() }
        try await received(program)
        #expect(try await program.run("backup", "copy.sqlite", "--store", program.store).code == 0)
        let copy = ["check", "--store", program.path("copy.sqlite")]
        #expect(!(try await program.run(copy).narration.contains("tells of letter")))
        try await received(program, 2)
        try FileManager.default.removeItem(atPath: program.path("copy.sqlite-access-log"))
        try FileManager.default.copyItem(atPath: program.store + "-access-log", toPath: program.path("copy.sqlite-access-log"))
        let behind = try await program.run(copy)
        #expect(behind.code == 0)
        #expect(behind.narration.contains("The access log tells of letter 2, which the store does not have"), "\(behind.narration)")
    }

    @Test("can be checked where nothing may be written") func readOnly() async throws {
        guard await Program.mayMount() else {
            FileHandle.standardError.write(Data("NOT TESTED: a store where nothing may be written; no test may mount here.\n".utf8))
            return
        }
        let program = try Program()
        defer { program.remove() }
        try await received(program)
        let script = """
            mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && cd / && exec env -i "$1" check --store "$0/store.sqlite" > "$2" 2>&1
            """
        let said = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        defer { try? FileManager.default.removeItem(atPath: said) }
        let checking = try RunningProgram("unshare", ["--mount", "sh", "-c", script, program.folder, Program.binary, said])
        await checking.end()
        let text = String(decoding: FileManager.default.contents(atPath: said) ?? Data(), as: UTF8.self)
        #expect(checking.code == 0, "\(text)")
        #expect(text.hasSuffix("Nothing is wrong.\n"))
    }
}

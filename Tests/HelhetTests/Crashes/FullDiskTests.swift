import Foundation
import Running
import Testing

@Suite("A disk that fills up under a hub") struct FullDiskTests {
    @Test("takes no transaction that it cannot keep, loses none that it took, and goes on when there is room") func transactions()
        async throws
    {
        guard await Program.mayMount() else {
            FileHandle.standardError.write(Data("NOT TESTED: a full disk under a hub; this machine lets no test mount one.\n".utf8))
            return
        }
        let program = try Program()
        defer { program.remove() }
        // Nothing is refused before the disk is really full.
        let configuration = try program.write("helhet.yaml", "disk-refusal-percent: 100\n")
        let hub = try await RunningHub.start(program, ["--config", configuration], disk: 24_000_000)
        // The hub alone sees its disk; this is the way through its own root.
        let disk = "/proc/\(hub.process.identifier)/root\(program.path("disk"))"
        let ballast = URL(filePath: "\(disk)/ballast")
        try Data(count: 8_000_000).write(to: ballast)

        func transact(_ name: String) async throws -> RunningHub.Answer {
            let filling = String((0..<60_000).map { _ in "abcdefghijklmnopqrstuvwxyz0123456789".randomElement() ?? "a" })
            let entries = (0..<5).map { number in
                """
                {"request":{"method":"POST","url":"Basic"},"resource":{"resourceType":"Basic","identifier":[{"system":"urn:helhet:test",\
                "value":"\(name)"}],"code":{"text":"\(number) \(filling)"}}}
                """
            }
            let bundle = #"{"resourceType":"Bundle","type":"transaction","entry":[\#(entries.joined(separator: ","))]}"#
            return try await hub.post(Array(bundle.utf8), to: "/fhir")
        }
        func count(_ name: String) async throws -> Int? {
            let found = try await hub.get("/fhir/Basic?identifier=urn:helhet:test%7C\(name)&_summary=count")
            return (try JSONSerialization.jsonObject(with: Data(found.text.utf8)) as? [String: Any])?["total"] as? Int
        }
        var taken: [String] = []
        var refused: [String] = []
        for number in 0..<400 where refused.count < 3 {
            let answer = try await transact("b\(number)")
            if answer.status == 200 {
                taken.append("b\(number)")
            } else {
                refused.append("b\(number)")
                #expect([507, 503].contains(answer.status), "\(answer.status): \(answer.text.prefix(300))")
                #expect(answer.text.contains("OperationOutcome") && answer.text.contains("disk"), "\(answer.text.prefix(300))")
                #expect(answer.headers["retry-after"] != nil)
            }
        }
        #expect(!taken.isEmpty && refused.count == 3, "the disk never filled up: the test showed nothing")

        try FileManager.default.removeItem(at: ballast)
        let after = try await transact("after")
        #expect(after.status == 200, "\(after.text.prefix(300))")
        for name in taken + ["after"] { #expect(try await count(name) == 5, "\(name) was acknowledged and is lost") }
        // Whole or not at all: an answer is withheld too when only its trace found no room.
        for name in refused { #expect([0, 5].contains(try await count(name)), "\(name) was refused and is there in part") }
        // Its disk goes with it: what is checked is a copy from while it runs and nobody writes. SQLite itself does not go through another root.
        for suffix in ["", "-wal", "-access-log"] {
            try FileManager.default.copyItem(atPath: "\(disk)/store.sqlite\(suffix)", toPath: program.path("copy.sqlite\(suffix)"))
        }
        #expect(await hub.stop() == 0)
        let checked = try await program.run("check", "--store", program.path("copy.sqlite"))
        #expect(checked.code == 0, "\(checked.output)\(checked.narration)")
        #expect(!checked.narration.contains(" 0 resources"), "\(checked.narration)")
    }
}

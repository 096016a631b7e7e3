import Foundation
import Running
import Testing

@Suite("Slow clients") struct SlowClientTests {
    @Test("ten thousand of them keep nobody else from an answer", .timeLimit(.minutes(15))) func many() async throws {
        let program = try Program()
        defer { program.remove() }
        let hub = try await RunningHub.start(program)
        let port = try #require(hub.base.split(separator: ":").last)
        let clients = Process()
        clients.executableURL = URL(filePath: "/usr/bin/env")
        clients.arguments = ["python3", Program.root.appending(path: "Tests/Clients/slow.py").path, String(port), "10000"]
        let said = try FileHandle(forWritingTo: URL(filePath: try program.write("said", "")))
        clients.standardOutput = said
        clients.standardError = said
        let running = try RunningProgram(clients)
        await running.end()
        #expect(running.code == 0, "\(program.read("said"))")
        let memory = try #require(hub.process.peakMemory)
        #expect(memory < 1_000_000_000, "\(memory) bytes of memory for slow clients")
        #expect(try await hub.get("/fhir/metadata").status == 200)
        #expect(await hub.stop() == 0)
        let checked = try await program.run("check", "--store", program.store)
        #expect(checked.code == 0, "\(checked.output)")
    }
}

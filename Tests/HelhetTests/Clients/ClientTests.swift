import Foundation
import Running
import Testing

@Suite("Programs that were not written here") struct ClientTests {
    @Test("fhirpy does every interaction once") func scenario() async throws {
        let python = try #require(
            ProcessInfo.processInfo.environment["HELHET_CLIENT"],
            "HELHET_CLIENT names no Python with fhirpy: HELHET_CLIENT=$(Scripts/python-client) swift test")
        let program = try Program()
        defer { program.remove() }
        let hub = try await RunningHub.start(program)
        let client = Process()
        client.executableURL = URL(filePath: python)
        client.arguments = [Program.root.appending(path: "Tests/Clients/scenario.py").path, hub.base + "/fhir"]
        let said = try FileHandle(forWritingTo: URL(filePath: try program.write("said", "")))
        client.standardOutput = said
        client.standardError = said
        let running = try RunningProgram(client)
        await running.end()
        #expect(running.code == 0, "\(program.read("said"))")
        #expect(program.read("said").hasSuffix("all of it\n"))
        #expect(await hub.stop() == 0)
    }
}

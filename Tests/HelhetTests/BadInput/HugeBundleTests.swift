import Foundation
import Running
import Testing

@Suite("A Bundle of a hundred megabytes") struct HugeBundleTests {
    @Test("is refused or taken, and costs no more memory than there is") func huge() async throws {
        let program = try Program()
        defer { program.remove() }
        let hub = try await RunningHub.start(program)
        let entry = Array(
            #"{"request":{"method":"POST","url":"Basic"},"resource":{"resourceType":"Basic","code":{"text":"of very many"}}},"#.utf8)
        var bundle = Array(#"{"resourceType":"Bundle","type":"transaction","entry":["#.utf8)
        bundle.reserveCapacity(100_000_300)
        while bundle.count < 100_000_000 { bundle += entry }
        bundle.removeLast()
        bundle += Array("]}".utf8)
        // A server may answer before it has read everything, and then the client may be told of a broken connection instead.
        let answer = try? await hub.post(bundle, to: "/fhir")
        if let answer {
            #expect(answer.status == 413, "\(answer.status): \(answer.text.prefix(300))")
            #expect(answer.text.contains("The body is larger than the"))
        }
        let memory = try #require(hub.process.peakMemory)
        #expect(memory < 700_000_000, "\(memory) bytes of memory for one Bundle")
        let found = try await hub.get("/fhir/Basic?_summary=count")
        #expect(found.text.contains(#""total":0"#), "\(found.text)")
        #expect(await hub.stop() == 0)
        let checked = try await program.run("check", "--store", program.store)
        #expect(checked.code == 0, "\(checked.output)")
    }
}

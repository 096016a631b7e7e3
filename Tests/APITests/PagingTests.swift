import FHIR
import Samples
import Testing

@Suite("Paging while others write") struct PagingTests {
    @Test("neither repeats nor omits what was there throughout", arguments: 1...12) func pages(_ seed: UInt64) async throws {
        var dice = SeededNumbers(seed: seed)
        let hub = Hub()
        func observation(_ status: String, id: String? = nil) -> String {
            #"{"resourceType":"Observation",\#(id.map { "\"id\":\"\($0)\"," } ?? "")"status":"\#(status)","code":{"text":"a"}}"#
        }
        var matching: [String] = []
        var others: [String] = []
        for _ in 0..<Int.random(in: 0...40, using: &dice) {
            if Bool.random(using: &dice) {
                matching.append(try await hub.make(observation("final")))
            } else {
                others.append(try await hub.make(observation("registered")))
            }
        }
        let count = Int.random(in: 1...9, using: &dice)
        var leaving: Set<String> = []
        var seen: [String] = []
        var target: String? = "/fhir/Observation?status=final&_count=\(count)"
        while let page = target {
            let reply = await hub.send("GET", page)
            #expect(reply.ids.count <= count)
            seen += reply.ids
            target = reply.target("next")
            // What a writer may do between two pages: add, touch, take out of the search, bring into it.
            _ = try await hub.make(observation("registered"))
            if let id = matching.randomElement(using: &dice) {
                _ = await hub.send("PUT", "/fhir/Observation/\(id)", [:], observation("final", id: id))
            }
            if let id = matching.randomElement(using: &dice), Bool.random(using: &dice) {
                leaving.insert(id)
                _ = await hub.send("PUT", "/fhir/Observation/\(id)", [:], observation("amended", id: id))
                matching.removeAll { $0 == id }
            }
            if let id = others.randomElement(using: &dice) {
                _ = await hub.send("PUT", "/fhir/Observation/\(id)", [:], observation("final", id: id))
            }
        }
        #expect(Set(seen).count == seen.count, "nothing twice")
        #expect(seen.filter(matching.contains) == matching, "nothing left out, and in order")
    }

    @Test("neither repeats nor omits in an order, what keeps its place in it", arguments: 1...8) func sorted(_ seed: UInt64) async throws {
        var dice = SeededNumbers(seed: seed)
        let hub = Hub()
        func flag(_ day: Int?, _ status: String, id: String? = nil) -> String {
            let start = day.map { #","period":{"start":"2026-01-\#($0 < 10 ? "0" : "")\#($0)"}"# } ?? ""
            return #"{"resourceType":"Flag",\#(id.map { "\"id\":\"\($0)\"," } ?? "")"status":"\#(status)"\#(start)}"#
        }
        var days: [String: Int?] = [:]
        for _ in 0..<Int.random(in: 5...30, using: &dice) {
            let day = Int.random(in: 0...3, using: &dice) == 0 ? nil : Int.random(in: 1...12, using: &dice)
            days.updateValue(day, forKey: try await hub.make(flag(day, "active")))
        }
        let isDescending = Bool.random(using: &dice)
        let count = Int.random(in: 1...7, using: &dice)
        var seen: [String] = []
        var target: String? = "/fhir/Flag?_sort=\(isDescending ? "-" : "")date&_count=\(count)"
        while let page = target {
            let reply = await hub.send("GET", page)
            #expect(reply.status == 200, "\(reply.text)")
            seen += reply.ids
            target = reply.target("next")
            _ = try await hub.make(flag(Int.random(in: 1...12, using: &dice), "active"))
            if let (id, day) = days.randomElement(using: &dice) {
                _ = await hub.send("PUT", "/fhir/Flag/\(id)", [:], flag(day, "inactive", id: id))
            }
        }
        #expect(Set(seen).count == seen.count, "nothing twice")
        let old = seen.filter { days.keys.contains($0) }
        #expect(Set(old) == Set(days.keys), "nothing left out")
        // What has no date comes last, whichever way.
        let order = old.map { id in (days[id] ?? nil) ?? (isDescending ? 0 : 99) }
        #expect(order == (isDescending ? order.sorted(by: >) : order.sorted()))
    }

    @Test("holds with writers at work in the same moment") func concurrent() async throws {
        let hub = Hub()
        var ids: [String] = []
        for _ in 0..<60 { ids.append(try await hub.make(#"{"resourceType":"Basic","code":{"text":"a"}}"#)) }
        let writer = Task { [ids] in
            var number = 0
            while !Task.isCancelled {
                let id = ids[number % ids.count]
                _ = await hub.send("PUT", "/fhir/Basic/\(id)", [:], #"{"resourceType":"Basic","id":"\#(id)","code":{"text":"\#(number)"}}"#)
                _ = await hub.send("POST", "/fhir/Flag", [:], #"{"resourceType":"Flag","status":"active"}"#)
                number += 1
            }
        }
        for _ in 0..<20 {
            var seen: [String] = []
            var target: String? = "/fhir/Basic?_count=7"
            while let page = target {
                let reply = await hub.send("GET", page)
                seen += reply.ids
                target = reply.target("next")
            }
            #expect(seen == ids)
        }
        writer.cancel()
        await writer.value
    }
}

import FHIR
import Foundation
import Samples
import Testing

@testable import Validation

@Suite("An invariant") struct InvariantTests {
    /// Every resource with each of its members left out once, to some depth: what is absent is what most invariants ask about.
    static func variants(of resource: Resource, depth: Int) -> [Resource] {
        func paths(_ element: Element, _ path: String, _ depth: Int) -> [String] {
            var found: [String] = []
            for (name, value) in element.members where name != "resourceType" {
                let here = path.isEmpty ? name : "\(path).\(name)"
                found.append(here)
                guard depth > 1 else { continue }
                if value.kind == .array {
                    for (position, item) in value.items.enumerated().prefix(2) { found += paths(item, "\(here)[\(position)]", depth - 1) }
                } else {
                    found += paths(value, here, depth - 1)
                }
            }
            return found
        }
        return [resource] + paths(resource.root, "", depth).map { resource.removing($0) }
    }

    private func compare(_ resource: Resource) {
        var thorough = Validator()
        thorough.asksFHIRPathAlways = true
        // What FHIRPath cannot evaluate can still be settled by what is there; that is no contradiction.
        let notChecked = Rule.invariantNotChecked.rawValue
        let fast = Validator.shared.validate(resource)
        let slow = thorough.validate(resource)
        let missing = Set(slow.filter { $0.rule == notChecked }.map(\.message)).subtracting(fast.map(\.message))
        #expect(missing.isEmpty, "\(resource.type): \(missing)")
        #expect(fast.filter { $0.rule != notChecked } == slow.filter { $0.rule != notChecked }, "\(resource.type)")
    }

    @Test("is answered by what is there as FHIRPath answers it", arguments: RuleCase.all) func cases(_ one: RuleCase) throws {
        for text in [one.wrong, one.right] {
            let resource = try Resource(json: Array(text.replacing("'", with: "\"").utf8))
            for variant in Self.variants(of: resource, depth: 4) { compare(variant) }
        }
    }

    @Test(
        "is answered by what is there as FHIRPath answers it, in HL7's examples with one element left out",
        .enabled(if: SharedData.has("data/fhir-r4"), "no shared data"), arguments: [0, 1])
    func examples(_ half: Int) throws {
        let lines = try SharedData.bytes("data/fhir-r4/examples.ndjson.gz").split(separator: 0x0A)
        for (number, line) in lines.enumerated() where number % 2 == half && line.count < 3000 {
            guard let resource = try? Resource(json: Array(line)) else { continue }
            for variant in Self.variants(of: resource, depth: 2) { compare(variant) }
        }
    }

    @Test("can be read: all 239 of R4") func readable() {
        let invariants = RuleTable.r4.invariants
        #expect(Set(invariants.map(\.expression)).count > 150)
        let unread = invariants.indices.filter { !InvariantEngine.shared.canRead($0) }.map { invariants[$0].key }
        #expect(unread.isEmpty, "\(unread)")
        // The rest is for FHIRPath, unless something in it is absent.
        let settled = Set(invariants.filter(\.test.isUseful).map(\.expression))
        #expect(settled.count > 120)
    }

    @Test("that cannot be evaluated is said not to be checked, once, and never passes in silence") func notChecked() throws {
        let timing = "{'url':'http://example.org/a','valueTiming':{'repeat':{'offset':5,'when':['AC','PC']}}}"
        let problems = try RuleCase.problems("{'resourceType':'Basic','code':{'text':'a'},'extension':[\(timing),\(timing)]}")
        #expect(problems.map(\.rule) == ["invariant-not-checked"])
        #expect(problems.first?.severity == .information && problems.first?.code == .notSupported)
        #expect(problems.first?.location == "Basic.extension[0].value.ofType(Timing).repeat")
        #expect(
            problems.first?.message == "The rule tim-9 of R4 could not be evaluated here, so it was not checked. Check it by hand.")
    }
}

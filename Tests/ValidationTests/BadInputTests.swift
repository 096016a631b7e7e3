import FHIR
import Samples
import Testing
import Validation

@Suite("Bad input") struct BadInputTests {
    @Test("gives problems with a place and a sentence, whatever is put where", arguments: Array(RuleCase.all.enumerated()))
    func values(_ number: Int, _ one: RuleCase) throws {
        let pieces = [
            "null", "1", "-0", "true", "\"\"", "\" \"", "\"#\"", "\"urn:oid:\"", "[]", "{}", "[null]", "[[]]", "[{}]", "{\"id\":1}",
            "1e999",
        ]
        var numbers = SeededNumbers(seed: UInt64(number))
        let resource = try Resource(json: Array(one.right.replacing("'", with: "\"").utf8))
        for variant in InvariantTests.variants(of: resource, depth: 5).dropFirst() {
            #expect(Validator.shared.validate(variant).allSatisfy { !$0.location.isEmpty && !$0.message.isEmpty })
        }
        for place in places(resource.root, "") {
            guard let piece = pieces.randomElement(using: &numbers) else { continue }
            let changed = resource.setting(place, to: .raw(Array(piece.utf8)))
            let problems = Validator.shared.validate(changed)
            #expect(problems.allSatisfy { !$0.location.isEmpty && $0.offset < changed.bytes.count }, "\(place) \(piece)")
        }
    }

    private func places(_ element: Element, _ path: String) -> [String] {
        element.members.flatMap { name, value in
            let here = path.isEmpty ? name : "\(path).\(name)"
            return name == "resourceType" ? [] : [here] + (value.kind == .object ? places(value, here) : [])
        }
    }

    @Test("of many items is checked in time that grows with it, not with its square") func size() throws {
        let names = (0..<30_000).map { "{'id':'n\($0)','use':'x'}" }.joined(separator: ",")
        let problems = try RuleCase.problems("{'resourceType':'Patient','name':[\(names)]}")
        #expect(problems.count == 1001)
        let contained = (0..<3000).map { "{'resourceType':'Basic','id':'c\($0)','code':{'text':'a'}}" }.joined(separator: ",")
        #expect(try RuleCase.problems("{'resourceType':'Basic','code':{'text':'a'},'contained':[\(contained)]}").count == 1001)
    }
}

import FHIR
import Samples
import Testing

@testable import Validation

@Suite("Definitions and resources that are changed at random") struct ProfileMutationTests {
    private static let pieces = [
        "null", "1", "-5", "true", "\"\"", "\"#\"", "[]", "{}", "[null]", "[[]]", "[{}]", "\"http://example.org/p\"", "\"Patient\"",
        "\"Patient.identifier.system\"", "\"$this.resolve().ofType(X).extension('\"", "\"a/a/a\"", "99999999999999999999",
    ]

    /// The resource with each of its members left out, and with each replaced by something else.
    private func variants(of resource: Resource, _ seed: Int) -> [Resource] {
        var numbers = SeededNumbers(seed: UInt64(seed))
        return InvariantTests.variants(of: resource, depth: 6)
            + places(resource.root, "").compactMap { place in
                Self.pieces.randomElement(using: &numbers).map { resource.setting(place, to: .raw(Array($0.utf8))) }
            }
    }

    private func places(_ element: Element, _ path: String) -> [String] {
        element.members.flatMap { name, value in
            let here = path.isEmpty ? name : "\(path).\(name)"
            guard name != "resourceType" else { return [String]() }
            switch value.kind {
            case .object: return [here] + places(value, here)
            case .array:
                return [here]
                    + value.items.enumerated().flatMap { number, item in item.kind == .object ? places(item, "\(here)[\(number)]") : [] }
            case .string, .number, .boolean, .null: return [here]
            }
        }
    }

    @Test("give problems with a place and a sentence, or a clear error", arguments: Array(ProfileCase.all.enumerated()))
    func all(_ number: Int, _ one: ProfileCase) throws {
        let texts = [one.wrong.replacing("^", with: ""), one.right]
        let resources = try texts.map { try ProfileCase.resource($0) }
        let definitions = try one.definitions.map { try ProfileCase.resource($0) }
        for at in definitions.indices {
            for variant in variants(of: definitions[at], number) {
                var changed = definitions
                changed[at] = variant
                guard let read = try? Definitions(changed) else { continue }
                #expect(read.remarks.allSatisfy { $0.hasSuffix(".") })
                var validator = Validator()
                validator.definitions = read
                for resource in resources { check(validator.validate(resource, against: [ProfileCase.url]), resource) }
            }
        }
        let validator = try ProfileCase.validator(one.definitions)
        for resource in resources {
            for variant in variants(of: resource, number) { check(validator.validate(variant, against: [ProfileCase.url]), variant) }
        }
    }

    private func check(_ problems: [Problem], _ resource: Resource) {
        #expect(problems.allSatisfy { !$0.location.isEmpty && !$0.message.isEmpty && $0.offset < resource.bytes.count })
    }
}

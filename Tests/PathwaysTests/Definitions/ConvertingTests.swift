import Directory
import FHIR
import Foundation
import Testing
import Validation

@testable import Pathways

@Suite("A definition as PlanDefinition and ActivityDefinitions") struct ConvertingTests {
    /// Every file of the folder, and the one with every key.
    static let names: [String] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.filter { $0.hasSuffix(".yaml") }.sorted() + ["every.yaml"]
    }()

    static func definition(_ name: String) throws -> PathwayDefinition {
        let file = folder.appending(path: name)
        let text = name == "every.yaml" ? EveryKey.text : try String(contentsOf: file, encoding: .utf8)
        return try PathwayDefinition.read(yaml: text, file: name)
    }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "pathways")

    @Test("comes back as it was: YAML to FHIR to YAML", arguments: names)
    func roundTrip(_ name: String) throws {
        let definition = try Self.definition(name)
        let fhir = try definition.fhir
        var back = try PathwayDefinition.read(fhir: fhir, file: "back.yaml")
        let yaml = back.tree.yaml
        // The tree may say the same in other words: one instead of a list of one, a default instead of nothing.
        back.tree = definition.tree
        for (one, other) in zip(definition.steps, back.steps) { #expect(one == other) }
        #expect(back == definition)
        // And once more, from the YAML that came out.
        var again = try PathwayDefinition.read(yaml: yaml, file: "again.yaml")
        again.tree = definition.tree
        #expect(again == definition)
    }

    @Test("is valid FHIR", arguments: names)
    func valid(_ name: String) throws {
        let definition = try Self.definition(name)
        let problems = Validator.shared.validate(try definition.fhir).filter { $0.severity == .error || $0.severity == .fatal }
        #expect(problems.map { "\($0.location): \($0.message)" } == [])
    }

    @Test("is tried with the shipped files") func files() { #expect(Self.names.count > 1) }

    @Test("has in its place what FHIR has a place for") func places() throws {
        let bundle = try PathwayDefinition.read(yaml: EveryKey.text, file: "every.yaml").fhir
        let root = bundle.root
        let plan = try #require(root.first("entry.resource"))
        #expect(
            plan.string("url") == "urn:helhet:pathway:every-key" && plan.string("version") == "2.1" && plan.string("title") == "Everything")
        #expect(plan.string("effectivePeriod.start") == "2026-01-01" && plan.each("jurisdiction").count == 2)
        #expect(plan.string("goal.target.detailQuantity.comparator") == ">=" && plan.string("goal.target.measure.coding.code") == "59408-5")
        let top = try #require(plan.first("action"))
        #expect(
            top.each("trigger").compactMap { $0.string("type") } == [
                "named-event", "named-event", "data-added", "data-added", "named-event",
            ])
        let actions = top.each("action.action")
        func action(_ id: String) throws -> Element { try #require(actions.first { $0.string("id") == id }) }
        let visit = try action("visit")
        #expect(visit.string("condition.kind") == "applicability" && visit.string("timingDuration.code") == "h")
        #expect(visit.string("dynamicValue.expression.expression") == "now() + 24 hours")
        #expect(visit.string("relatedAction.actionId") == "place.home" && visit.each("trigger").count == 4)
        #expect(visit.each("participant.role.coding.code").compactMap(\.text) == ["municipality", "general-practice"])
        let place = try action("place")
        #expect(place.string("selectionBehavior") == "at-most-one" && place.each("action").count == 2)
        let checkUp = try action("check-up")
        #expect(checkUp.string("timingTiming.repeat.periodUnit") == "mo" && checkUp["timingTiming"]?["repeat"]?["count"]?.int == 4)
        #expect(checkUp.string("relatedAction.offsetDuration.code") == "d" && checkUp.string("relatedAction.relationship") == "after-end")
        let activities = root.each("entry.resource").filter { $0.string("resourceType") == "ActivityDefinition" }
        #expect(activities.count == 6 && activities.allSatisfy { $0.string("kind") == "Task" })
        #expect(
            activities.contains {
                $0.string("code.coding.code") == "medicine-review" && $0.string("participant.role.text") == "registered nurse"
                    && $0.string("participant.role._text.extension.extension.valueString") == "sykepleier"
            })
    }

    @Test("is read with what another program changed in FHIR's own places") func edited() throws {
        let text = String(decoding: try PathwayDefinition.read(yaml: EveryKey.text, file: "every.yaml").fhir.bytes, as: UTF8.self)
        let edited = text.replacing("\"value\":24,\"comparator\":\"<=\"", with: "\"value\":48,\"comparator\":\"<=\"")
            .replacing("\"selectionBehavior\":\"at-most-one\"", with: "\"selectionBehavior\":\"exactly-one\"")
            .replacing("\"title\":\"Visit\"", with: "\"title\":\"Call\"")
        #expect(edited != text)
        let definition = try PathwayDefinition.read(fhir: try Resource(json: Array(edited.utf8)), file: "edited.yaml")
        #expect(definition.step("visit")?.deadlines.first?.term == .hours(48) && definition.step("visit")?.title.en == "Call")
        #expect(definition.step("place")?.choice?.pick == .one)
    }

    @Test("is refused when it is none, or makes no pathway") func refusal() throws {
        for (json, sentence) in [
            ("{\"resourceType\":\"Patient\"}", "There is no PlanDefinition in it"),
            (
                "{\"resourceType\":\"PlanDefinition\",\"status\":\"active\",\"url\":\"urn:helhet:pathway:x\"}",
                "The pathway has no \"version\""
            ),
        ] {
            do {
                _ = try PathwayDefinition.read(fhir: try Resource(json: Array(json.utf8)), file: "x.json")
                Issue.record("It was taken.")
            } catch let error as Mistakes {
                #expect(error.list.contains { $0.what == sentence })
            }
        }
    }
}

@Suite("A definition written as YAML") struct WritingTests {
    @Test("says the same when it is read again", arguments: ConvertingTests.names)
    func roundTrip(_ name: String) throws {
        let definition = try ConvertingTests.definition(name)
        #expect(try DefinitionTree.read(yaml: definition.tree.yaml, file: "again.yaml") == definition.tree)
    }

    @Test(
        "puts texts in quotes where they need them",
        arguments: [
            "a", "a: b", "a #b", "- a", "yes", "1.0", "08", "2026-01-01", "§ 8", "\"quoted\"", "it's", "a\nb", " a ", "", "{a}", "[a]",
            "a, b", "*a", "&a",
            "!a", "%a", "@a", "`a`", "?", "a:", ":a", "~", "null", "æøå", "a\tb", "\u{85}", "\u{2028}", "<= 3", ">= 3", "a\\b", "12e3",
            "0x1F", "---", "😀",
        ])
    func quoting(_ text: String) throws {
        let tree = DefinitionTree(
            .members([
                .init("key", DefinitionTree(text)), .init("list", DefinitionTree(.list([DefinitionTree(text), DefinitionTree("b")]))),
            ]))
        #expect(try DefinitionTree.read(yaml: tree.yaml, file: "x.yaml") == tree)
    }
}

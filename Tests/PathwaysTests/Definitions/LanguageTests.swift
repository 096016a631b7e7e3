import Directory
import Exchange
import FHIR
import FHIRPath
import Journal
import Testing

@testable import Pathways

@Suite("The language of definitions") struct LanguageTests {
    let definition: PathwayDefinition

    init() throws { definition = try PathwayDefinition.read(yaml: EveryKey.text, file: "every.yaml") }

    @Test("says who a pathway is for, who agreed to it and where it comes from") func head() {
        #expect(definition.scope == .citizen && definition.countries == [.no, .dk] && definition.municipalities == ["4601", "0301"])
        #expect(definition.publication.status == .published && definition.publication.missing.isEmpty)
        #expect(definition.publication.signed.map(\.by) == ["Chief municipal doctor", "Head of practice: A"])
        #expect(definition.sources.map(\.isVerified) == [false, true] && definition.sources[0].read == Day("2026-11-22"))
        #expect(definition.audience?.en == "adults")
        #expect(definition.role("municipality")?.isContact == true && definition.role("municipality")?.competence?.da == "sygeplejerske")
    }

    @Test("starts and ends a pathway by events, resources, steps, time and hand") func startsAndEnds() throws {
        let isCOPD = try Condition(
            "code.coding.where(system = 'http://hl7.org/fhir/sid/icd-10' and code.startsWith('J44')).exists()", about: "Condition")
        #expect(
            definition.starts == [
                .event(EventPattern(.admitted)), .event(EventPattern(.discharged, ["stay": "inpatient"])),
                .resource(ResourcePattern("Condition", where: isCOPD)), .resource(ResourcePattern("Flag")), .byHand,
            ])
        #expect(
            definition.ends == [
                EndDefinition(.event(.died)), EndDefinition(.step("last-review"), term: .days(14)),
                EndDefinition(.start, term: .months(12)),
            ])
    }

    @Test("opens steps by choices, measurements, outcomes and resources, and lets them wait") func triggers() throws {
        let visit = try #require(definition.step("visit"))
        #expect(
            Array(visit.opens.prefix(3)) == [
                Trigger(.choice("place", option: "home")), Trigger(.measurement("saturation", zone: .red)),
                Trigger(.measurement("saturation", zone: .yellow), wait: .days(7)),
            ])
        #expect(visit.opens.last == Trigger(.resource(ResourcePattern("Flag"))))
        #expect(definition.step("give-over")?.opens == [Trigger(.step("visit", .late)), Trigger(.step("visit", .done))])
        #expect(
            definition.step("place")?.opens == [
                Trigger(.event(EventPattern(.admitted, ["class": "inpatient"])), country: .no, wait: .hours(2)), Trigger(.start),
            ])
    }

    @Test("does steps by events, resources and by hand, and repeats them by the clock") func closing() throws {
        let visit = try #require(definition.step("visit"))
        #expect(visit.done == [EventPattern(.contactedAtHome), EventPattern(.answered, ["answer": "yes"])])
        #expect(visit.doneByResources.map(\.type) == ["Observation", "Encounter"] && !visit.isDoneByHandOnly)
        #expect(visit.citizenMay == [.do, .move, .skip, .replace, .comment] && visit.isVisit && visit.needs?.nn == "sjukepleiar")
        #expect(visit.activity == "medicine-review" && visit.conflicts == ["bed-rest"])
        #expect(visit.score == ScoreRequest(name: "NEWS2", variant: "rcp-2017"))
        #expect(definition.step("give-over")?.isDoneByHandOnly == true)
        #expect(definition.step("give-over")?.handOver == HandOver(to: "general-practice", answerWithin: .minutes(20)))
        #expect(
            definition.step("check-up")?.recurrence
                == Recurrence(every: .months(6), times: 4, until: [EventPattern(.discharged), EventPattern(.answered, ["answer": "no"])]))
    }

    @Test("has choices as steps that are done by choosing") func choices() throws {
        #expect(definition.choices.map(\.id) == ["place", "help"])
        let place = try #require(definition.step("place"))
        #expect(place.choice?.pick == .atMostOne && place.choice?.options.map(\.id) == ["home", "ward"])
        #expect(place.choice?.option("home")?.condition?.text == "active")
        #expect(definition.step("help")?.short == definition.step("help")?.title)
    }

    @Test(
        "reads values of a measurement by the first zone that fits", arguments: [(80, "red"), (87.9, "red"), (88, "yellow"), (92, "green")])
    func zones(_ value: Double, zone: String) throws {
        #expect(definition.measurement("saturation")?.band(for: value)?.zone.rawValue == zone)
    }

    @Test("asks about the citizen in FHIRPath") func conditions() throws {
        let condition = try Condition("birthDate < @2010 and %resources.ofType(Flag).empty()", about: "Patient")
        for (born, holds) in [("1950-01-01", true), ("2020-01-01", false)] {
            let patient = try Resource(json: Array("{\"resourceType\":\"Patient\",\"birthDate\":\"\(born)\"}".utf8))
            var environment = Environment()
            environment.variables = ["resources": []]
            #expect(try condition.holds(for: Node(patient), in: environment) == holds)
        }
        #expect(definition.resourceTypes == ["Condition", "Flag", "Observation", "Encounter"])
    }

    @Test("has no key that this file does not use") func everyKey() {
        var known: Set<String> = []
        var used: Set<String> = []
        func look(_ shape: Shape, _ trees: [DefinitionTree]) {
            switch shape {
            case .list(let item): look(item, trees.flatMap(\.items))
            case .any(let shapes): for shape in shapes { look(shape, trees) }
            case .table(let table):
                for key in table.keys {
                    let values = trees.compactMap { $0[key.name] }
                    known.insert("\(table.what): \(key.name)")
                    if !values.isEmpty { used.insert("\(table.what): \(key.name)") }
                    look(key.shape, values)
                }
            case .text, .id, .name, .day, .count, .yesOrNo, .words, .wording, .term, .event, .details, .expression, .resource, .code,
                .threshold:
                break
            }
        }
        look(.table(.pathway), [definition.tree])
        #expect(known.subtracting(used).sorted() == [] && used.count > 120)
    }
}

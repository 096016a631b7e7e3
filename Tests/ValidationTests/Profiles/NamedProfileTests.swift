import FHIR
import Foundation
import Samples
import Testing

@testable import Validation

@Suite("A profile that is named") struct NamedProfileTests {
    private static let active = ProfileCase.profile("Patient", "{'path':'Patient.active','min':1}")
    private static let named = "'meta':{'profile':['http://example.org/p']}"

    private func lines(_ text: String, _ definitions: [String], asked: [String] = []) throws -> [String] {
        let problems = try ProfileCase.validator(definitions).validate(ProfileCase.resource(text), against: asked)
        return problems.map { "\($0.rule) \($0.severity) \($0.location)" }
    }

    @Test("in meta is checked when it is loaded") func meta() throws {
        #expect(
            try lines("{'resourceType':'Patient',\(Self.named),'birthDate':'1950'}", [Self.active]) == ["profile-minimum error Patient"])
        #expect(try lines("{'resourceType':'Patient',\(Self.named),'active':true}", [Self.active]).isEmpty)
        #expect(try lines("{'resourceType':'Patient','birthDate':'1950'}", [Self.active]).isEmpty)
    }

    @Test("in meta and not loaded is told once, and does not refuse") func unknown() throws {
        let patient = "{'resource':{'resourceType':'Patient',\(Self.named)}}"
        #expect(
            try lines("{'resourceType':'Bundle','type':'collection','entry':[\(patient),\(patient)]}", [])
                == ["profile-not-checked information Bundle.entry[0].resource.meta.profile[0]"])
        let problem = try #require(RuleCase.problems("{'resourceType':'Patient',\(Self.named)}").first)
        #expect(problem.code == .notSupported)
        #expect(
            problem.message
                == "The profile http://example.org/p is not loaded, so it was not checked. Load its definition, or name another profile.")
    }

    @Test("is checked in entries of Bundles, in Parameters and in what is contained") func places() throws {
        let patient = "{'resourceType':'Patient',\(Self.named),'birthDate':'1950'}"
        #expect(
            try lines(
                "{'resourceType':'Bundle','type':'collection','entry':[{'resource':{'resourceType':'Patient'}},{'resource':\(patient)}]}",
                [Self.active]) == ["profile-minimum error Bundle.entry[1].resource"])
        #expect(
            try lines("{'resourceType':'Parameters','parameter':[{'name':'a','part':[{'name':'b','resource':\(patient)}]}]}", [Self.active])
                == ["profile-minimum error Parameters.parameter[0].part[0].resource"])
        let contained = patient.replacing("{'resourceType':'Patient'", with: "{'resourceType':'Patient','id':'a'")
        #expect(
            try lines(
                "{'resourceType':'Basic','code':{'text':'a'},'contained':[\(contained)],'subject':{'reference':'#a'}}", [Self.active])
                == ["profile-minimum error Basic.contained[0]"])
    }

    @Test("by whoever asks must be there") func asked() throws {
        #expect(try lines("{'resourceType':'Patient'}", [], asked: [ProfileCase.url]) == ["profile-unknown error Patient"])
        #expect(try lines("{'resourceType':'Patient'}", [Self.active], asked: [ProfileCase.url]) == ["profile-minimum error Patient"])
        let patient = "http://hl7.org/fhir/StructureDefinition/Patient"
        #expect(try lines("{'resourceType':'Patient'}", [], asked: [patient]).isEmpty)
        #expect(
            try lines("{'resourceType':'Basic','code':{'text':'a'}}", [], asked: [patient]) == ["profile-of-other-type error Basic"])
        #expect(Definitions.none.reasonNotToUse(patient) == nil)
        #expect(
            Definitions.none.reasonNotToUse("http://example.org/p")
                == "The profile http://example.org/p is not loaded. Load its definition, or correct the address.")
    }

    @Test("with its version is that version, and without one the newest") func versions() throws {
        let old = Self.active.replacing("'name':'P'", with: "'version':'1.9.0','name':'P'")
        let new = ProfileCase.profile("Patient", "{'path':'Patient.gender','min':1}").replacing(
            "'name':'P'", with: "'version':'1.10.0','name':'P'")
        let patient = "{'resourceType':'Patient','gender':'male'}"
        #expect(try lines(patient, [new, old], asked: ["http://example.org/p"]).isEmpty)
        #expect(try lines(patient, [new, old], asked: ["http://example.org/p|1.9.0"]) == ["profile-minimum error Patient"])
        #expect(try lines(patient, [new, old], asked: ["http://example.org/p|2.0.0"]) == ["profile-unknown error Patient"])
    }

    @Test("by the url of an extension is checked too, wherever the extension stands") func extensions() throws {
        let patient =
            "{'resourceType':'Patient','name':[{'text':'A','_family':{'extension':[{'url':'http://example.org/x','valueString':'a'}]}}]}"
        #expect(
            try lines(patient, [ProfileCase.extension])
                == ["profile-type error Patient.name[0].family.extension[0].value.ofType(string)"])
        #expect(try lines(patient.replacing("'valueString':'a'", with: "'valueBoolean':true"), [ProfileCase.extension]).isEmpty)
        #expect(try lines(patient, []).isEmpty)
    }

    @Test("is told once where two ways lead to it") func once() throws {
        #expect(
            try lines("{'resourceType':'Patient',\(Self.named),'birthDate':'1950'}", [Self.active], asked: [ProfileCase.url])
                == ["profile-minimum error Patient"])
    }

    @Test("adds to the profiles that it is derived from, slices included") func derived() throws {
        let base = ProfileCase.profile(
            "Patient",
            "{'path':'Patient.identifier','slicing':{'discriminator':[{'type':'value','path':'system'}],'rules':'open'},'min':1},"
                + "{'path':'Patient.identifier','sliceName':'a'},{'path':'Patient.identifier.system','fixedUri':'urn:a:a'}",
            url: "http://example.org/base")
        let profile = ProfileCase.profile(
            "Patient",
            "{'id':'Patient.identifier:a','path':'Patient.identifier','sliceName':'a'},"
                + "{'id':'Patient.identifier:a.value','path':'Patient.identifier.value','min':1}", base: "http://example.org/base")
        let asked = [ProfileCase.url]
        #expect(
            try lines("{'resourceType':'Patient','identifier':[{'system':'urn:b:b'},{'system':'urn:a:a'}]}", [profile, base], asked: asked)
                == ["profile-minimum error Patient.identifier[1]"])
        #expect(try lines("{'resourceType':'Patient'}", [base, profile], asked: asked) == ["profile-minimum error Patient"])
        // The base itself is as it was.
        #expect(
            try lines(
                "{'resourceType':'Patient','identifier':[{'system':'urn:a:a'}]}", [profile, base], asked: ["http://example.org/base"]
            )
            .isEmpty)
    }

    @Test("is read from its snapshot without its base, and says nothing that R4 says already") func snapshot() throws {
        let snapshot =
            "'snapshot':{'element':[{'path':'Observation','constraint':[{'key':'dom-2','severity':'error','human':'a','expression':'false'},"
            + "{'key':'obs-6','severity':'error','human':'a','expression':'false'}]},{'path':'Observation.status','min':1,'max':'1',"
            + "'type':[{'code':'code'}],'binding':{'strength':'required','valueSet':'http://hl7.org/fhir/ValueSet/observation-status|4.0.1'}},"
            + "{'path':'Observation.code','min':1,'max':'1','type':[{'code':'CodeableConcept'}]},{'path':'Observation.subject','min':1,'max':'1'}]},"
        let profile = ProfileCase.profile("Observation", "", base: "http://example.org/none", more: snapshot)
        #expect(
            try lines("{'resourceType':'Observation','status':'x'}", [profile], asked: [ProfileCase.url])
                == ["missing error Observation", "profile-minimum error Observation", "code error Observation.status"])
    }
}

@Suite("MedCom's letters without a category", .enabled(if: SharedData.has("data/messages"), "no shared data")) struct CategoryTests {
    /// What MedCom asks of the category, in our own words: one, with a code.
    private static let profile = ProfileCase.profile(
        "Communication",
        "{'path':'Communication.category','min':1,'max':'1'},{'path':'Communication.category.coding','min':1},"
            + "{'path':'Communication.category.coding.code','min':1}",
        url: "http://medcomfhir.dk/ig/carecommunication/StructureDefinition/medcom-careCommunication-communication")

    @Test("are refused under a profile that asks for its code, and all others pass") func category() throws {
        let validator = try ProfileCase.validator([Self.profile])
        var refused: [String: [String]] = [:]
        for file in SharedData.files("data/messages/medcom-carecommunication", endingIn: ".json", ".xml") {
            let bytes = try SharedData.bytes(file)
            let resource = file.pathExtension == "xml" ? try Resource(xml: bytes) : try Resource(json: bytes)
            let found = validator.validate(resource).filter { $0.rule.hasPrefix("profile-m") }
            if !found.isEmpty { refused[String(file.lastPathComponent.prefix(16))] = found.map(\.location) }
        }
        #expect(Set(refused.keys) == ["Bundle-R-Tek-M-d", "Bundle-R-Tek-N-d"])
        #expect(refused.values.allSatisfy { $0 == ["Bundle.entry[2].resource.category[0].coding[0]"] }, "\(refused)")
    }
}

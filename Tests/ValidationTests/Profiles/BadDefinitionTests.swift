import FHIR
import Foundation
import Testing

@testable import Validation

@Suite("A definition that is wrong") struct BadDefinitionTests {
    private func reason(_ definitions: String...) throws -> String? {
        try ProfileCase.validator(definitions).definitions.reasonNotToUse(ProfileCase.url)
    }

    private static let cannot = "The profile http://example.org/p cannot be used: "

    @Test("says so when it is derived from itself, straight or in a circle") func circles() throws {
        #expect(
            try reason(ProfileCase.profile("Patient", "", base: ProfileCase.url))
                == Self.cannot + "http://example.org/p is derived from itself. Correct its baseDefinition.")
        #expect(
            try reason(
                ProfileCase.profile("Patient", "", base: "http://example.org/q"),
                ProfileCase.profile("Patient", "", url: "http://example.org/q", base: ProfileCase.url))
                == Self.cannot + "http://example.org/p is derived from itself. Correct its baseDefinition.")
    }

    @Test(
        "says what is missing, or what is not in R4",
        arguments: [
            (
                ProfileCase.profile("Patient", "", base: "http://example.org/none"),
                "http://example.org/p is derived from http://example.org/none, which is not loaded. Load it too, or use a definition with a snapshot."
            ),
            (
                ProfileCase.profile("Patients", ""),
                "http://example.org/p is about a type that R4 does not have. Only profiles of R4's resources and types are read."
            ),
            (
                ProfileCase.profile("Patient", "{'path':'Patient.colour','min':1}"),
                "http://example.org/p has an element Patient.colour, which R4 does not have. Correct its path."
            ),
            (
                ProfileCase.profile("Patient", "{'path':'Person.name','min':1}"),
                "http://example.org/p has an element Person.name, which does not begin with Patient or is too deep. Correct it."
            ),
            (
                ProfileCase.profile("Patient", "{'path':'Patient.name','max':'many'}"),
                "In http://example.org/p: Patient.name has a max that is neither a number nor *. Correct it."
            ),
            (
                ProfileCase.profile("Patient", "{'path':'Patient.deceased[x]','type':[{'code':'Colour'}]}"),
                "In http://example.org/p: Patient.deceased[x] has the type Colour, which R4 does not have. Correct it."
            ),
            (
                ProfileCase.profile(
                    "Patient", "{'path':'Patient.name','slicing':{'discriminator':[{'type':'value','path':'use.first()'}],'rules':'open'}}"),
                "In http://example.org/p: The slices of Patient.name have a discriminator that cannot be read. Give it one of R4's types, and a path of "
                    + "names, extension(url), resolve() and ofType(type)."
            ),
            (
                ProfileCase.profile("Patient", "").replacing("'constraint'", with: "'specialization'"),
                "http://example.org/p is a model of its own. Only profiles of R4's resources and types are read."
            ),
            (ProfileCase.profile("Patient", "{'min':1}"), "http://example.org/p has an element without a path. Add it."),
        ])
    func faults(_ definition: String, _ sentence: String) throws {
        #expect(try reason(definition) == Self.cannot + sentence)
        // A resource that names it is told.
        let problems = try ProfileCase.validator([definition])
            .validate(ProfileCase.resource("{'resourceType':'Patient','meta':{'profile':['http://example.org/p']}}"))
        #expect(problems.map(\.rule) == ["profile-not-checked"] && problems.isValid)
        #expect(problems.first?.message == "The profile http://example.org/p cannot be used, so it was not checked: " + sentence)
        let asked = try ProfileCase.validator([definition]).validate(
            ProfileCase.resource("{'resourceType':'Patient'}"), against: [ProfileCase.url])
        #expect(asked.map(\.rule) == ["profile-unknown"] && !asked.isValid)
    }

    @Test("does not make slices inside each other overflow") func slices() throws {
        var names: [String] = []
        for number in 0..<3000 { names.append((names.last.map { $0 + "/" } ?? "") + (number < 200 ? "a" : "\(number)")) }
        let elements = names.prefix(400).map { "{'path':'Patient.name','sliceName':'\($0)'}" }.joined(separator: ",")
        let validator = try ProfileCase.validator([ProfileCase.profile("Patient", elements)])
        let problems = try validator.validate(
            ProfileCase.resource("{'resourceType':'Patient','name':[{'text':'A'}]}"), against: [ProfileCase.url])
        #expect(problems.map(\.rule) == ["slice-not-checked"])
    }

    @Test("does not make a long chain of profiles overflow") func chain() throws {
        let all = (0..<300).map { number in
            ProfileCase.profile("Patient", "", url: "http://example.org/\(number)", base: "http://example.org/\(number + 1)")
        }
        let definitions = try ProfileCase.validator(all).definitions
        #expect(definitions.reasonNotToUse("http://example.org/0")?.contains("more than 64 profiles below it") == true)
    }

    @Test(
        "is told where it is asked, when a part of it cannot be evaluated",
        arguments: [
            (
                "{'path':'Patient.name','constraint':[{'key':'c-1','severity':'error','human':'a','expression':'text.exists('}]}",
                "invariant-not-checked Patient.name[0]"
            ),
            (
                "{'path':'Patient.name','constraint':[{'key':'c-1','severity':'error','human':'a'}]}",
                "invariant-not-checked Patient.name[0]"
            ),
            (
                "{'path':'Patient.name','constraint':[{'key':'c-1','severity':'error','human':'a','expression':'(1 | 2).single() = 1'}]}",
                "invariant-not-checked Patient.name[0]"
            ),
            (
                "{'path':'Patient.name','slicing':{'discriminator':[{'type':'value','path':'use'}],'rules':'open'}},"
                    + "{'path':'Patient.name','sliceName':'a','min':1}", "slice-not-checked Patient"
            ),
            ("{'path':'Patient.name','sliceName':'a','min':1},{'path':'Patient.name.use','fixedCode':'old'}", "slice-not-checked Patient"),
            (
                "{'path':'Patient.name','slicing':{'discriminator':[{'type':'value','path':'use'}],'rules':'closed'}},"
                    + "{'path':'Patient.name','sliceName':'a'},{'path':'Patient.name.use','binding':{'strength':'required','valueSet':'http://example.org/none'}}",
                "slice-not-checked Patient"
            ),
            ("{'path':'Patient.name.period.start','minValueDateTime':'1950-01-01'}", "limit-not-checked Patient.name[0].period.start"),
            (
                "{'path':'Patient.managingOrganization','type':[{'code':'Reference','targetProfile':['http://example.org/none']}]}",
                "target-not-checked Patient.managingOrganization"
            ),
            (
                "{'path':'Patient.name','type':[{'code':'HumanName','profile':['http://example.org/none']}]}",
                "profile-not-checked Patient.name[0]"
            ),
            (
                "{'path':'Patient.name','type':[{'code':'HumanName','profile':['http://example.org/none','http://example.org/n']}]}",
                "profile-not-checked Patient.name[0]"
            ),
        ])
    func parts(_ elements: String, _ expected: String) throws {
        let patient =
            "{'resourceType':'Patient','managingOrganization':{'reference':'Organization/a'},'name':[{'use':'usual','text':'A','period':{'start':'1950'}}]}"
        let problems = try ProfileCase.validator([ProfileCase.profile("Patient", elements)])
            .validate(ProfileCase.resource(patient), against: [ProfileCase.url])
        #expect(problems.map { "\($0.rule) \($0.location)" } == [expected])
        #expect(problems.allSatisfy { $0.severity == .information && $0.code == .notSupported })
    }

    @Test("that leads back to itself ends") func recursion() throws {
        let organisation = ProfileCase.profile(
            "Organization",
            "{'path':'Organization.partOf','type':[{'code':'Reference','targetProfile':['http://example.org/p']}]},"
                + "{'path':'Organization','constraint':[{'key':'c-1','severity':'error','human':'a','expression':'conformsTo(\\u0027http://example.org/p\\u0027)'}]}"
        )
        let one = "{'resourceType':'Organization','id':'a','name':'a','partOf':{'reference':'Organization/b'}}"
        let other = "{'resourceType':'Organization','id':'b','name':'b','partOf':{'reference':'Organization/a'}}"
        let bundle = "{'resourceType':'Bundle','type':'collection','entry':[{'resource':\(one)},{'resource':\(other)}]}"
        let named = bundle.replacing("'name'", with: "'meta':{'profile':['http://example.org/p']},'name'")
        let problems = try ProfileCase.validator([organisation]).validate(ProfileCase.resource(named))
        #expect(problems.allSatisfy { $0.severity == .information }, "\(problems)")
    }

    @Test("cannot be loaded when nothing can name it, and says in which file") func files() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "definitions-\(UInt64.random(in: 0...UInt64.max))")
        defer { try? FileManager.default.removeItem(at: folder) }
        let package = folder.appending(path: "a/package")
        try FileManager.default.createDirectory(at: package, withIntermediateDirectories: true)
        func write(_ text: String, _ name: String) throws {
            try Data(text.replacing("'", with: "\"").utf8).write(to: package.appending(path: name))
        }
        try write("{'name':'a.package'}", "package.json")
        try write("no JSON", ".index.json")
        try write("{'some':'schema'}", "other.json")
        try write("{'resourceType':'Patient'}", "example.json")
        try write(ProfileCase.profile("Patient", ""), "p.json")
        try write(ProfileCase.valueSet + "\n\n" + ProfileCase.profile("Patient", "", url: "http://example.org/q") + "\n", "many.ndjson")
        try write("{'resourceType':'Bundle','type':'collection','entry':[{'resource':\(ProfileCase.extension)}]}", "bundle.json")
        let definitions = try Definitions(folders: [folder.path])
        #expect(definitions.count == 4 && definitions.remarks.isEmpty)
        for url in ["http://example.org/p", "http://example.org/q", "http://example.org/x"] {
            #expect(definitions.reasonNotToUse(url) == nil)
        }
        #expect(definitions.contains(valueSet: "http://example.org/vs", system: "http://example.org/s", code: "a") == .inside)

        try write("{}\n{'resourceType':'ValueSet'}", "wrong.ndjson")
        #expect(
            throws: DefinitionError(
                "This ValueSet has no url, so that nothing can name it. Add it.", source: package.path + "/wrong.ndjson:2")
        ) {
            try Definitions(folders: [folder.path])
        }
        try write("{", "wrong.ndjson")
        let error = #expect(throws: DefinitionError.self) { try Definitions(folders: [folder.path]) }
        #expect(error?.source == package.path + "/wrong.ndjson:1")
        #expect(throws: DefinitionError.self) { try Definitions(folders: [folder.path + "/none"]) }
        #expect(throws: DefinitionError.self) { try Definitions(folders: [package.path + "/p.json"]) }
    }

    @Test("twice is told, and the later one holds") func twice() throws {
        let definitions = try ProfileCase.validator([
            ProfileCase.profile("Patient", "{'path':'Patient.active','min':1}"), ProfileCase.profile("Patient", ""),
        ]).definitions
        #expect(definitions.remarks == ["http://example.org/p is loaded twice; the later one is used."])
    }
}

import Directory
import FHIR
import Testing

@Suite("Resolving a role") struct ResolveTests {
    let directory: Directory

    init() throws { directory = try Fixture.read(Fixture.organisations) }

    static let before = "2025-06-01T00:00:00Z"
    static let after = "2026-06-01T00:00:00Z"

    struct Case: Sendable, CustomTestStringConvertible {
        var role: Role
        var municipality: String?
        var takingPart: [String]
        var at: String
        var answer: Resolution
        var sentence: String
        var testDescription: String { "\(role) in \(municipality ?? "nowhere") with \(takingPart) at \(at)" }
    }

    @Test(
        "gives one, nobody or several, and why",
        arguments: [
            Case(
                role: .municipality, municipality: "no:9902", takingPart: [], at: before,
                answer: .one(OrganisationID("small"), because: .serves(role: .municipality, municipality: "no:9902")),
                sentence: "It is municipality for municipality no:9902."),
            Case(
                role: .municipality, municipality: "no:9902", takingPart: [], at: after,
                answer: .one(
                    OrganisationID("large"), because: .servesSuccessor(role: .municipality, municipality: "no:9902", now: "no:9901")),
                sentence: "Municipality no:9902 became part of no:9901, and it is municipality there."),
            Case(
                role: .homeCare, municipality: "no:9902", takingPart: [], at: after,
                answer: .one(OrganisationID("nurses"), because: .servesSuccessor(role: .homeCare, municipality: "no:9902", now: "no:9901")),
                sentence: "Municipality no:9902 became part of no:9901, and it is home care there."),
            Case(
                role: .hospital, municipality: "no:9902", takingPart: [], at: before,
                answer: .one(OrganisationID("hospital"), because: .serves(role: .hospital, municipality: "no:9902")),
                sentence: "It is hospital for municipality no:9902."),
            Case(
                role: .hospital, municipality: "no:9901", takingPart: [], at: before,
                answer: .one(OrganisationID("hospital"), because: .serves(role: .hospital, municipality: "no:9901")),
                sentence: "It is hospital for municipality no:9901."),
            Case(
                role: .generalPractice, municipality: "no:9901", takingPart: [], at: before,
                answer: .several(
                    [OrganisationID("doctor-a"), OrganisationID("doctor-b")],
                    because: .severalServe(role: .generalPractice, municipality: "no:9901")),
                sentence: "Several are general practice for municipality no:9901."),
            Case(
                role: .generalPractice, municipality: "no:9901", takingPart: ["doctor-b", "ward"], at: before,
                answer: .one(OrganisationID("doctor-b"), because: .takesPart(role: .generalPractice)),
                sentence: "It already takes part in the pathway as general practice."),
            Case(
                role: .generalPractice, municipality: "no:9901", takingPart: ["doctor-b", "doctor-a"], at: before,
                answer: .several(
                    [OrganisationID("doctor-a"), OrganisationID("doctor-b")], because: .severalTakePart(role: .generalPractice)),
                sentence: "Several that take part in the pathway are general practice."),
            Case(
                role: .municipality, municipality: nil, takingPart: ["home", "ward"], at: before,
                answer: .one(OrganisationID("large"), because: .takesPart(role: .municipality)),
                sentence: "It already takes part in the pathway as municipality."),
            Case(
                role: .hospital, municipality: nil, takingPart: ["ward"], at: before,
                answer: .one(OrganisationID("hospital"), because: .takesPart(role: .hospital)),
                sentence: "It already takes part in the pathway as hospital."),
            Case(
                role: .dispatch, municipality: "no:9901", takingPart: [], at: before,
                answer: .none(because: .nobodyServes(role: .dispatch, municipality: "no:9901")),
                sentence: "The directory knows nobody who is dispatch centre for municipality no:9901."),
            Case(
                role: .hospital, municipality: nil, takingPart: ["home"], at: before,
                answer: .none(because: .municipalityUnknown(role: .hospital)),
                sentence: "Nobody that takes part in the pathway is hospital, and the citizen's municipality is not known."),
        ])
    func resolve(_ test: Case) throws {
        let answer = directory.resolve(
            test.role, municipality: test.municipality, takingPart: test.takingPart.map { OrganisationID($0) },
            at: try Fixture.instant(test.at))
        #expect(answer == test.answer)
        #expect(answer.reason.description == test.sentence)
    }

    @Test("takes a learned party that takes part as its enterprise, and never one that does not")
    func learned() throws {
        let at = try Fixture.instant(Self.before)
        let ward = LearnedParty(address: Fixture.her("9"), name: "Ward", parent: Fixture.her("8"), country: .no, roles: [.dispatch])
        let learned = directory.learning(ward)
        let answer = learned.resolve(.dispatch, municipality: nil, takingPart: [OrganisationID("her:9")], at: at)
        #expect(answer == .one(OrganisationID("her:8"), because: .takesPart(role: .dispatch)))
        #expect(
            learned.resolve(.dispatch, municipality: "no:9901", at: at) == directory.resolve(.dispatch, municipality: "no:9901", at: at))
    }

    @Test("follows a municipality through several mergers")
    func mergers() throws {
        let directory = try Fixture.read(
            """
            id,name,roles,country,municipality,from,to,successor
            a,A,municipality,no,no:9901,,2017-12-31,b
            b,B,municipality,no,no:9902,,2019-12-31,c
            c,C,municipality,no,no:9903,2020-01-01,,
            """)
        #expect(directory.successor(ofMunicipality: "no:9901", at: try Fixture.instant("2017-06-01T00:00:00Z")) == "no:9901")
        #expect(directory.successor(ofMunicipality: "no:9901", at: try Fixture.instant("2018-06-01T00:00:00Z")) == "no:9902")
        #expect(directory.successor(ofMunicipality: "no:9901", at: try Fixture.instant("2020-06-01T00:00:00Z")) == "no:9903")
        #expect(directory.successor(ofMunicipality: "no:9999", at: try Fixture.instant("2020-06-01T00:00:00Z")) == "no:9999")
    }

    @Test("says why in four languages, each its own sentence", arguments: ["nb", "nn", "da", "en"])
    func languages(_ language: String) {
        let reasons: [Resolution.Reason] = [
            .takesPart(role: .hospital), .severalTakePart(role: .hospital), .serves(role: .hospital, municipality: "no:9901"),
            .servesSuccessor(role: .hospital, municipality: "no:9902", now: "no:9901"),
            .severalServe(role: .hospital, municipality: "no:9901"), .nobodyServes(role: .hospital, municipality: "no:9901"),
            .municipalityUnknown(role: .hospital),
        ]
        let texts = reasons.map { $0.text(in: language) }
        #expect(Set(texts).count == reasons.count)
        #expect(texts.allSatisfy { $0.hasSuffix(".") && $0.contains(Role.hospital.name(in: language)) })
        #expect(Role.known.allSatisfy { $0.name(in: language) != $0.code || language == "en" })
    }
}

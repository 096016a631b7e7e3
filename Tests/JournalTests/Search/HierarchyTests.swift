import FHIR
import Journal
import JournalSQLite
import Testing

@Suite("References to what is above or below") struct HierarchyTests {
    /// A hospital with a ward and its room, a house beside it, two places that say they are parts of each other, and one of itself.
    private static let places: [(id: String, whole: String?)] = [
        ("hospital", nil), ("ward", "hospital"), ("room", "ward"), ("house", nil), ("round", "trip"), ("trip", "round"), ("self", "self"),
    ]

    private static let questionnaires = [
        "http://q.example/a", "http://q.example/a|1", "http://q.example/a|1.0", "http://q.example/a|1-draft", "http://q.example/a|10",
        "http://q.example/a|2.1", "http://q.example/ab|1",
    ]

    static let resources: [String] = {
        var all: [String] = [
            #"{"resourceType":"Procedure","id":"elsewhere","location":{"reference":"http://other.example/fhir/Location/ward"}}"#,
            #"{"resourceType":"Procedure","id":"absolute","location":{"reference":"\#(SearchBench.base)/Location/room/_history/2"}}"#,
            #"{"resourceType":"Encounter","id":"stay"}"#,
            #"{"resourceType":"Encounter","id":"visit","partOf":{"reference":"\#(SearchBench.base)/Encounter/stay"}}"#,
            #"{"resourceType":"MedicationAdministration","id":"m-stay","context":{"reference":"Encounter/stay"}}"#,
            #"{"resourceType":"MedicationAdministration","id":"m-visit","context":{"reference":"Encounter/visit"}}"#,
            #"{"resourceType":"MedicationAdministration","id":"m-episode","context":{"reference":"EpisodeOfCare/stay"}}"#,
        ]
        for (id, whole) in places {
            let part = whole.map { #","partOf":{"reference":"Location/\#($0)"}"# } ?? ""
            all.append(#"{"resourceType":"Location","id":"\#(id)"\#(part)}"#)
        }
        for id in places.map(\.id) + ["absent"] {
            all.append(#"{"resourceType":"Procedure","id":"in-\#(id)","location":{"reference":"Location/\#(id)"}}"#)
        }
        for (number, address) in questionnaires.enumerated() {
            all.append(
                #"{"resourceType":"QuestionnaireResponse","id":"q\#(number)","questionnaire":"\#(address)","meta":{"profile":["\#(address)"]}}"#
            )
        }
        return all
    }()

    static let cases: [(String, String, String, String)] = [
        ("Procedure", "location:below", "hospital", "absolute in-hospital in-room in-ward"),
        ("Procedure", "location:below", "Location/ward", "absolute in-room in-ward"),
        ("Procedure", "location:below", "http://hub.example/fhir/Location/ward", "absolute in-room in-ward"),
        ("Procedure", "location:below", "room", "absolute in-room"),
        ("Procedure", "location:below", "house,room", "absolute in-house in-room"),
        ("Procedure", "location:below", "round", "in-round in-trip"), ("Procedure", "location:above", "round", "in-round in-trip"),
        ("Procedure", "location:below", "self", "in-self"), ("Procedure", "location:above", "self", "in-self"),
        ("Procedure", "location:below", "absent", "in-absent"), ("Procedure", "location:above", "absent", "in-absent"),
        ("Procedure", "location:above", "room", "absolute in-hospital in-room in-ward"),
        ("Procedure", "location:above", "hospital", "in-hospital"), ("Location", "partof:below", "hospital", "room ward"),
        ("Location", "partof:above", "ward", "room ward"),
        ("MedicationAdministration", "context:below", "stay", "m-episode m-stay m-visit"),
        ("MedicationAdministration", "context:below", "Encounter/stay", "m-stay m-visit"),
        ("MedicationAdministration", "context:above", "visit", "m-stay m-visit"),
        ("Location", "_has:Procedure:location:location:below", "ward", "room ward"),
        ("QuestionnaireResponse", "questionnaire:below", "http://q.example/a", "q0 q1 q2 q3 q4 q5"),
        ("QuestionnaireResponse", "questionnaire:below", "http://q.example/a|1", "q1 q2 q3"),
        ("QuestionnaireResponse", "questionnaire:below", "http://q.example/a|1.0", "q2"),
        ("QuestionnaireResponse", "questionnaire:below", "http://q.example/a|", "q0 q1 q2 q3 q4 q5"),
        ("QuestionnaireResponse", "questionnaire:below", "http://q.example/a|1.0,http://q.example/a|2", "q2 q5"),
        ("QuestionnaireResponse", "questionnaire", "http://q.example/a|1", "q1"),
        ("QuestionnaireResponse", "_profile:below", "http://q.example/a|1", "q1 q2 q3"),
    ]

    @Test("find all of it, in memory, by entries and on SQLite", arguments: cases)
    func found(_ type: String, _ name: String, _ value: String, _ ids: String) async throws {
        let bench = try await SearchBench(Self.resources)
        #expect(try await bench.find(type, name, value).joined(separator: " ") == ids)
        try await Scratch.with { folder in
            let store = try JournalSQLite.open(path: folder + "/store.sqlite")
            try await store.commit(.background, at: SearchBench.now) { writer in
                for text in Self.resources {
                    let resource = try Resource(json: Array(text.utf8))
                    _ = try writer.put(resource, id: resource.id ?? "", subject: nil, source: .act(0), ifVersion: nil)
                }
            }
            var search = Search(type: type)
            search.criteria = [try SearchParameters.r4.criterion(name, value, of: type, base: SearchBench.base)]
            search.total = .accurate
            let asked = search
            let page = try await store.read { try $0.search(asked) }
            #expect(page.resources.map(\.id).sorted().joined(separator: " ") == ids)
            #expect(page.total == page.resources.count)
            try await store.close()
        }
    }

    @Test(
        "are refused where nothing is part of another",
        arguments: [
            (
                "Observation", "patient:below", "x", SearchError.Kind.unknown,
                "The modifier `below` is not offered for `patient`, which is a reference. Use one of: :identifier, :missing; or leave it out."
            ),
            (
                "QuestionnaireResponse", "questionnaire:above", "http://q.example/a|1", .unknown,
                "The modifier `above` is not offered for `questionnaire`, which is a reference. Use one of: :below, :identifier, :missing;"
            ),
            (
                "MedicationAdministration", "context:below", "EpisodeOfCare/stay", .badValue,
                "`context` has a value that it cannot have. What is named there is never a part of another of its type. Leave out `:below`."
            ),
            (
                "Procedure", "location:below", "http://other.example/fhir/Location/ward", .badValue,
                "`location` has a value that it cannot have. What is elsewhere has no parts that are known here. Write it as `Type/ID`"
            ),
        ] as [(String, String, String, SearchError.Kind, String)])
    func refused(_ type: String, _ name: String, _ value: String, _ kind: SearchError.Kind, _ sentence: String) {
        let error = #expect(throws: SearchError.self) {
            try SearchParameters.r4.criterion(name, value, of: type, base: SearchBench.base)
        }
        #expect(error?.kind == kind)
        #expect(error?.message.hasPrefix(sentence) == true, "\(error?.message ?? "")")
    }
}

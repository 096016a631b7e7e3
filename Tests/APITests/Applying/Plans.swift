import FHIR
import Foundation
import Testing

/// Plans and a citizen that tests of `$apply` are made of.
enum Plans {
    static let base = "http://helhet.example/fhir"

    static func plan(_ members: String) -> String { plan("care", members) }

    static func plan(_ id: String, _ members: String) -> String {
        #"{"resourceType":"PlanDefinition","id":"\#(id)-plan-definition","url":"\#(base)/PlanDefinition/\#(id)","version":"1","status":"active",\#(members)}"#
    }

    static func fhirpath(_ text: String) -> String { expression("text/fhirpath", text) }

    static func expression(_ language: String, _ text: String) -> String {
        #"{"language":"\#(language)","expression":"\#(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))"}"#
    }

    static func when(_ expression: String) -> String { #""condition":[{"kind":"applicability","expression":\#(expression)}]"# }

    static func library(_ cql: String, id: String = "logic") -> String {
        let data = Data(cql.utf8).base64EncodedString()
        return """
            {"resourceType":"Library","id":"\(id)-of-the-plans","url":"\(base)/Library/\(id)","version":"1","status":"active",\
            "type":{"coding":[{"code":"logic-library"}]},"content":[{"contentType":"text/cql","data":"\(data)"}]}
            """
    }

    /// A hub with a citizen of 76 years, `Patient/test-citizen-one`, with COPD and an encounter, and with these definitions.
    static func hub(_ definitions: [String]) async throws -> Hub {
        let hub = Hub()
        let data = [
            #"{"resourceType":"Patient","id":"test-citizen-one","gender":"female","birthDate":"1949-06-01","name":[{"family":"Test","given":["Ada"]}]}"#,
            """
            {"resourceType":"Condition","id":"test-condition-one","subject":{"reference":"Patient/test-citizen-one"},\
            "code":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10","code":"J44.1"}]}}
            """,
            """
            {"resourceType":"Encounter","id":"test-encounter-one","status":"in-progress","class":{"code":"IMP"},\
            "subject":{"reference":"Patient/test-citizen-one"}}
            """,
            """
            {"resourceType":"Observation","id":"test-observation-one","status":"final","subject":{"reference":"Patient/test-citizen-one"},\
            "code":{"coding":[{"system":"http://loinc.org","code":"59408-5"}]},"valueQuantity":{"value":87,"unit":"%","code":"%"}}
            """,
        ]
        for resource in data + definitions {
            let type = try #require(resource.firstMatch(of: #/"resourceType":"(\w+)"/#)).1
            let id = try #require(resource.firstMatch(of: #/"id":"([\w-]+)"/#)).1
            let reply = await hub.send("PUT", "/fhir/\(type)/\(id)", [:], resource)
            try #require(reply.status == 201, "\(reply.text)")
        }
        return hub
    }

    static func apply(_ hub: Hub, _ id: String = "care", _ query: String = "") async -> Reply {
        await hub.send("GET", "/fhir/PlanDefinition/\(id)-plan-definition/$apply?subject=Patient/test-citizen-one\(query)")
    }
}

extension Reply {
    /// The actions' titles, inner ones after their outer, those of plans inside the plan too.
    var titles: [String] {
        guard let plan = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any] else { return [] }
        func titles(_ value: Any) -> [String] {
            let actions = (value as? [String: Any])?["action"] as? [Any] ?? []
            return actions.flatMap { [($0 as? [String: Any])?["title"] as? String ?? "-"] + titles($0) }
        }
        return (plan["contained"] as? [Any] ?? []).flatMap(titles)
    }

    /// What a contained outcome says.
    var issues: [String] {
        json.root.each("contained").flatMap { Array($0.items) }.filter { $0.string("resourceType") == "OperationOutcome" }
            .flatMap { $0.each("issue.diagnostics").compactMap(\.text) }
    }
}

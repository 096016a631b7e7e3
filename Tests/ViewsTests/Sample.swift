import FHIR
import Testing
import Views

/// Resources and runs for the tests of this folder. The people in them cannot exist.
enum Sample {
    /// Two names, two ways to be reached, one contact.
    static let ada = """
        {"resourceType":"Patient","id":"a","active":true,"birthDate":"1950-02-27","gender":"female",
        "name":[{"use":"official","family":"Prøve","given":["Ada","Eksempel"]},{"use":"usual","given":["Adde"]}],
        "telecom":[{"system":"phone","value":"00 00 00 00"},{"system":"email","value":"ada@example.org"}],
        "contact":[{"name":{"family":"Nærmeste"},"telecom":[{"system":"phone","value":"11 11"}]}],
        "managingOrganization":{"reference":"Organization/o"},"generalPractitioner":[{"reference":"Practitioner/p/_history/3"}],
        "link":[{"type":"seealso","other":{"reference":"Patient/a"}}]}
        """
    /// No names, no way to be reached, two contacts.
    static let bo = """
        {"resourceType":"Patient","id":"b","active":false,"contact":[{"gender":"male"},{"gender":"unknown"}],
        "generalPractitioner":[{"reference":"#p"}],"managingOrganization":{"reference":"https://elsewhere.example/fhir/Organization/o"}}
        """
    static let nobody = #"{"resourceType":"Patient"}"#
    static let weight = """
        {"resourceType":"Observation","id":"w","status":"final","code":{"text":"weight"},"valueQuantity":{"value":71.50,"unit":"kg"},
        "effectiveDateTime":"2026-03","subject":{"reference":"Patient/a"}}
        """
    static let answers = """
        {"resourceType":"QuestionnaireResponse","id":"q","status":"completed","item":[
        {"linkId":"1","item":[{"linkId":"1.1","answer":[{"valueBoolean":true,"item":[{"linkId":"1.1.1"}]}]},{"linkId":"1.2"}]},{"linkId":"2"}]}
        """

    /// A view over patients with these selects.
    static func view(_ selects: String, resource: String = "Patient", _ more: String = "") throws -> View {
        try View(json: Array("{\"resourceType\":\"ViewDefinition\",\"resource\":\"\(resource)\",\(more)\"select\":\(selects)}".utf8))
    }

    /// The rows as lines of CSV without the names; what is null is empty.
    static func rows(_ view: View, _ resources: [String]) throws -> [String] {
        let out = Sink()
        var writer = RowWriter(.csv, columns: view.columns, header: false) { out.take($0) }
        for resource in resources {
            try view.rows(of: Resource(json: Array(resource.utf8))) { try writer.write($0) }
        }
        try writer.finish()
        return out.text.split(separator: "\r\n").map(String.init)
    }

    static func rows(_ selects: String, resource: String = "Patient", _ more: String = "", of resources: [String]) throws -> [String] {
        try rows(view(selects, resource: resource, more), resources)
    }
}

/// Collects what a writer gives.
final class Sink {
    private(set) var bytes: [UInt8] = []
    private(set) var pieces: [Int] = []

    func take(_ piece: ArraySlice<UInt8>) {
        bytes += piece
        pieces.append(piece.count)
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }
}

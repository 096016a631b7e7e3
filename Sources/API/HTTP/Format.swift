import HTTPTypes

/// JSON or XML: what a resource is written in. https://hl7.org/fhir/R4/http.html#mime-type
enum Format: String, Sendable, CaseIterable {
    case json, xml

    var mediaType: String {
        switch self {
        case .json: "application/fhir+json"
        case .xml: "application/fhir+xml"
        }
    }

    /// What the answer is written in: `_format` before `Accept`, and JSON when neither says.
    static func wanted(_ request: APIRequest) throws(Problem) -> Format {
        if let text = request.query.last(where: { $0.name == "_format" })?.value {
            // A plus sign that was not escaped arrives as a space.
            guard let format = Format(name: String(text.split(separator: ";").first ?? "").replacing(" ", with: "+")) else {
                throw Problem(.notAcceptable, "`_format` names no format of ours. Use `json` or `xml`.")
            }
            return format
        }
        guard let header = request.headers[.accept], !MediaRange.trim(header).isEmpty else { return .json }
        for range in MediaRange.list(header) {
            guard range.parameters["fhirversion"].map({ $0 == "4.0" }) ?? true else { continue }
            if range.type == "*/*" || range.type == "application/*" { return .json }
            if let format = Format(name: range.type) { return format }
        }
        // An attachment is in neither: it has a media type of its own.
        if request.path.hasPrefix("/fhir/Binary/") { return .json }
        throw Problem(
            .notAcceptable, "Nothing that `Accept` names can be given. Ask for `application/fhir+json` or `application/fhir+xml`.")
    }

    /// What the body is written in, by `Content-Type`.
    static func sent(_ headers: HTTPFields) throws(Problem) -> Format {
        guard let header = headers[.contentType], let range = MediaRange(header) else {
            throw Problem(
                .unsupportedMediaType, "The body has no `Content-Type`. Say `application/fhir+json` or `application/fhir+xml`.")
        }
        guard let format = Format(name: range.type) else {
            throw Problem(
                .unsupportedMediaType,
                "A body of this `Content-Type` is not read here. Send `application/fhir+json` or `application/fhir+xml`.")
        }
        guard range.parameters["fhirversion"].map({ $0 == "4.0" }) ?? true else {
            throw Problem(.unsupportedMediaType, "Only FHIR R4 is read here. Send `fhirVersion=4.0`, or leave it out.")
        }
        return format
    }

    private init?(name: String) {
        switch name.lowercased() {
        case "json", "application/json", "application/fhir+json", "text/json", "application/json+fhir": self = .json
        case "xml", "application/xml", "application/fhir+xml", "text/xml", "application/xml+fhir": self = .xml
        default: return nil
        }
    }
}

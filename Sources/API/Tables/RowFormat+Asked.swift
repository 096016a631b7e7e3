import HTTPTypes
import Views

extension RowFormat {
    /// What the table is written in: `_format` before `Accept`, and NDJSON when neither says.
    static func wanted(_ format: String?, _ headers: HTTPFields) throws(Problem) -> RowFormat {
        if let format {
            guard let found = RowFormat(asked: format) else {
                throw Problem(
                    .unknownParameter, "`_format` names no format of tables. Use `csv`, `ndjson` or `json`.", path: "_format")
            }
            return found
        }
        guard let header = headers[.accept], !MediaRange.trim(header).isEmpty else { return .ndjson }
        for range in MediaRange.list(header) {
            switch range.type {
            case "*/*", "application/*": return .ndjson
            case "text/*": return .csv
            case let type: if let found = RowFormat(asked: type) { return found }
            }
        }
        throw Problem(
            .notAcceptable,
            "Nothing that `Accept` names can be given. Ask for `text/csv`, `application/x-ndjson` or `application/json`.")
    }

    private init?(asked text: String) {
        // A plus sign that was not escaped arrives as a space.
        switch MediaRange.trim(text.split(separator: ";").first ?? "").lowercased().replacing(" ", with: "+") {
        case "csv", "text/csv": self = .csv
        case "ndjson", "application/x-ndjson", "application/ndjson", "application/fhir+ndjson": self = .ndjson
        case "json", "application/json", "application/fhir+json", "text/json": self = .json
        default: return nil
        }
    }
}

/// How rows are written.
public enum RowFormat: String, Sendable, CaseIterable {
    /// RFC 4180 (https://www.rfc-editor.org/rfc/rfc4180): a line of names, then a line for each row, ended by CR LF. What is null is empty; an
    /// empty text is `""`; lists and values with elements of their own are JSON.
    case csv
    /// A JSON object in each line, with every column; lines are ended by LF.
    case ndjson
    /// One JSON array of objects, each with every column.
    case json

    /// - Parameter header: whether CSV begins with the line of names.
    public func mediaType(header: Bool = true) -> String {
        switch self {
        case .csv: "text/csv; charset=utf-8; header=\(header ? "present" : "absent")"
        case .ndjson: "application/x-ndjson"
        case .json: "application/json"
        }
    }
}

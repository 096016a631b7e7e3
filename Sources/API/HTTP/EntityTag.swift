/// The version of a resource as HTTP names it: `W/"3"`. https://hl7.org/fhir/R4/http.html#versioning
enum EntityTag {
    static func of(_ version: String) -> String { "W/\"\(version)\"" }

    /// Whether a header such as `If-Match` or `If-None-Match` names this version; `*` names any.
    static func names(_ version: String, in header: String) -> Bool {
        versions(in: header).contains { $0 == "*" || $0 == version }
    }

    private static func versions(in header: String) -> [String] {
        header.split(separator: ",").map { part in
            let text = MediaRange.trim(part)
            let bare = text.hasPrefix("W/") ? String(text.dropFirst(2)) : text
            return bare.filter { $0 != "\"" }
        }
    }
}

extension API {
    /// The shape of a path, for a log: ids, versions and whatever is no name of FHIR's are left out.
    public static func route(of path: String) -> String {
        let segments = path.split(separator: "/").map(String.init)
        let addresses: [Address] = Registry.standard.interactions.map { $0.address }
        let here = addresses.filter { $0.matches(segments) }
        guard let address = here.first(where: { !$0.segments.contains(.type) }) ?? here.first else { return "/fhir/…" }
        let parts = zip(address.segments, segments).map { (segment, text) -> String in
            switch segment {
            case .literal(let literal): literal
            case .type, .member: ResourceTypes.isKnown(text) ? text : "…"
            case .id, .version: "…"
            }
        }
        return "/" + parts.joined(separator: "/")
    }
}

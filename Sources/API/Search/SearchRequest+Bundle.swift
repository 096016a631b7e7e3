import FHIR
import Journal

extension SearchRequest {
    /// The page as a Bundle, with links made of what was really used.
    func bundle(_ page: ResourcePage, base: String) -> [UInt8] {
        var writer = JSONWriter(capacity: 512 + page.resources.reduce(0) { $0 + ($1.resource?.bytes.count ?? 0) + 200 })
        writer.object { writer in
            writer.field("resourceType", "Bundle")
            writer.field("type", "searchset")
            writer.field("total", page.total)
            writer.links(this: link(query.after, base), next: page.next.map { link($0, base) })
            if !page.resources.isEmpty || !ignored.isEmpty {
                writer.array("entry") { writer in
                    for stored in page.resources { writer.object { Self.write(stored, base, &$0) } }
                    if !ignored.isEmpty { writer.object { writeIgnored(&$0) } }
                }
            }
        }
        return writer.bytes
    }

    private static func write(_ stored: StoredResource, _ base: String, _ writer: inout JSONWriter) {
        writer.field("fullUrl", "\(base)/\(stored.type)/\(stored.id)")
        if let resource = stored.resource { writer.raw("resource", resource.bytes) }
        writer.object("search") { $0.field("mode", "match") }
    }

    private func writeIgnored(_ writer: inout JSONWriter) {
        let names = ignored.map { "`\($0)`" }.joined(separator: ", ")
        writer.raw("resource", OperationOutcome.warning("Ignored, since not known here: \(names)."))
        writer.object("search") { $0.field("mode", "outcome") }
    }

    private func link(_ page: String?, _ base: String) -> String {
        let pairs = used + (page.map { [(name: "_page", value: $0)] } ?? [])
        return "\(base)/\(query.type)" + (pairs.isEmpty ? "" : "?" + FormEncoding.query(pairs))
    }
}

extension JSONWriter {
    /// The links of a page: its own address, and that of the next.
    mutating func links(this: String, next: String?) {
        array("link") { writer in
            for (relation, url) in [("self", this), ("next", next)] {
                guard let url else { continue }
                writer.object { writer in
                    writer.field("relation", relation)
                    writer.field("url", url)
                }
            }
        }
    }
}

import FHIR
import Journal

extension SearchAnswer {
    /// The page as a Bundle, with links made of what was really used.
    func bundle(base: String) -> [UInt8] {
        let outcome = outcome
        var writer = JSONWriter(capacity: 512 + (matches + included).reduce(0) { $0 + ($1.resource?.bytes.count ?? 0) + 200 })
        writer.object { writer in
            writer.field("resourceType", "Bundle")
            writer.field("type", "searchset")
            writer.field("total", total)
            writer.links(this: link(request.page, base), next: next.map { link($0, base) })
            guard !matches.isEmpty || outcome != nil else { return }
            writer.array("entry") { writer in
                for stored in matches { writer.object { write(stored, "match", base, &$0) } }
                for stored in included { writer.object { write(stored, "include", base, &$0) } }
                guard let outcome else { return }
                writer.object { writer in
                    writer.raw("resource", outcome)
                    writer.object("search") { $0.field("mode", "outcome") }
                }
            }
        }
        return writer.bytes
    }

    private func write(_ stored: StoredResource, _ mode: String, _ base: String, _ writer: inout JSONWriter) {
        writer.field("fullUrl", "\(base)/\(stored.type)/\(stored.id)")
        if let resource = stored.resource {
            if let subset = request.subset, subset.applies(to: stored.type, isMatch: mode == "match") {
                writer.raw("resource", subset.bytes(of: resource))
            } else {
                writer.raw("resource", resource.bytes)
            }
        }
        writer.object("search") { $0.field("mode", mode) }
    }

    /// What the answer says about itself.
    private var outcome: [UInt8]? {
        var issues: [OperationOutcome.Issue] = []
        if !request.ignored.isEmpty {
            let plain = request.ignored.filter(Problem.isPlain).map { "`\($0)`" }
            let others = plain.count < request.ignored.count ? ["a parameter whose name is not repeated here"] : []
            issues.append(.warning("not-supported", "Ignored, since not known here: \((plain + others).joined(separator: ", "))."))
        }
        if let shortage { issues.append(.warning("too-costly", shortage)) }
        issues += plan.map { .information($0) }
        return issues.isEmpty ? nil : OperationOutcome.write(issues)
    }

    private func link(_ page: PagePlace?, _ base: String) -> String {
        let pairs = request.used + (page.map { [(name: "_page", value: $0.text(among: request.types))] } ?? [])
        return base + request.scope.path + (pairs.isEmpty ? "" : "?" + FormEncoding.query(pairs))
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

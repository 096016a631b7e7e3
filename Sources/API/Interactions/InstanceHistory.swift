import FHIR
import HTTPTypes
import Journal

/// Every version of a resource, the newest first, by pages: https://hl7.org/fhir/R4/http.html#history
struct InstanceHistory: Interaction {
    let method = HTTPRequest.Method.get
    let address = Address(.fhir, .type, .id, .history)
    let listing = Listing.type("history-instance")

    func work(for call: Call) throws(Problem) -> Work {
        var limit = PageSize.standard
        var before: Int64?
        for (name, value) in try call.parameters(["_count", "_page"]) {
            switch name {
            case "_count": limit = max(1, try PageSize.read(value))
            default:
                guard let version = Int64(value), version > 0 else { throw .noPage }
                before = version
            }
        }
        return .read { [limit, before] reader in
            let versions = try reader.versions(call.type, call.id, before: before, limit: limit + 1)
            guard !versions.isEmpty || before != nil else { throw Problem.noResource }
            return Answer(.ok, .resource(Self.bundle(Array(versions.prefix(limit)), hasMore: versions.count > limit, limit, before, call)))
        }
    }

    private static func bundle(
        _ versions: [StoredResource], hasMore: Bool, _ limit: Int, _ before: Int64?, _ call: Call
    ) -> [UInt8] {
        let address = call.address(call.type, call.id)
        func link(_ page: Int64?) -> String {
            let pairs = [(name: "_count", value: String(limit))] + (page.map { [(name: "_page", value: String($0))] } ?? [])
            return "\(address)/_history?\(FormEncoding.query(pairs))"
        }
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("resourceType", "Bundle")
            writer.field("type", "history")
            writer.links(this: link(before), next: hasMore ? versions.last.map { link($0.version) } : nil)
            if !versions.isEmpty {
                writer.array("entry") { writer in
                    for stored in versions { writer.object { write(stored, address, &$0) } }
                }
            }
        }
        return writer.bytes
    }

    private static func write(_ stored: StoredResource, _ address: String, _ writer: inout JSONWriter) {
        let (method, status) =
            if stored.resource == nil {
                ("DELETE", "204 No Content")
            } else if stored.version == 1 {
                ("POST", "201 Created")
            } else {
                ("PUT", "200 OK")
            }
        writer.field("fullUrl", address)
        if let resource = stored.resource { writer.raw("resource", resource.bytes) }
        writer.object("request") { writer in
            writer.field("method", method)
            writer.field("url", method == "POST" ? stored.type : "\(stored.type)/\(stored.id)")
        }
        writer.object("response") { writer in
            writer.field("status", status)
            writer.field("etag", EntityTag.of(stored.version))
            writer.field("lastModified", stored.updated.description)
        }
    }
}

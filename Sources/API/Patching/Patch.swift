import Exchange
import FHIR
import HTTPTypes
import Journal

/// A new version made of the current one by a description of what differs: https://hl7.org/fhir/R4/http.html#patch
///
/// Everything that the patch does not name stays byte for byte. A patch that changes nothing makes no version.
struct Patch: Interaction {
    let method = HTTPRequest.Method.patch
    let address: Address
    let listing: Listing

    static let byID = Patch(address: Address(.fhir, .type, .id), listing: .type("patch"))
    static let conditional = Patch(address: Address(.fhir, .type), listing: .conditional("patch"))

    func work(for call: Call) throws(Problem) -> Work {
        let target = try call.target()
        let document = try PatchDocument(call)
        return .write(.people) { writer in
            let current = try target.current(call.type, in: writer.journal)
            try call.checkPreconditions(current)
            guard let current else { throw Problem.noResource }
            guard let old = current.resource else { throw try writer.journal.whyGone(current) ?? .deleted }
            if !ResourceWriter.mayChangeLinks(current), !ResourceWriter.isOfPlan(current) { try ResourceWriter.check(current) }
            let new = try document.apply(to: old, at: call.context.now)
            guard new.bytes != old.bytes else { return try Answer.changed(current, .ok, "Nothing differed.", for: call) }
            return try Answer.changed(try writer.put(new, id: current.id, over: current), .ok, "Changed.", for: call)
        }
    }
}

/// A description of what is to differ, in one of the forms that FHIR knows.
enum PatchDocument: Sendable {
    case json(JSONPatch)
    case merge(MergePatch)
    case fhirPath(FHIRPathPatch)

    /// By the body's `Content-Type`; in a Bundle by the resource: a Binary holds a JSON Patch, Parameters are a FHIRPath Patch.
    init(_ call: Call) throws(Problem) {
        let root: Element? =
            switch call.content {
            case .resource(let resource): resource.root
            case .entry(let element): element
            case .bytes, .none: nil
            }
        if let root, root.string("resourceType") == "Binary" {
            guard Self.isJSONPatch(root.string("contentType")) else { throw .patchForm }
            guard let bytes = root["data"].flatMap({ Base64.decode($0) }) else {
                throw Problem(.invalid, "The Binary has no `data` in base64. Put the patch there.", path: "Binary.data")
            }
            self = try .json(JSONPatch(bytes, call.context.limits))
            return
        }
        if case .bytes(let bytes) = call.content, Self.isJSONPatch(call.headers[.contentType]) {
            self = try .json(JSONPatch(bytes, call.context.limits))
            return
        }
        if let merge = try Self.merge(call) {
            self = try .merge(MergePatch(merge))
            return
        }
        if root == nil, call.headers[.contentType].flatMap({ MediaRange($0) })?.type.contains("patch") == true { throw .patchForm }
        let resource = try call.resource()
        guard resource.type == "Parameters" else { throw .patchForm }
        self = try .fhirPath(FHIRPathPatch(resource))
    }

    /// The body when it is a JSON Merge Patch: by its media type, or plain JSON of something else than Parameters.
    private static func merge(_ call: Call) throws(Problem) -> Element? {
        guard case .bytes(let bytes) = call.content, let type = call.headers[.contentType].flatMap({ MediaRange($0) })?.type,
            type == "application/merge-patch+json" || type == "application/json"
        else { return nil }
        do {
            let root = try Document(json: bytes, limits: call.context.limits).root
            return type == "application/json" && root.string("resourceType") == "Parameters" ? nil : root
        } catch {
            throw Problem(error)
        }
    }

    private static func isJSONPatch(_ mediaType: String?) -> Bool {
        mediaType.flatMap { MediaRange($0) }?.type == "application/json-patch+json"
    }

    /// The resource that the patch makes of another; its type and its id stay what they were.
    func apply(to resource: Resource, at now: Instant) throws(Problem) -> Resource {
        var edited = EditedDocument(resource)
        switch self {
        case .json(let patch): try patch.apply(to: &edited)
        case .merge(let patch): try patch.apply(to: &edited)
        case .fhirPath(let patch): try patch.apply(to: &edited, at: now)
        }
        edited.removeEmptied()
        let result: Resource
        do { result = try Resource(edited.document) } catch { throw Problem(error) }
        guard result.type == resource.type, result.id == resource.id else {
            throw Problem(.unprocessable, "A patch may not change what a resource is or its `id`. Leave both as they are.")
        }
        if var problem = Problem(malformationOf: result) {
            problem.kind = .unprocessable
            throw problem
        }
        return result
    }
}

extension Problem {
    fileprivate static let patchForm = Problem(
        .unsupportedMediaType,
        """
        A patch is a JSON Patch (`application/json-patch+json`; in a Bundle as a Binary of that type), a FHIRPath Patch (Parameters as \
        `application/fhir+json` or `application/fhir+xml`) or a JSON Merge Patch (`application/merge-patch+json`). XML Patch is not read here: \
        send one of these, or the whole resource with PUT.
        """)
}

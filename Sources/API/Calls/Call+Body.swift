import FHIR
import HTTPTypes
import Journal
import Validation

extension Call {
    /// The resource in the body, of whatever type.
    func resource() throws(Problem) -> Resource {
        switch content {
        case .resource(let resource): return resource
        case .entry(let element): return Resource(element)
        case .none: throw Problem(.invalid, "The request needs a resource, and there is none. Send it in the body.")
        case .bytes(let bytes):
            guard !bytes.isEmpty else { throw Problem(.malformed, "The body is empty. Send the resource in it.") }
            let format = try Format.sent(headers)
            do {
                return
                    switch format
                {
                case .json: try Resource(json: bytes, limits: context.limits)
                case .xml: try Resource(xml: bytes, limits: context.limits)
                }
            } catch {
                throw Problem(error)
            }
        }
    }

    /// The resource in the body, which must be of the type that the path names, and be what R4 allows in JSON.
    func resourceOfType() throws(Problem) -> Resource {
        let resource = try resource()
        guard resource.type == type else {
            throw Problem(
                .invalid, "The body holds another type of resource than the address names. Send it to the address of its own type.",
                path: "resourceType")
        }
        switch content {
        case .bytes, .entry: if let problem = Problem(malformationOf: resource) { throw problem }
        case .resource, .none: break  // Looked at when it was read.
        }
        return resource
    }
}

extension Problem {
    /// What keeps a resource from being R4 at all; nil when nothing does.
    init?(malformationOf resource: Resource) {
        guard let first = Validator.malformation(of: resource.root) else { return nil }
        self.init(.invalid, "\(first.message) It stands at `\(first.location)`.", path: first.location)
    }
}

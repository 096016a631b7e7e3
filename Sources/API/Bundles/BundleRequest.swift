import FHIR
import HTTPTypes

/// One entry of a batch or transaction, as the request that it stands for.
struct BundleRequest: Sendable {
    /// Its place in the Bundle, from 0.
    var index: Int
    var fullURL: String?
    var interaction: any Interaction
    var call: Call

    /// Reads an entry; refuses what no entry may ask for.
    init(_ entry: Element, index: Int, in outer: Call, _ targets: inout BundleTargets) throws(Problem) {
        self.index = index
        fullURL = entry.string("fullUrl")
        guard let request = entry["request"], let method = request.string("method"), let url = request.string("url") else {
            throw Problem(.invalid, "Each entry needs a `request` with `method` and `url`.", path: "Bundle.entry[\(index)].request")
        }
        guard let method = HTTPRequest.Method(rawValue: method) else {
            throw Problem(.invalid, "The entry's method is none.", path: "Bundle.entry[\(index)].request.method")
        }
        let target: BundleTargets.Target
        do {
            target = try targets.target(method, url, in: outer.context)
        } catch {
            throw error.inEntry(index)
        }
        interaction = target.interaction
        guard interaction.mayBeBundled else {
            throw Problem(.invalid, "This request cannot stand in a Bundle. Send it alone.", path: "Bundle.entry[\(index)].request")
        }
        call = outer
        call.method = method
        call.address = interaction.address
        call.segments = target.segments
        call.query = target.query
        call.headers = Self.headers(request)
        call.preferences.returns = outer.preferences.returns ?? .minimal
        call.content = entry["resource"].map { .entry($0) } ?? .none
    }

    static func all(in bundle: Resource) -> [Element] { bundle.root.each("entry") }

    /// The entry's conditions, as the headers that they stand for.
    private static func headers(_ request: Element) -> HTTPFields {
        var headers: HTTPFields = [:]
        headers[.ifMatch] = request.string("ifMatch")
        headers[.ifNoneMatch] = request.string("ifNoneMatch")
        headers[.ifModifiedSince] = request.string("ifModifiedSince").flatMap { Instant($0) }.map(HTTPDate.write)
        headers.set("If-None-Exist", request.string("ifNoneExist"))
        return headers
    }

    /// The place in which FHIR wants entries processed; Patients are written before anything else, since others belong to their journal.
    var order: (part: Part, kind: Int, index: Int) {
        switch call.method {
        case .delete: (.deletions, 0, index)
        case .post: (.writes, call.type == "Patient" ? 0 : 2, index)
        case .put, .patch: (.writes, call.type == "Patient" ? 1 : 3, index)
        default: (.reads, 0, index)
        }
    }

    enum Part: Int, Comparable {
        case deletions, writes, reads

        static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }
}

extension Problem {
    /// The same, of an entry of a Bundle.
    func inEntry(_ index: Int) -> Problem {
        var problem = self
        if path?.hasPrefix("Bundle.entry[") != true { problem.path = "Bundle.entry[\(index)]" }
        return problem
    }
}

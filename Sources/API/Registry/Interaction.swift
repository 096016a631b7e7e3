import HTTPTypes

/// One thing that a client may ask for: where it is asked, how the CapabilityStatement lists it, and what it does.
///
/// An interaction is a value without state. It decides everything that needs no journal in `work(for:)` and gives the rest back as a
/// closure, so that the same interaction runs alone, inside a batch and inside somebody else's transaction.
protocol Interaction: Sendable {
    var method: HTTPRequest.Method { get }
    var address: Address { get }
    var listing: Listing { get }
    /// Whether it may stand in the entry of a batch or transaction.
    var mayBeBundled: Bool { get }
    /// Whether it answers with resources, in one of FHIR's formats; else `Accept` and `_format` are its own to read.
    var writesResources: Bool { get }

    func work(for call: Call) throws(Problem) -> Work
}

extension Interaction {
    var mayBeBundled: Bool { true }
    var writesResources: Bool { true }
}

/// How the CapabilityStatement lists an interaction.
enum Listing: Sendable, Hashable {
    /// `rest.resource.interaction.code`, for each resource type.
    case type(String)
    /// `rest.interaction.code`, each.
    case system([String])
    /// `rest.operation`.
    case operation(name: String, definition: String)
    /// `rest.resource.operation`, for each resource type or for some.
    case typeOperation(name: String, definition: String, types: [String]? = nil)
    /// What an interaction does by conditions instead of an id: `rest.resource.conditionalUpdate` and its like, for each resource type.
    case conditional(String)
    /// Not FHIR's business, or the statement itself.
    case unlisted
}

/// Where an interaction stands, segment by segment.
struct Address: Sendable, Hashable {
    enum Segment: Sendable, Hashable {
        case literal(String)
        case type, id, version
        /// A type below a resource: what is searched in its compartment.
        case member
    }

    var segments: [Segment]

    init(_ segments: Segment...) { self.segments = segments }

    /// Whether a path has this shape; what its segments hold is judged later.
    func matches(_ path: [String]) -> Bool {
        path.count == segments.count
            && zip(segments, path).allSatisfy { segment, text in
                switch segment {
                case .literal(let literal): text == literal
                // Names with these signs are FHIR's own: an operation, a history, a search.
                case .type, .id, .version: !text.hasPrefix("_") && !text.hasPrefix("$") && !text.isEmpty
                case .member: ResourceTypes.isKnown(text)
                }
            }
    }

    func value(_ segment: Segment, in path: [String]) -> String? {
        zip(segments, path).first { $0.0 == segment }?.1
    }
}

extension Address.Segment {
    static let fhir = Self.literal("fhir")
    static let history = Self.literal("_history")
    static let search = Self.literal("_search")
    static let anyType = Self.literal("*")
}

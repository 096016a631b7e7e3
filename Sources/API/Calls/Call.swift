import FHIR
import HTTPTypes
import Journal
import Validation

/// One request on its way to its interaction: alone, or as an entry of a Bundle.
struct Call: Sendable {
    var method: HTTPRequest.Method
    var address: Address
    /// The path's segments; the first is `fhir` or `letters`.
    var segments: [String]
    var query: [(name: String, value: String)]
    var headers: HTTPFields
    var content: Content
    var preferences: Preferences
    var context: Context
    /// The id of what this call is about, when a transaction has settled it before anything was written: of what it creates, or of what its
    /// conditions fit.
    var assigned: String?
    /// Whether the body's own id was held against that already.
    var isSettled: Bool { assigned != nil }

    /// The body: bytes that nobody has read yet, a resource, or that of a Bundle's entry, of which a copy is made when it is wanted.
    enum Content: Sendable {
        case bytes([UInt8])
        case resource(Resource)
        case entry(Element)
        case none
    }

    /// What holds for every call: the hub's own side.
    struct Context: Sendable {
        /// The address that clients know the FHIR API by, without a slash at the end.
        var base: String
        var limits: Limits
        var now: Instant
        var registry: Registry
        var receive: any LetterReceiving
        /// For work that needs commits of its own; interactions in a transaction never use it.
        var journal: any Journal
        /// Asked before a commit; it throws when nothing may be written now.
        var admit: @Sendable () throws -> Void
        /// Knows the profiles that are loaded.
        var validator: Validator
        /// What this server does, as last written.
        var statement: WrittenStatement
        /// Who answers for what clients change, as long as they do not sign in.
        var custodian: String
        /// Lets the pathways of a citizen react to what a commit has changed.
        var react: @Sendable (any JournalWriter, SubjectID) throws -> Void
        /// Does what a client means by a Task or Goal of a plan.
        var plan: API.PlanWriting
        /// What may be shown to who asks.
        var gate: Gate
    }

    /// The parameters that hold for every interaction.
    static let general = ["_format", "_pretty"]

    var type: String { address.value(.type, in: segments) ?? "" }
    var id: String { address.value(.id, in: segments) ?? "" }

    /// The version that the path names; refuses what can be none.
    func version() throws(Problem) -> Int64 {
        guard let text = address.value(.version, in: segments), let version = Int64(text), version > 0, String(version) == text else {
            throw .noVersion
        }
        return version
    }

    /// The parameters that are the interaction's own; refuses unknown ones, naming those that are known.
    func parameters(_ known: [String] = []) throws(Problem) -> [(name: String, value: String)] {
        let own = query.filter { !Self.general.contains($0.name) }
        if let unknown = own.first(where: { !known.contains($0.name) }) {
            let names = (known + Self.general).sorted().joined(separator: ", ")
            throw Problem(.unknownParameter, "\(Problem.shown(unknown.name)) is not known here. Known are: \(names).")
        }
        return own
    }

    /// The address of a resource, with its version when one is given.
    func address(_ type: String, _ id: String, version: Int64? = nil) -> String {
        "\(context.base)/\(type)/\(id)" + (version.map { "/_history/\($0)" } ?? "")
    }
}

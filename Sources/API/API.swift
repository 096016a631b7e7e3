public import Access
public import FHIR
public import Journal
public import Pathways
public import Validation

/// The FHIR REST API and the door for letters, as a function from request to answer: a web server mounts it under `/fhir` and `/letters`.
///
/// ```swift
/// let api = API(journal: journal, access: access, receive: intake, clock: { now }, limits: .standard, base: "http://127.0.0.1:8080/fhir")
/// await api.answer(APIRequest(method: .get, target: "/fhir/metadata")).status      // 200
/// await api.answer(APIRequest(method: .get, target: "/fhir/Patient/none")).status  // 404, with an OperationOutcome
/// ```
public struct API: Sendable {
    private let journal: any Journal
    private let access: AccessControl
    private let receive: any LetterReceiving
    private let clock: @Sendable () -> Instant
    private let limits: Limits
    private let base: String
    private let admit: @Sendable () throws -> Void
    private let validator: Validator
    private let custodian: String
    private let react: @Sendable (any JournalWriter, SubjectID) throws -> Void
    private let plan: PlanWriting
    private let registry = Registry.standard
    private let statement = WrittenStatement()

    /// Writer, what a client sends of a plan, and who answers for it: gives the resource as it will stand, nil for what is no plan's.
    public typealias PlanWriting = @Sendable (any JournalWriter, Desk.Writing, _ custodian: String) throws -> StoredResource?

    /// - Parameters:
    ///   - access: decides on every request and on all that an answer would show, and keeps the trace: without one nothing is answered.
    ///   - base: the address that clients know `/fhir` by, such as `http://127.0.0.1:8080/fhir`.
    ///   - admit: asked before each commit of resources; what it throws (a ``JournalError`` of kind `.full`) is the answer. Letters are the
    ///     receiver's own to refuse.
    ///   - validator: what `$validate` asks, with the profiles that it knows.
    ///   - custodian: the organisation that answers for what clients change, as an address or a key of the directory.
    ///   - react: called in each commit that changed resources of a citizen for whom a plan stands.
    ///   - plan: what a client means who writes a Task or Goal of a plan. Without it, none is a plan's, and what plans are shown by stays as
    ///     it is.
    public init(
        journal: any Journal, access: AccessControl, receive: any LetterReceiving, clock: @escaping @Sendable () -> Instant, limits: Limits,
        base: String,
        admit: @escaping @Sendable () throws -> Void = {}, validator: Validator = .shared,
        custodian: String = "hub", react: @escaping @Sendable (any JournalWriter, SubjectID) throws -> Void = { _, _ in },
        plan: PlanWriting? = nil
    ) {
        self.journal = journal
        self.access = access
        self.receive = receive
        self.clock = clock
        self.limits = limits
        self.admit = admit
        self.validator = validator
        self.custodian = custodian
        self.react = react
        self.plan =
            plan ?? { _, writing, _ in
                if case .version = writing { throw Problem.derived }
                return nil
            }
        self.base = base.hasSuffix("/") ? String(base.dropLast()) : base
    }

    /// The largest body that is read; a server that streams stops there and answers with ``refusal(_:to:)`` of `.tooLarge`.
    public var maximumBytes: Int { limits.maximumBytes }

    /// Answers any request: what cannot be done is an OperationOutcome too. It never throws and never answers with an empty error.
    public func answer(_ request: APIRequest) async -> APIResponse {
        await Compression.answer(perform(request), to: request)
    }

    private func perform(_ request: APIRequest) async -> APIResponse {
        do {
            guard request.body.count <= limits.maximumBytes else { return refusal(tooLarge, to: request) }
            var request = request
            request.body = try Compression.body(of: request, limit: limits.maximumBytes)
            let call = try call(for: request)
            let interaction = try registry.interaction(call.method, call.segments)
            let format = interaction.writesResources ? try Format.wanted(request) : .json
            let passage = Passage(interaction, call)
            do {
                let answer = try await interaction.permitted(call).perform(on: call.context)
                let response = try Rendering(format: format, request: request).response(answer, through: passage)
                try await passage.leave(answer)
                return response
            } catch let error as AccessError {
                throw error
            } catch {
                let problem = Problem(error)
                try await passage.leave(problem)
                throw problem
            }
        } catch {
            return refusal(Problem(error), to: request)
        }
    }

    /// Any refusal, the server's own included, as this API writes them.
    public func refusal(_ problem: Problem, to request: APIRequest) -> APIResponse {
        Rendering(format: (try? Format.wanted(request)) ?? .json, request: request).response(problem)
    }

    /// That the body is larger than ``maximumBytes``.
    public var tooLarge: Problem {
        Problem(
            .tooLarge, "The body is larger than the \(limits.maximumBytes) bytes that are read here. Send less, or in several requests.")
    }

    private func call(for request: APIRequest) throws(Problem) -> Call {
        let segments = request.path.split(separator: "/").map(String.init)
        let interaction = try registry.interaction(request.method, segments)
        let now = clock()
        return Call(
            method: request.method, address: interaction.address, segments: segments, query: request.query, headers: request.headers,
            content: request.body.isEmpty ? .none : .bytes(request.body), preferences: Preferences(request.headers),
            context: Call.Context(
                base: request.authority.map { "http://\($0)/fhir" } ?? base, limits: limits, now: now, registry: registry,
                receive: receive, journal: journal,
                admit: admit, validator: validator, statement: statement, custodian: custodian, react: react, plan: plan,
                gate: Gate(access: access, actor: access.asker, now: now)))
    }
}

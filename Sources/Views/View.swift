public import FHIR
public import FHIRPath

/// A ViewDefinition, checked and compiled: it makes rows of resources.
/// https://sql-on-fhir.org/ig/latest/StructureDefinition-ViewDefinition.html
///
/// ```swift
/// let view = try View(json: definition)         // refused here, whole, or not at all
/// for resource in resources {
///     try view.rows(of: resource) { row in … }  // a cell for each of view.columns
/// }
/// ```
/// Rows come in the order of the definition and of the resource's arrays. A resource of another type gives none.
public struct View: Sendable {
    /// What the definition calls itself; nil when it does not.
    public let name: String?
    /// The type of the resources that give rows.
    public let resource: String
    /// In the order of the output.
    public let columns: [Column]

    let conditions: [Path]
    let plan: Plan
    var environment: Environment
    var limits = Limits()

    /// What `now()` and `today()` mean in the view; without it, a path that asks for them fails.
    public var now: TemporalValue? {
        get { environment.now }
        set { environment.now = newValue }
    }

    /// Reads a ViewDefinition from JSON.
    public init(json bytes: [UInt8]) throws(ViewRefusal) {
        let document: Document
        do {
            document = try Document(json: bytes)
        } catch {
            throw ViewRefusal(problems: [ViewError(.noDefinition, error.message)])
        }
        try self.init(document.root)
    }

    /// Reads a ViewDefinition that stands in another document, such as Parameters.
    public init(_ definition: Element) throws(ViewRefusal) {
        var reader = DefinitionReader()
        let view = reader.view(definition)
        guard let view, reader.problems.isEmpty else { throw ViewRefusal(problems: reader.problems) }
        self = view
    }

    init(name: String?, resource: String, columns: [Column], conditions: [Path], selection: Selection, environment: Environment) {
        self.name = name
        self.resource = resource
        self.columns = columns
        self.conditions = conditions
        plan = Plan(selection, resource: resource)
        self.environment = environment
    }

    /// Calls `body` for each row that the resource gives: a cell for each column.
    ///
    /// Throws a `ViewError` when the resource gives what the view does not allow, and what `body` throws. Rows before that have been given.
    public func rows(of resource: Resource, _ body: ([Cell]) throws -> Void) throws {
        let producer = RowProducer(self)
        let root = resource.root
        try producer.rows(of: root) { try body(producer.cells.all(of: root.document)) }
    }

    /// What one resource may ask of a view.
    struct Limits: Sendable {
        var rows = 10_000_000
        /// Steps of one `repeat` inside each other. A document is never deeper than 200.
        var repeatDepth = 400
        /// Items of one `repeat`.
        var repeatItems = 1_000_000
    }
}

public import FHIR

/// Which resources of a type are asked for, and in which order: https://hl7.org/fhir/R4/search.html
public struct Search: Sendable, Hashable {
    public enum Total: String, Sendable, CaseIterable {
        case none, estimate, accurate
    }

    /// What results are sorted by; a resource without a value comes last, whichever way.
    public struct Order: Sendable, Hashable {
        /// nil: by the time of the last change (`_lastUpdated`).
        public var parameter: SearchParameter?
        public var isDescending: Bool

        public init(_ parameter: SearchParameter?, isDescending: Bool = false) {
            self.parameter = parameter
            self.isDescending = isDescending
        }
    }

    public var type: String
    /// All must hold.
    public var criteria: [Criterion] = []
    /// The first one decides, the next among its equals. Empty: whatever order costs least; it stays the same from page to page.
    public var order: [Order] = []
    /// Opaque key of the next page, from ``SearchPage/next``.
    public var after: String?
    /// 0 asks for the count alone.
    public var limit = 50
    public var total = Total.none
    /// Whether to say how the answer was found.
    public var explains = false

    public init(type: String) { self.type = type }
}

/// What a resource must be to be found.
///
/// Made by ``SearchParameters/criterion(_:_:of:in:)``; what a value may be is the business of `SearchTest`.
public indirect enum Criterion: Sendable, Hashable {
    /// It has one of these ids.
    case ids([String])
    /// Its last change lies in this span: from inclusive, to exclusive.
    case updated(from: Instant?, to: Instant?)
    /// At least one of the tests holds for at least one value of the parameter.
    case matches(SearchParameter, [SearchTest])
    /// The parameter has no value at all.
    case isMissing(SearchParameter)
    /// It refers, by the parameter, to a resource of the type for which all of these hold (a chain).
    case refers(SearchParameter, to: String, [Criterion])
    /// A resource of the type refers to it by the parameter, and all of these hold for that resource (`_has`).
    case isReferred(by: SearchParameter, [Criterion])
    /// It is filed in the journal of one of these identities. Links join no others with them: whoever means a person names the whole group.
    case isFiled([SubjectID])
    /// It is a Patient of the person whom a Patient of this id is, by whichever of the person's ids.
    case isPatient(of: String)
    case not(Criterion)
    case all([Criterion])
    case any([Criterion])
}

/// A page of what was found: following `next` to the end neither repeats nor omits what existed and kept its sort key throughout.
public struct SearchPage: Sendable {
    public var resources: [StoredResource]
    public var next: String?
    public var total: Int?
    /// How it was found, when that was asked: a line for each step, without values.
    public var plan: [String] = []

    public init(resources: [StoredResource], next: String?, total: Int?) {
        self.resources = resources
        self.next = next
        self.total = total
    }
}

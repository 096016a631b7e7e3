public import FHIR

/// Profiles, value sets and code systems to validate against, beside R4 itself. https://hl7.org/fhir/R4/profiling.html
///
/// ```swift
/// let definitions = try Definitions(folders: ["packages/dk.fhir.ig"])
/// definitions.reasonNotToUse("http://hl7.dk/fhir/core/StructureDefinition/dk-core-patient")   // nil: it can be checked
/// var validator = Validator()
/// validator.definitions = definitions
/// validator.validate(patient)                       // also what meta.profile names
/// ```
/// Everything is read when the value is made; after that it does not change. A profile that is loaded but cannot be used (its base is missing,
/// it is derived from itself, a path is wrong) stays here with the reason, and resources that name it are told.
public struct Definitions: Sendable {
    /// R4 alone.
    public static let none = Definitions()

    let store: Store

    /// What definitions are after reading.
    final class Store: Sendable {
        let profiles: CanonicalTable<FoundProfile>
        let terminology: Terminology
        /// By `ProfileSlice.number`; nil where a slice cannot be told from others.
        let criteria: [[Criterion]?]
        /// Expressions of the constraints of all profiles; nil where one cannot be read.
        let expressions: ConstraintExpressions
        let count: Int
        let remarks: [String]
        /// Whether extensions are among the profiles.
        let hasExtensions: Bool

        init(
            profiles: CanonicalTable<FoundProfile>, terminology: Terminology, criteria: [[Criterion]?], expressions: ConstraintExpressions,
            count: Int, remarks: [String]
        ) {
            (self.profiles, self.terminology, self.criteria) = (profiles, terminology, criteria)
            (self.expressions, self.count, self.remarks) = (expressions, count, remarks)
            hasExtensions = profiles.all.contains { _, found in
                if case .profile(let profile) = found { profile.type == RuleTable.r4.extension } else { false }
            }
        }

        /// What is at the address of a profile; nil when nothing is.
        func profile(_ canonical: Canonical) -> FoundProfile? {
            if let found = profiles[canonical] { return found }
            return Definitions.r4Type(canonical.url).map { .type($0) }
        }
    }

    private init() {
        var reading = DefinitionReading()
        reading.addBuiltIn()
        store = reading.store()
    }

    /// - Parameter resources: StructureDefinitions, ValueSets and CodeSystems; Bundles of them; others are passed over.
    public init(_ resources: [Resource]) throws(DefinitionError) {
        var reading = DefinitionReading()
        reading.addBuiltIn()
        for resource in resources { try reading.add(resource, source: nil) }
        store = reading.store()
    }

    init(_ reading: DefinitionReading) { store = reading.store() }

    /// How many profiles, value sets and code systems were read.
    public var count: Int { store.count }

    /// What an operator should know but what stops nothing: definitions that are there twice, profiles that cannot be used.
    public var remarks: [String] { store.remarks }

    /// Why resources cannot be checked against a profile, with the remedy; nil when they can be.
    ///
    /// - Parameter profile: its address, with `|version` when that matters; a type of R4 too.
    public func reasonNotToUse(_ profile: String) -> String? {
        switch store.profile(Canonical(profile)) {
        case .type, .profile: nil
        case .broken(let reason): "The profile \(profile) cannot be used: \(reason)"
        case nil: "The profile \(profile) is not loaded. Load its definition, or correct the address."
        }
    }

    /// Whether a code is in a value set, as far as what is loaded can tell.
    ///
    /// - Parameter system: the code's system; nil for a bare code, where the element says which one it is.
    public func contains(valueSet: String, system: String?, code: String) -> Membership {
        store.terminology.contains(Canonical(valueSet), system, code)
    }

    /// The type of R4 whose own definition has this address.
    static func r4Type(_ url: String) -> Int32? {
        let base = "http://hl7.org/fhir/StructureDefinition/"
        guard url.hasPrefix(base) else { return nil }
        return R4.table.index[String(url.dropFirst(base.count))]
    }
}

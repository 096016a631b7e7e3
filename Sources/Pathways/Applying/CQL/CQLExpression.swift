/// A definition of CQL as FHIRPath, and what must be given to it.
struct CQLExpression {
    struct Name: Hashable {
        /// The included library that it is in.
        var library: String?
        var name: String
    }

    /// With variables for what it names.
    var text: String
    /// The definitions and parameters that it names, by variable.
    var definitions: [String: Name] = [:]
    var codes: [String: CQLCode] = [:]
    /// The value sets that it asks, by canonical address.
    var valueSets: Set<String> = []
    /// The types whose resources it retrieves.
    var types: Set<String> = []
}

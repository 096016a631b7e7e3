/// What a search weighs one way against another by.
struct SearchCosts: Sendable {
    /// Nanoseconds for going over an entry of a range.
    var gathering = 3
    /// Nanoseconds for reading a resource and comparing it.
    var reading = 25_000
    /// So many resources are read in vain before ranges are gathered that were to be compared.
    var patience = 48
    /// Fewer candidates than this are taken at once, to be looked for in ranges.
    var fewCandidates = 20_000
}

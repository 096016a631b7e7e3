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
    /// So many entries of a field are gone over at first, and more when the page asks for more.
    var window = 64
    /// So many different codes or addresses are put in order by what they look like; of more, resources are, if they are few.
    var mostTexts = 10_000
    /// So many resources are read and sorted where nothing else gives their order.
    var mostSorted = 20_000
}

extension SearchParameters {
    /// What `name=value` in an address asks for; the name may have a modifier, be a chain (`subject:Patient.name`) or begin with `_has:`.
    ///
    /// - Parameter base: the address that clients know the FHIR API by: a reference with it is one of ours.
    public func criterion(_ name: String, _ value: String, of type: String, base: String) throws(SearchError) -> Criterion {
        try CriterionReader(parameters: self, base: base).criterion(name, value, of: type)
    }

    /// The criterion with codes in the place of value sets (`:in`) and of what is above or below a code, with references to what is above or
    /// below a resource, and with all ids of a person in the place of one (``PersonCriteria``), as the journal has them now.
    ///
    /// A store does this once at the beginning of a search, and whoever asks ``matches(_:_:in:)`` before it. It refuses what the journal does
    /// not know with `.invalid`.
    public func resolved(_ criterion: Criterion, in reader: any JournalReader) throws -> Criterion {
        try PersonCriteria(reader: reader).widened(coded(criterion, in: reader))
    }

    private func coded(_ criterion: Criterion, in reader: any JournalReader) throws -> Criterion {
        switch criterion {
        case .matches(let parameter, let tests): .matches(parameter, try resolved(parameter, tests, in: reader))
        case .refers(let parameter, let target, let inner): .refers(parameter, to: target, try inner.map { try coded($0, in: reader) })
        case .isReferred(let parameter, let inner): .isReferred(by: parameter, try inner.map { try coded($0, in: reader) })
        case .not(let inner): .not(try coded(inner, in: reader))
        case .all(let inner): .all(try inner.map { try coded($0, in: reader) })
        case .any(let inner): .any(try inner.map { try coded($0, in: reader) })
        case .ids, .updated, .isMissing, .isFiled, .isPatient: criterion
        }
    }
}

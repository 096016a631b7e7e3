import FHIR

extension Walk {
    /// Checks invariants of what stands at `at`; which fields it has answers most of them.
    ///
    /// - Parameter present: the fields that are there, by `Member.bit`; nil when that is not known.
    mutating func check(_ range: Range32, _ at: Int, _ type: Int32, _ present: UInt64?) {
        for index in range.indexes {
            let invariant = table.invariants[index]
            var answer = PresenceTest.Answer.unknown
            if let present, !options.asksFHIRPathAlways {
                answer = invariant.test.answer(present) { name in
                    let value = name.withUnsafeBufferPointer { sibling(at, $0) }
                    guard value >= 0, !words.isEscaped(value), words.isText(value) || words.isBoolean(value) else { return nil }
                    return words.text(value)
                }
            }
            switch answer {
            case .yes: continue
            case .no, .nothing: broken(invariant, at)
            case .unknown:
                guard let holds = InvariantEngine.shared.holds(index, invariant, words, root, at, type, scope) else {
                    if notChecked.insert(invariant.key).inserted {
                        report(.invariantNotChecked, at, Sentence.invariantNotChecked(invariant.key))
                    }
                    continue
                }
                if !holds { broken(invariant, at) }
            }
        }
    }

    private mutating func broken(_ invariant: Invariant, _ at: Int) {
        guard !options.ignored.contains(invariant.key) else { return }
        add(
            Finding(
                index: at, severity: invariant.severity, code: .invariant, rule: invariant.key,
                message: Sentence.invariant(invariant.key, invariant.expression)))
    }
}

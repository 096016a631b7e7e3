import FHIR

extension ProfileWalk {
    /// The codes of a value, and whether they are in the value set of a binding. https://hl7.org/fhir/R4/terminologies.html#strength
    mutating func check(_ item: Item, _ binding: ElementRule.Binding, _ profile: Profile) {
        guard item.value >= 0 else { return }
        var isUnknown: String?
        let codes = codes(of: item.value)
        for (system, code) in codes {
            switch store.terminology.contains(binding.valueSet, system, code) {
            case .inside: return
            case .outside: continue
            case .unknown(let missing): isUnknown = missing
            }
        }
        let set = binding.valueSet.description
        if let missing = isUnknown {
            return isNotChecked(.codeNotChecked, set, item.value, Sentence.codeNotChecked(set, missing: missing))
        }
        let isConcept = words.isObject(item.value) && words.member(item.value, "coding") >= 0 || codes.isEmpty
        if binding.isRequired {
            report(.code, item.value, isConcept ? Sentence.concept(set) : Sentence.code(set))
        } else {
            report(.codeExtensible, item.value, Sentence.codeExtensible(set))
        }
    }

    /// Whether one of the codes of a value is in a value set.
    func isMember(_ item: Item, of binding: ElementRule.Binding) -> Bool? {
        guard item.value >= 0 else { return false }
        var answer: Bool? = false
        for (system, code) in codes(of: item.value) {
            switch store.terminology.contains(binding.valueSet, system, code) {
            case .inside: return true
            case .outside: continue
            case .unknown: answer = nil
            }
        }
        return answer
    }

    /// The codes of a code, Coding, CodeableConcept or Quantity; a system that is not said is none.
    private func codes(of value: Int) -> [(system: String?, code: String)] {
        guard words.isObject(value) else { return words.isText(value) ? [(nil, text(value))] : [] }
        let element = root.at(value)
        let codings = element["coding"].map { Array($0.items) } ?? [element]
        return codings.compactMap { coding in coding.string("code").map { (coding.string("system") ?? "", $0) } }
    }
}

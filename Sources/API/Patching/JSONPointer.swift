import FHIR

/// A place in a JSON document: https://www.rfc-editor.org/rfc/rfc6901
struct JSONPointer: Sendable, Hashable {
    /// A name of a member, or the number of an item.
    struct Step: Sendable, Hashable {
        var text: String

        /// As the number of an item: digits without leading zeros.
        var index: Int? {
            guard let index = Int(text), index >= 0, String(index) == text else { return nil }
            return index
        }
    }

    var steps: [Step]

    init(_ steps: [Step] = []) { self.steps = steps }

    /// nil when the text is none: it neither is empty nor begins with a slash, or has `~` before anything but 0 and 1.
    init?(_ text: String) {
        steps = []
        guard !text.isEmpty else { return }
        guard text.hasPrefix("/") else { return nil }
        for part in text.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            var step = ""
            var isEscaped = false
            for character in part.unicodeScalars {
                switch (isEscaped, character) {
                case (true, "0"): step.unicodeScalars.append("~")
                case (true, "1"): step.unicodeScalars.append("/")
                case (true, _): return nil
                case (false, "~"):
                    isEscaped = true
                    continue
                case (false, _): step.unicodeScalars.append(character)
                }
                isEscaped = false
            }
            guard !isEscaped else { return nil }
            steps.append(Step(text: step))
        }
    }

    var parent: JSONPointer { JSONPointer(Array(steps.dropLast())) }

    func appending(_ name: String) -> JSONPointer { JSONPointer(steps + [Step(text: name)]) }
    func appending(_ index: Int) -> JSONPointer { appending(String(index)) }

    /// Whether the other place lies inside this one.
    func contains(_ other: JSONPointer) -> Bool { other.steps.count > steps.count && other.steps.starts(with: steps) }

    /// What stands there; nil when nothing does.
    func element(in root: Element) -> Element? {
        var element = root
        for step in steps {
            let next: Element? =
                switch element.kind {
                case .object: element[step.text]
                case .array: step.index.flatMap { element[$0] }
                case .string, .number, .boolean, .null: nil
                }
            guard let next else { return nil }
            element = next
        }
        return element
    }

    /// Where an element of the document stands.
    init(of element: Element, in root: Element) {
        let range = element.bytes.indices
        func isHere(_ child: Element) -> Bool {
            child.bytes.startIndex <= range.lowerBound && range.upperBound <= child.bytes.endIndex
        }
        steps = []
        var here = root
        while here.bytes.indices != range {
            var next: Element?
            switch here.kind {
            case .object:
                for (name, child) in here.members where isHere(child) {
                    steps.append(Step(text: name))
                    next = child
                    break
                }
            case .array:
                for (index, child) in here.items.enumerated() where isHere(child) {
                    steps.append(Step(text: String(index)))
                    next = child
                    break
                }
            case .string, .number, .boolean, .null: break
            }
            guard let next else { return }
            here = next
        }
    }
}

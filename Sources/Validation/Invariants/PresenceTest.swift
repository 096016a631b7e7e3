/// Decides an invariant by which elements an object has, where that is enough: `value.empty() or system.exists()`.
///
/// Most invariants are such, and most of the others are settled by the absence of something. What is left is for FHIRPath.
struct PresenceTest: Sendable {
    /// FHIRPath's three answers, and that it takes more to know.
    enum Answer: UInt8, Sendable {
        case no
        case yes
        case nothing
        case unknown
    }

    /// A step of the test in postfix order; the operands are on a stack.
    enum Step: Sendable {
        case constant(Answer)
        /// Whether a field is there.
        case present(UInt8)
        /// What it is when a field is not there; unknown otherwise.
        case absent(UInt8, Answer)
        /// Whether the code in a field is one of these.
        case oneOf(UInt8, name: Int, [[UInt8]])
        /// Whether two times are in order, where both are written alike.
        case inOrder(UInt8, UInt8, first: Int, second: Int)
        case not
        /// What `where` makes of a condition: nothing is no.
        case holds
        case and
        case or
        case xor
        case implies
        case equal
    }

    private let steps: [Step]
    /// Names in JSON of fields whose values are looked at.
    let names: [[UInt8]]

    init(_ expression: String, _ fields: PresenceFields) {
        var reader = PresenceReader(fields)
        reader.read(expression)
        steps = reader.steps
        names = reader.names
    }

    /// Whether the test can ever say more than that it does not know.
    var isUseful: Bool { !steps.allSatisfy { if case .constant(.unknown) = $0 { true } else { false } } }

    /// - Parameters:
    ///   - present: the fields that are there, by `Member.bit`.
    ///   - value: the bytes of the value of a field by its name; nil when it has none without escapes.
    func answer(_ present: UInt64, _ value: ([UInt8]) -> UnsafeBufferPointer<UInt8>?) -> Answer {
        // Two bits an operand, the last one lowest. Thirty-two are more than any invariant has.
        var stack: UInt64 = 0
        for step in steps {
            switch step {
            case .constant(let answer): stack = stack &<< 2 | UInt64(answer.rawValue)
            case .present(let bit): stack = stack &<< 2 | (present &>> UInt64(bit) & 1)
            case .absent(let bit, let answer):
                stack = stack &<< 2 | UInt64(present &>> UInt64(bit) & 1 == 0 ? answer.rawValue : Answer.unknown.rawValue)
            case .oneOf(let bit, let name, let codes):
                stack = stack &<< 2 | UInt64(oneOf(present, bit, value(names[name]), codes).rawValue)
            case .inOrder(let first, let second, let one, let two):
                let isThere = present &>> UInt64(first) & present &>> UInt64(second) & 1 == 1
                let answer = isThere ? PresenceTest.inOrder(value(names[one]), value(names[two])) : .nothing
                stack = stack &<< 2 | UInt64(answer.rawValue)
            case .not:
                let operand = Answer(rawValue: UInt8(stack & 3)) ?? .unknown
                stack = stack & ~3 | UInt64(PresenceTest.not(operand).rawValue)
            case .holds: if stack & 3 == UInt64(Answer.nothing.rawValue) { stack &= ~3 }
            case .and, .or, .xor, .implies, .equal:
                let second = Answer(rawValue: UInt8(stack & 3)) ?? .unknown
                let first = Answer(rawValue: UInt8(stack &>> 2 & 3)) ?? .unknown
                stack = (stack &>> 4) &<< 2 | UInt64(PresenceTest.join(step, first, second).rawValue)
            }
        }
        return Answer(rawValue: UInt8(stack & 3)) ?? .unknown
    }

    private func oneOf(_ present: UInt64, _ bit: UInt8, _ value: UnsafeBufferPointer<UInt8>?, _ codes: [[UInt8]]) -> Answer {
        guard present &>> UInt64(bit) & 1 == 1 else { return .nothing }
        guard let value else { return .unknown }
        return codes.contains { $0.elementsEqual(value) } ? .yes : .no
    }

    /// Times of the same length and offset are in order when their texts are.
    private static func inOrder(_ one: UnsafeBufferPointer<UInt8>?, _ two: UnsafeBufferPointer<UInt8>?) -> Answer {
        guard let one, let two, one.count == two.count, one.count >= 4 else { return .unknown }
        if one.count > 10 {
            let offset = one.last == 0x5A ? 1 : 6
            guard one.suffix(offset).elementsEqual(two.suffix(offset)) else { return .unknown }
        }
        return two.lexicographicallyPrecedes(one) ? .no : .yes
    }

    private static func not(_ answer: Answer) -> Answer {
        switch answer {
        case .no: .yes
        case .yes: .no
        case .nothing: .nothing
        case .unknown: .unknown
        }
    }

    /// https://hl7.org/fhirpath/N1/#boolean-logic
    private static func join(_ step: Step, _ first: Answer, _ second: Answer) -> Answer {
        switch step {
        case .and:
            if first == .no || second == .no { return .no }
            if first == .unknown || second == .unknown { return .unknown }
            return first == .yes && second == .yes ? .yes : .nothing
        case .or:
            if first == .yes || second == .yes { return .yes }
            if first == .unknown || second == .unknown { return .unknown }
            return first == .no && second == .no ? .no : .nothing
        case .implies: return join(.or, not(first), second)
        case .xor, .equal:
            if first == .unknown || second == .unknown { return .unknown }
            if first == .nothing || second == .nothing { return .nothing }
            return (first == second) == (step.isEqual) ? .yes : .no
        case .constant, .present, .absent, .oneOf, .inOrder, .not, .holds: return .unknown
        }
    }
}

extension PresenceTest.Step {
    fileprivate var isEqual: Bool { if case .equal = self { true } else { false } }
}

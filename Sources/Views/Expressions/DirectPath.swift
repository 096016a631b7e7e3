import FHIR
import FHIRPath

/// A path that only walks down, such as `name.first().family` or `value.ofType(Quantity).unit`: what most columns are, read straight from
/// the document.
///
/// It answers only where it is sure to answer as the expression does; else the expression is asked.
struct DirectPath: Sendable {
    /// Keeps what the way points at.
    private final class Steps: @unchecked Sendable {
        // Sendable because nothing is written after `init`.
        let all: UnsafeMutableBufferPointer<TapeWay.Step>

        init(_ steps: [TapeWay.Step]) {
            all = .allocate(capacity: steps.count)
            _ = all.initialize(from: steps)
        }

        deinit {
            for step in all { step.name.deallocate() }
            all.deallocate()
        }
    }

    private let steps: Steps
    /// Good as long as the path is there.
    let way: TapeWay

    /// - Parameter type: of the item that the path is asked of.
    init?(_ text: String, on type: String?) {
        guard let type, let start = R4.table.index[type] else { return nil }
        var lexemes = Lexemes(text.trimmingSpace)
        var steps: [TapeWay.Step] = []
        var here = type
        var isDone = false
        defer { if !isDone { for step in steps { step.name.deallocate() } } }
        var isStart = true
        repeat {
            guard let name = lexemes.name() else { return nil }
            if !steps.isEmpty, name == "first", lexemes.parenthesised()?.isEmpty == true {
                steps[steps.count - 1].takesFirst = true
            } else if !(isStart && name == type) {
                guard let (step, next) = Self.step(name, of: here, &lexemes) else { return nil }
                steps.append(step)
                here = next
            }
            if lexemes.next == 0x5B, !steps.isEmpty {
                guard lexemes.take("[0]") else { return nil }
                steps[steps.count - 1].takesFirst = true
            }
            isStart = false
        } while lexemes.take(0x2E)
        guard lexemes.isAtEnd, let last = steps.last else { return nil }
        isDone = true
        self.steps = Steps(steps)
        way = TapeWay(type: start, target: last.type, leadsToObjects: !last.isPrimitive, steps: UnsafeBufferPointer(self.steps.all))
    }

    private static func step(_ name: String, of type: String, _ lexemes: inout Lexemes) -> (TapeWay.Step, type: String)? {
        guard let field = R4.fields(of: type).first(where: { $0.name == name }) else { return nil }
        var (name, target) = (name, field.types.first ?? "")
        if field.isChoice {
            guard lexemes.take(".ofType"), let wanted = lexemes.parenthesised(), field.types.contains(wanted) else { return nil }
            // An Age is a Quantity too: both would have to be looked for.
            guard field.types.filter({ isKind($0, of: wanted) }).count == 1 else { return nil }
            (name, target) = (name + wanted.prefix(1).uppercased() + wanted.dropFirst(), wanted)
        } else if field.types.count != 1 {
            return nil
        }
        guard let next = R4.table.index[target], let form = R4.form(of: target), form != .resource else { return nil }
        return (TapeWay.Step(name: kept(name), isPrimitive: form != .object, type: next), target)
    }

    private static func isKind(_ type: String, of wanted: String) -> Bool {
        var here = R4.table.index[type]
        while let at = here {
            let entry = R4.table.types[Int(at)]
            if entry.name == wanted { return true }
            here = entry.base
        }
        return false
    }

    private static func kept(_ name: String) -> UnsafeBufferPointer<UInt8> {
        let bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: name.utf8.count)
        _ = bytes.initialize(from: name.utf8)
        return UnsafeBufferPointer(bytes)
    }
}

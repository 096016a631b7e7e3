public import Journal
import Synchronization

/// A promise that every journal keeps, with the attempt to break it.
///
/// `run` gets an empty journal and throws ``LawBroken`` when the promise is broken. Whoever writes a store runs ``all`` on it, and
/// afterwards asks the store's own `check()` for nothing.
public struct Law: Sendable, CustomStringConvertible {
    public var name: String
    public var run: @Sendable (any Journal) async throws -> Void

    public init(_ name: String, run: @escaping @Sendable (any Journal) async throws -> Void) {
        self.name = name
        self.run = run
    }

    public var description: String { name }

    public static let all =
        commits + groups + reading + resources + paging + changes + feed + reactions + identities + patients + persons + erasure + outbox
        + letters
        + counting
        + clocks
}

public struct LawBroken: Error, Sendable, CustomStringConvertible {
    public var sentence: String

    public init(_ sentence: String) { self.sentence = sentence }

    public var description: String { sentence }
}

/// Throws unless `condition` holds.
func hold(_ condition: Bool, _ sentence: @autoclosure () -> String) throws {
    guard condition else { throw LawBroken(sentence()) }
}

/// Throws unless both are equal.
func same<Value: Equatable>(_ found: Value, _ wanted: Value, _ what: @autoclosure () -> String) throws {
    guard found == wanted else { throw LawBroken("\(what()): found \(found), wanted \(wanted)") }
}

/// Throws unless `body` is refused with this kind.
func refuses(_ kind: JournalError.Kind, _ what: String, _ body: () async throws -> Void) async throws {
    do {
        try await body()
    } catch let error as JournalError where error.kind == kind {
        return
    }
    throw LawBroken("\(what) was not refused")
}

/// A value that several tasks change.
final class Shared<Value: Sendable>: Sendable {
    private let value: Mutex<Value>

    init(_ value: Value) { self.value = Mutex(value) }

    func withLock<Result: Sendable>(_ body: (inout Value) -> Result) -> Result { value.withLock { body(&$0) } }
}

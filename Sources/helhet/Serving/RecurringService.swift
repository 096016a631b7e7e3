import Journal
import Logging
import ServiceLifecycle

/// Work that is done again and again until the hub stops. A journal that cannot be used just now is told of, and tried again.
protocol RecurringService: Service, CustomStringConvertible {
    static var pace: Duration { get }
    /// What the log says when the journal could not be used.
    static var trouble: Logger.Message { get }
    var logger: Logger { get }

    func work() async throws
}

extension RecurringService {
    /// Its name in the log. Without one the log would spell out the whole hub, which takes seconds.
    var description: String { "\(Self.self)" }

    func run() async throws {
        for await _ in AsyncTimer(every: Self.pace).cancelOnGracefulShutdown() {
            do {
                try await work()
            } catch let error as JournalError {
                logger.error(Self.trouble, metadata: ["journal.error": "\(error.message)"])
            }
        }
    }
}

/// A tick at once and then at a steady pace.
struct AsyncTimer: AsyncSequence {
    let every: Duration

    func makeAsyncIterator() -> Iterator { Iterator(every: every) }

    struct Iterator: AsyncIteratorProtocol {
        let every: Duration
        var isFirst = true

        init(every: Duration) { self.every = every }

        mutating func next() async -> Void? {
            if isFirst {
                isFirst = false
                return ()
            }
            do { try await Task.sleep(for: every) } catch { return nil }
            return ()
        }
    }
}

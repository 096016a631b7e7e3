import Access
import FHIR
import Foundation
import HTTPTypes
import Hummingbird
import Journal
import NIOCore
import ServiceLifecycle
import Synchronization

/// Server-sent events that wake a page up; the page then reads itself anew, so nothing can be lost.
///
/// `GET /live?citizen=4k` wakes when something of that citizen changed, `GET /live` when anything did, at most once a second. The event id
/// is the feed number; a page that comes back with `Last-Event-ID` is woken at once if it missed something.
final class Live: Sendable {
    private let journal: any Journal
    private let open = Mutex<[Int: AsyncStream<Void>.Continuation]>([:])
    private let next = Atomic(0)

    private let access: AccessControl
    private let clock: @Sendable () -> Instant

    init(journal: any Journal, access: AccessControl, clock: @escaping @Sendable () -> Instant) {
        self.journal = journal
        self.access = access
        self.clock = clock
    }

    /// Ends every stream, so that the server can stop.
    func close() {
        for continuation in open.withLock({ $0.values.map(\.self) }) { continuation.finish() }
    }

    /// That something happens to a citizen tells of the citizen: so does waiting for it, which is decided on and in the log.
    private func enter(_ subject: SubjectID?, _ request: Request) async throws {
        let now = clock()
        var entry = LogEntry(
            at: now, access.asker, .feed, what: "live",
            trace: TraceID.of(traceparent: HTTPField.Name("traceparent").flatMap { request.headers[$0] }))
        do throws(Denial) {
            try access.permit(Question(access.asker, .feed, subject.map { .citizen($0) } ?? .wholeJournal, at: now))
        } catch {
            entry.outcome = .denied
            entry.because = error.reason.rawValue
            try await access.leave(entry)
            throw error
        }
        if let subject { entry.shown = [LogEntry.Shown("Patient/\(subject)", of: subject)] }
        try await access.leave(entry)
    }

    func response(to request: Request) async -> Response {
        let subject = request.uri.queryParameters["citizen"].flatMap { SubjectID(text: String($0)) }
        let lastSeen = request.headers[.lastEventID].flatMap { Int64($0) }
        do {
            try await enter(subject, request)
        } catch {
            return Response(status: error is Denial ? .forbidden : .serviceUnavailable)
        }
        return Response(
            status: .ok, headers: [.contentType: "text/event-stream", .cacheControl: "no-store"],
            body: ResponseBody { writer in
                var writer = writer
                let (ended, end) = AsyncStream<Void>.makeStream()
                let id = self.next.add(1, ordering: .relaxed).newValue
                self.open.withLock { $0[id] = end }
                defer { self.open.withLock { $0[id] = nil } }
                try await self.stream(subject, after: lastSeen, request: request, ended: ended, to: &writer)
                try await writer.finish(nil)
            })
    }

    private func stream(
        _ subject: SubjectID?, after lastSeen: Int64?, request: Request, ended: AsyncStream<Void>, to writer: inout any ResponseBodyWriter
    ) async throws {
        // Subscribe before reading, so that nothing falls between.
        let signals = AsyncStream<Bool>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let journal = journal
        try await withThrowingDiscardingTaskGroup { group in
            group.addTask { for await _ in journal.wakeups() { signals.continuation.yield(true) } }
            group.addTask {
                for await _ in ended {}
                signals.continuation.finish()
            }
            var last = if let lastSeen { lastSeen } else { try await journal.read { try $0.lastFeedNumber() } }
            try await writer.write(ByteBuffer(string: ": helhet\n\n"))
            if lastSeen != nil { signals.continuation.yield(true) }
            var output = writer
            try await request.body.consumeWithCancellationOnInboundClose { _ in
                for await _ in signals.stream {
                    let from = last
                    let (number, concerns) = try await journal.read { reader -> (Int64, Bool) in
                        let newest = try reader.lastFeedNumber()
                        guard let subject else { return (newest, newest > from) }
                        return (newest, try !reader.feed(of: reader.group(of: subject), after: from, limit: 1).isEmpty)
                    }
                    last = number
                    guard concerns else { continue }
                    try await output.write(ByteBuffer(string: "id: \(number)\ndata: \(number)\n\n"))
                    if subject == nil { try await Task.sleep(for: .seconds(1)) }
                }
            }
            group.cancelAll()
        }
    }
}

extension HTTPField.Name {
    static let lastEventID: HTTPField.Name = {
        guard let name = HTTPField.Name("Last-Event-ID") else { preconditionFailure("a valid header name") }
        return name
    }()
}

/// When the hub stops: says so to whoever asks, and ends the live pages.
struct DrainService: Service {
    let web: Web

    func run() async throws {
        try? await gracefulShutdown()
        web.operations.drain()
        web.live.close()
    }
}

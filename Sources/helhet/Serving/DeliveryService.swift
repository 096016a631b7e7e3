import Access
import AsyncHTTPClient
import Directory
import Exchange
import FHIR
import Foundation
import Journal
import Logging
import NIOCore
import NIOHTTP1

/// Sends what waits in the outbox, over each receiver's transport, and sends again by each country's rule.
struct DeliveryService: RecurringService {
    let hub: Hub
    let clock: @Sendable () -> Instant
    let logger: Logger

    static let pace = Duration.seconds(1)
    static let trouble: Logger.Message = "outbox waits"

    func work() async throws {
        while try await sendDue() == Self.slice {}
    }

    private static let slice = 50

    private func sendDue() async throws -> Int {
        let now = clock()
        let due = try await hub.journal.read { try $0.outbox(dueBy: now, limit: Self.slice) }
        for item in due {
            let rule = resendRule(for: item)
            if let overdue = Delivery.overdue(item, resend: rule) {
                try await keep(overdue, at: now)
            } else if try await leaveTrace(of: item, at: now) {
                try await keep(Delivery.after(await attempt(item, at: now), of: item, at: now, resend: rule), at: now)
            }
        }
        return due.count
    }

    /// What leaves the hub is in the log before it leaves; without that it waits.
    private func leaveTrace(of item: OutboxItem, at now: Instant) async throws -> Bool {
        var entry = LogEntry(at: now, .hub, .send, what: item.kind.rawValue, target: "outbox/\(item.number)", trace: TraceID.fresh())
        entry.shown = [LogEntry.Shown("outbox/\(item.number)", of: item.subject)].filter { $0.subject != nil }
        guard hub.access.decide(Question(.hub, .send, item.subject.map { .citizen($0) } ?? .nobody, at: now)).isPermitted else {
            return false
        }
        do {
            try await hub.access.leave(entry)
            return true
        } catch {
            logger.error(Self.trouble, metadata: ["log.error": "\(error.message)"])
            return false
        }
    }

    /// Writes the new state, unless a receipt settled the item meanwhile.
    private func keep(_ item: OutboxItem, at now: Instant) async throws {
        try await hub.journal.commit(.background, at: now) { writer in
            guard let current = try writer.outbox(item.number), current.state == .waiting || current.state == .sent else { return }
            try writer.update(item)
        }
    }

    private func resendRule(for item: OutboxItem) -> ResendRule {
        let address = Address(item.receiver)
        let country: Country = address.map { [.sor, .gln].contains($0.scheme) } ?? false ? .dk : .no
        return hub.configuration.resend(in: country)
    }

    private func attempt(_ item: OutboxItem, at now: Instant) async -> Delivery.Attempt {
        guard let address = Address(item.receiver) else { return .failed("The receiver has no address.") }
        let bytes = Delivery.body(of: item, at: now)
        switch hub.configuration.way(to: address, in: hub.directory.now, on: now) {
        case .folder(let folder): return write(bytes, of: item, to: folder)
        case .http(let url): return await post(bytes, of: item, to: url, at: now)
        case nil: break
        }
        guard hub.directory.now.part(for: address, letterType: item.type, on: now) == .endpoint else {
            return .failed("There is no way to \(address). Add it under delivery in helhet.yaml.")
        }
        // Sender and receiver both use this hub.
        do {
            let reception = try await hub.intake.receive(bytes, mediaType: item.mediaType, at: now)
            if let answer = reception.answer { _ = try await hub.intake.receive(answer.bytes, mediaType: answer.mediaType, at: now) }
            return .handedOver
        } catch {
            return .failed("The letter could not be kept; it is tried again.")
        }
    }

    private func write(_ bytes: [UInt8], of item: OutboxItem, to folder: String) -> Delivery.Attempt {
        let ending = item.mediaType.contains("json") ? "json" : "xml"
        let name = "\(folder)/\(item.kind.rawValue)-\(item.letterID).\(ending)"
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try Data(bytes).write(to: URL(fileURLWithPath: name), options: .atomic)
            return .handedOver
        } catch {
            return .failed("The folder \(folder) cannot be written to; check who may.")
        }
    }

    private func post(_ bytes: [UInt8], of item: OutboxItem, to url: String, at now: Instant) async -> Delivery.Attempt {
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: item.mediaType)
        request.body = .bytes(ByteBuffer(bytes: bytes))
        do {
            let response = try await HTTPClient.shared.execute(request, timeout: .seconds(30))
            guard (200..<300).contains(response.status.code) else {
                return .failed("The receiver's server answered \(response.status.code).")
            }
            let body = try await response.body.collect(upTo: hub.configuration.documentLimit)
            if body.readableBytes > 0, item.kind == .letter {
                _ = try await hub.intake.receive(Array(buffer: body), at: now, skipsOthers: true)
            }
            return .handedOver
        } catch {
            return .failed("The receiver's server cannot be reached.")
        }
    }
}

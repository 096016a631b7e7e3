import AsyncHTTPClient
import FHIR
import Foundation
import NIOCore
import NIOHTTP1

/// A hub somewhere, as a sender's system sees it: over HTTP, with connections that are kept.
struct HubClient: Sendable {
    struct Answer: Sendable {
        var status: Int
        var headers: HTTPHeaders
        var body: [UInt8]

        /// What an OperationOutcome or a health check says, for people.
        var says: String {
            guard let root = (try? Document(json: body))?.root else { return "" }
            if let issue = root.string("issue.details.text") ?? root.string("issue.diagnostics") { return issue }
            return ["process", "journal", "disk"].compactMap { root.string("checks.\($0).output") }.joined(separator: " ")
        }
    }

    let base: String
    private let client: HTTPClient

    /// - Parameter connections: how many there are at most.
    init(_ address: String, connections: Int) throws {
        guard let url = URL(string: address), ["http", "https"].contains(url.scheme), url.host() != nil else {
            throw Problem.usage("--hub takes an address such as http://127.0.0.1:8080; “\(address)” is none.")
        }
        base = address.hasSuffix("/") ? String(address.dropLast()) : address
        var configuration = HTTPClient.Configuration(timeout: HTTPClient.Configuration.Timeout(connect: .seconds(5)))
        configuration.connectionPool = HTTPClient.Configuration.ConnectionPool(
            // Shorter than a hub keeps a connection on which nothing is asked, so that it is never the hub that closes one.
            idleTimeout: .seconds(30), concurrentHTTP1ConnectionsPerHostSoftLimit: connections)
        configuration.connectionPool.retryConnectionEstablishment = false
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    func close() async { try? await client.shutdown() }

    func get(_ path: String) async throws -> Answer { try await ask(HTTPClientRequest(url: base + path), within: .seconds(10)) }

    func post(_ parcel: Parcel, within limit: TimeAmount) async throws -> Answer {
        var request = HTTPClientRequest(url: base + parcel.path)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: parcel.mediaType)
        request.body = .bytes(ByteBuffer(bytes: parcel.bytes))
        return try await ask(request, within: limit)
    }

    private func ask(_ request: HTTPClientRequest, within limit: TimeAmount) async throws -> Answer {
        let response = try await client.execute(request, timeout: limit)
        let body = try await response.body.collect(upTo: 50_000_000)
        return Answer(status: Int(response.status.code), headers: response.headers, body: Array(buffer: body))
    }

    /// Throws a sentence when nobody answers, when whoever answers is no hub, and when the hub cannot take letters.
    func beReady() async throws {
        let answer: Answer
        do { answer = try await get("/ready") } catch {
            throw Problem.failed("No hub answers at \(base). Start it with `helhet serve`, or name another with --hub.")
        }
        switch answer.status {
        case 200: return
        case 503: throw Problem.failed("The hub at \(base) takes no letters now. \(answer.says)")
        case 403, 421: throw Problem.failed("The hub at \(base) does not let this program in. Ask for it by a name that it listens on.")
        default: throw Problem.failed("What answers at \(base) is no hub: it does not know /ready. Name the hub with --hub.")
        }
    }

    /// What the hub counts: the numbers of `/metrics` without labels; empty when it does not tell.
    func counts() async -> [String: Int] {
        guard let answer = try? await get("/metrics"), answer.status == 200 else { return [:] }
        let lines = String(decoding: answer.body, as: UTF8.self).split(separator: "\n")
        let pairs = lines.filter { !$0.hasPrefix("#") && !$0.contains("{") }.compactMap { line -> (String, Int)? in
            let words = line.split(separator: " ")
            return words.count == 2 ? Double(words[1]).map { (String(words[0]), Int($0)) } : nil
        }
        return Dictionary(pairs) { first, _ in first }
    }
}

/// Something that is posted to a hub.
struct Parcel: Sendable {
    var path: String
    var mediaType: String
    var bytes: [UInt8]
}

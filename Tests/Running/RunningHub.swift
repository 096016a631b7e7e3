import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// `helhet serve` on a port of its own.
package struct RunningHub: Sendable {
    package let process: RunningProgram
    package let base: String

    package struct NeverListened: Error { var narration: String }

    /// Starts it and waits until it listens.
    ///
    /// - Parameter disk: how large a disk of its own its folder `disk` is to be, in bytes, with the store on it; needs the right to mount.
    package static func start(_ program: Program, _ more: [String] = [], disk: Int? = nil) async throws -> RunningHub {
        let name = UUID().uuidString
        let store = disk == nil ? program.store : program.path("disk/store.sqlite")
        let serve = ["serve", "--store", store, "--port", "0", "--port-file", program.path("\(name).port")] + more
        let process = try disk.map { try program.start(onDisk: $0, serve, name: name) } ?? program.start(serve, name: name)
        for _ in 0..<2_400 where process.isRunning {
            if let port = Int(program.read("\(name).port")) { return RunningHub(process: process, base: "http://127.0.0.1:\(port)") }
            try await Task.sleep(for: .milliseconds(25))
        }
        process.send(SIGKILL)
        throw NeverListened(narration: program.read("\(name).err"))
    }

    /// Asks it to stop and waits; gives its exit code.
    package func stop(_ signal: Int32 = SIGTERM) async -> Int32 {
        process.send(signal)
        await process.end()
        return process.code
    }

    package struct Answer: Sendable {
        package var status: Int
        package var headers: [String: String]
        package var text: String
    }

    package func get(_ path: String, _ headers: [String: String] = [:]) async throws -> Answer {
        var request = HTTPClientRequest(url: base + path)
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        return try await ask(request)
    }

    package func post(
        _ letter: [UInt8], mediaType: String = "application/fhir+json", _ headers: [String: String] = [:], to path: String = "/letters"
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: base + path)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: mediaType)
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        request.body = .bytes(ByteBuffer(bytes: letter))
        return try await ask(request)
    }

    package func put(_ resource: [UInt8], to path: String) async throws -> Answer {
        var request = HTTPClientRequest(url: base + path)
        request.method = .PUT
        request.headers.add(name: "Content-Type", value: "application/fhir+json")
        request.body = .bytes(ByteBuffer(bytes: resource))
        return try await ask(request)
    }

    package func delete(_ path: String) async throws -> Answer {
        var request = HTTPClientRequest(url: base + path)
        request.method = .DELETE
        return try await ask(request)
    }

    /// Answers that repeat themselves pack better than a client's own limit allows: they come as they are. Connections are given up long before
    /// the hub closes those on which nothing is asked.
    private static let client: HTTPClient = {
        var configuration = HTTPClient.Configuration(decompression: .disabled)
        configuration.connectionPool.idleTimeout = .seconds(5)
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }()

    private func ask(_ request: HTTPClientRequest) async throws -> Answer {
        let response = try await Self.client.execute(request, timeout: .seconds(60))
        let body = try await response.body.collect(upTo: 50_000_000)
        var headers: [String: String] = [:]
        for header in response.headers { headers[header.name.lowercased()] = header.value }
        return Answer(status: Int(response.status.code), headers: headers, text: String(buffer: body))
    }
}

import HTTPTypes

/// Bodies that are gzip on the wire: https://www.rfc-editor.org/rfc/rfc9110#name-content-codings
enum Compression {
    /// A smaller answer is not worth the work.
    static let minimumBytes = 2_048

    /// The body as it was before it was compressed; refuses other codings than gzip, and more than `limit` bytes.
    static func body(of request: APIRequest, limit: Int) throws(Problem) -> [UInt8] {
        let codings = (request.headers[.contentEncoding] ?? "").split(separator: ",").map { MediaRange.trim($0).lowercased() }
            .filter { $0 != "identity" && !$0.isEmpty }
        guard !codings.isEmpty else { return request.body }
        guard codings.count == 1, codings[0] == "gzip" || codings[0] == "x-gzip" else {
            throw Problem(.unsupportedMediaType, "A body in this `Content-Encoding` is not read here. Send it as `gzip`, or as it is.")
        }
        return try Inflation.bytes(of: request.body, limit: limit)
    }

    /// The answer, compressed when the client takes that and it is worth it. What streams goes on streaming.
    static func answer(_ response: APIResponse, to request: APIRequest) async -> APIResponse {
        guard response.more != nil || response.body.count >= minimumBytes, response.headers[.contentEncoding] == nil else {
            return response
        }
        var response = response
        response.headers[.vary] = "Accept-Encoding"
        guard takesGzip(request.headers[.acceptEncoding]) else { return response }
        if let more = response.more {
            guard let stream = DeflationStream() else { return response }
            response.more = { () async throws(Problem) -> [UInt8]? in try await stream.next(more) }
            response.body = await stream.first(response.body)
        } else {
            guard var deflation = Deflation() else { return response }
            response.body = deflation.bytes(of: response.body, isLast: true)
        }
        response.headers[.contentEncoding] = "gzip"
        return response
    }

    /// Whether an `Accept-Encoding` allows gzip.
    static func takesGzip(_ header: String?) -> Bool {
        var weights: [String: Double] = [:]
        for part in (header ?? "").split(separator: ",") {
            let pieces = part.split(separator: ";").map { MediaRange.trim($0).lowercased() }
            guard let name = pieces.first else { continue }
            let weight = pieces.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
            weights[name == "x-gzip" ? "gzip" : name] = weight
        }
        return (weights["gzip"] ?? weights["*"] ?? 0) > 0
    }
}

/// Compresses an answer that streams.
private actor DeflationStream {
    private var deflation: Deflation
    private var isDone = false

    init?() {
        guard let deflation = Deflation() else { return nil }
        self.deflation = deflation
    }

    func next(_ more: @Sendable () async throws(Problem) -> [UInt8]?) async throws(Problem) -> [UInt8]? {
        while !isDone {
            guard let piece = try await more() else {
                isDone = true
                return deflation.bytes(of: [], isLast: true)
            }
            let bytes = deflation.bytes(of: piece, isLast: false)
            if !bytes.isEmpty { return bytes }
        }
        return nil
    }

    func first(_ bytes: [UInt8]) -> [UInt8] { deflation.bytes(of: bytes, isLast: false) }
}

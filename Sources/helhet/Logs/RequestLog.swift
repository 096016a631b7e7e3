import API
import HTTPTypes
import Logging

/// One line for each request, when its answer is ready: never what was asked for, only its shape.
struct RequestLog: Sendable {
    let logger: Logger

    func tell(
        _ method: HTTPRequest.Method, _ path: String, _ trace: RequestTrace, status: Int, duration: Duration, bytes: Int?, cause: String?
    ) {
        var metadata: Logger.Metadata = [
            "http.method": "\(Self.name(of: method))", "http.route": "\(Self.route(path))", "http.status": .stringConvertible(status),
            "duration.ms": "\(Self.milliseconds(duration))", "request.id": "\(trace.request)",
            "trace.id": "\(trace.trace)",
        ]
        // An answer that is streamed is not measured here.
        if let bytes { metadata["http.bytes"] = .stringConvertible(bytes) }
        if let parent = trace.parent { metadata["trace.parent"] = "\(parent)" }
        if let cause { metadata["problem.cause"] = "\(cause)" }
        let isWatching = ["/health", "/ready", "/metrics"].contains(path)
        logger.log(level: status >= 500 ? .error : isWatching ? .debug : .info, "request", metadata: metadata)
    }

    /// Whatever a client may call a method.
    private static func name(of method: HTTPRequest.Method) -> String {
        let known: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options]
        return known.contains(method) ? method.rawValue : "other"
    }

    /// The path with every part left out that could be a citizen's.
    static func route(_ path: String) -> String {
        let segments = path.split(separator: "/")
        guard let first = segments.first else { return "/" }
        switch first {
        case "fhir": return API.route(of: path)
        case "health", "ready", "metrics", "live", "letters", "citizens", "today", "assets":
            return "/\(first)" + segments.dropFirst().map { _ in "/…" }.joined()
        default: return "/…"
        }
    }

    private static func milliseconds(_ duration: Duration) -> Double { ((duration / .milliseconds(1)) * 1000).rounded() / 1000 }
}

import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Who may ask, as long as there is no sign-in: programs of this machine, and pages of this hub.
///
/// Listening on loopback is not enough: a page from anywhere can have its own name resolve to 127.0.0.1 in a reader's browser (DNS
/// rebinding), and any page can post a form.
struct Doorkeeper: Sendable {
    /// The address that the hub was told to listen on.
    var host: String

    /// The refusal, or nil when the request may come in.
    func refusal(of request: Request) -> Response? {
        guard let authority = request.head.authority else { return nil }
        guard isOurs(authority) else {
            return Self.refuse(.misdirectedRequest, "Ask for this hub by a name of this machine, such as http://127.0.0.1.")
        }
        // Forms of pages carry a token of their own, and browsers do not name the origin of a page without referrer.
        let isForMachines = request.uri.path == "/letters" || request.uri.path.hasPrefix("/fhir")
        if isForMachines, let origin = request.headers[.origin], request.method != .get, request.method != .head,
            origin != "http://\(authority)"
        {
            return Self.refuse(.forbidden, "Pages of other sites may not send anything to this hub.")
        }
        return nil
    }

    /// A name of this machine, with or without a port.
    func isOurs(_ authority: String) -> Bool {
        let name =
            authority.hasPrefix("[")
            ? authority.dropFirst().prefix { $0 != "]" } : authority.prefix { $0 != ":" }
        return ["127.0.0.1", "localhost", "::1", host].contains(name.lowercased())
    }

    private static func refuse(_ status: HTTPResponse.Status, _ text: String) -> Response {
        Response(
            status: status, headers: [.contentType: "text/plain; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text + "\n")))
    }
}

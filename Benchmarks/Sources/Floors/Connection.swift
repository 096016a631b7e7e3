import Glibc

/// A kept connection over HTTP/1.1 to this machine, one request at a time.
final class Connection {
    struct Failure: Error, CustomStringConvertible { var description: String }

    private let socket: Int32
    private var buffer = [UInt8](repeating: 0, count: 65_536)
    /// Of the last answer.
    private(set) var body: ArraySlice<UInt8> = []

    init(port: UInt16) throws {
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let connected = withUnsafeBytes(of: &address) { bytes in
            connect(socket, bytes.bindMemory(to: sockaddr.self).baseAddress, socklen_t(bytes.count))
        }
        guard connected == 0 else { throw Failure(description: "Nobody listens on port \(port).") }
        var isOn: Int32 = 1
        setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &isOn, socklen_t(MemoryLayout<Int32>.size))
    }

    deinit { close(socket) }

    func request(_ method: String, _ target: String, _ sent: [UInt8] = []) throws -> (status: Int, bytes: Int) {
        let type = sent.first == UInt8(ascii: "{") ? "application/fhir+json" : "application/xml"
        let head =
            "\(method) \(target) HTTP/1.1\r\nhost: 127.0.0.1\r\n"
            + (sent.isEmpty ? "" : "content-type: \(type)\r\ncontent-length: \(sent.count)\r\n") + "\r\n"
        try write(Array(head.utf8) + sent)
        body = []
        var filled = 0
        var answer: Head?
        while true {
            if filled == buffer.count { buffer += [UInt8](repeating: 0, count: filled) }
            let count = buffer.withUnsafeMutableBytes { bytes in
                bytes.baseAddress.map { recv(socket, $0 + filled, bytes.count - filled, 0) } ?? 0
            }
            guard count > 0 else { throw Failure(description: "The hub closed the connection.") }
            filled += count
            answer = answer ?? Head(buffer[..<filled])
            if let answer, filled >= answer.end + answer.length {
                body = buffer[answer.end..<answer.end + answer.length]
                return (answer.status, answer.length)
            }
        }
    }

    private func write(_ bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { bytes in
                bytes.baseAddress.map { send(socket, $0 + sent, bytes.count - sent, Int32(MSG_NOSIGNAL)) } ?? 0
            }
            guard count > 0 else { throw Failure(description: "The hub closed the connection.") }
            sent += count
        }
    }

    /// The status line and the headers of an answer, once they are there.
    private struct Head {
        var status = 0
        var length = 0
        var end: Int

        init?(_ bytes: ArraySlice<UInt8>) {
            let blank: [UInt8] = [13, 10, 13, 10]
            guard let end = bytes.indices.dropLast(3).first(where: { bytes[$0] == 13 && bytes[$0..<$0 + 4].elementsEqual(blank) })
            else { return nil }
            self.end = end + 4
            for line in String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n") {
                if line.hasPrefix("HTTP/1.1 ") { status = Int(line.split(separator: " ")[1]) ?? 0 }
                if line.lowercased().hasPrefix("content-length:") {
                    length = Int(line.split(separator: ":")[1].filter { $0 != " " }) ?? 0
                }
            }
        }
    }
}

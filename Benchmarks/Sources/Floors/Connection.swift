import Glibc

/// A kept connection over HTTP/1.1 to this machine, one request at a time.
final class Connection {
    struct Failure: Error, CustomStringConvertible { var description: String }

    private let socket: Int32
    private var buffer = [UInt8](repeating: 0, count: 65_536)
    private var leaving: [UInt8] = []
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

    /// Whether the other side has not closed it; nothing is on its way.
    var isOpen: Bool {
        var byte: UInt8 = 0
        return recv(socket, &byte, 1, Int32(MSG_PEEK | MSG_DONTWAIT)) < 0 && errno == EAGAIN
    }

    func request(_ method: String, _ target: String, _ sent: [UInt8] = []) throws -> (status: Int, bytes: Int) {
        leaving.removeAll(keepingCapacity: true)
        leaving += "\(method) \(target) HTTP/1.1\r\nhost: 127.0.0.1\r\n".utf8
        if !sent.isEmpty {
            leaving += (sent.first == UInt8(ascii: "{") ? "content-type: application/fhir+json" : "content-type: application/xml").utf8
            leaving += "\r\ncontent-length: \(sent.count)\r\n".utf8
        }
        leaving += "\r\n".utf8
        leaving += sent
        try write(leaving)
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
            answer = answer ?? buffer.withUnsafeBytes { Head(UnsafeRawBufferPointer(rebasing: $0[..<filled])) }
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
    ///
    /// Read where they are: what the client does on the processors that it shares with the hub should cost little.
    private struct Head {
        var status = 0
        var length = 0
        let end: Int

        init?(_ bytes: UnsafeRawBufferPointer) {
            guard let start = bytes.assumingMemoryBound(to: CChar.self).baseAddress else { return nil }
            var line = start
            while let found = memchr(line, 10, start + bytes.count - line) {
                let next = UnsafePointer(found.assumingMemoryBound(to: CChar.self)) + 1
                if next - line == 2 {
                    end = next - start
                    return
                }
                if line == start {
                    status = strtol(line + 9, nil, 10)
                } else if strncasecmp(line, "content-length:", 15) == 0 {
                    length = strtol(line + 15, nil, 10)
                }
                line = next
            }
            return nil
        }
    }
}

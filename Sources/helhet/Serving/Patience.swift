import Foundation
import NIOCore
import NIOHTTPTypes

/// How long the hub waits for a client that is slow: for a request that trickles in, and for one that does not read its answer.
///
/// A connection on which nothing is asked, or whose headers do not end, is closed by the server's own idle time.
final class Patience: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// For headers, for silence, and for the beginning of a body.
    static let silence = TimeAmount.seconds(60)
    /// A body must come at least so fast, in bytes a second, once the time for its beginning has passed.
    static let slowest = 4096

    private var reading: Scheduled<Void>?
    private var writing: Scheduled<Void>?
    private var read = 0

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            read = 0
            watch(context, from: .now(), seen: 0)
        case .body(let bytes): read += bytes.readableBytes
        case .end:
            reading?.cancel()
            reading = nil
        }
        context.fireChannelRead(data)
    }

    /// Looks again after a while: what came since must have been enough.
    private func watch(_ context: ChannelHandlerContext, from start: NIODeadline, seen: Int) {
        let loop = context.eventLoop.assumeIsolated()
        reading?.cancel()
        reading = loop.scheduleTask(in: Self.silence) { [self] in
            let enough = Self.slowest * Int((NIODeadline.now() - start).nanoseconds / 1_000_000_000)
            guard read - seen >= enough else { return context.close(promise: nil) }
            watch(context, from: .now(), seen: read)
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        writing?.cancel()
        writing = nil
        if !context.channel.isWritable {
            writing = context.eventLoop.assumeIsolated().scheduleTask(in: Self.silence) { context.close(promise: nil) }
        }
        context.fireChannelWritabilityChanged()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        reading?.cancel()
        writing?.cancel()
    }

    /// How many connections the hub keeps at once: as many files as the system lets a process have, less those that the hub itself needs.
    static func connections() -> Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 512 }
        limit.rlim_cur = limit.rlim_max
        _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        return max(64, Int(clamping: limit.rlim_cur) - 512)
    }
}

import HummingbirdCore
import Logging
import NIOCore

/// The thread of a connection as a place to work: what answers there is spared the way to another thread and back.
final class ConnectionThread: TaskExecutor {
    private let loop: any EventLoop

    init(_ loop: any EventLoop) { self.loop = loop }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}

/// HTTP/1 whose requests are answered on the thread of their connection.
struct ConnectionThreadChannel: ServerChildChannel {
    let channel: HTTP1Channel

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
        self.channel.setup(channel: channel, logger: logger)
    }

    func handle(value: HTTP1Channel.Value, logger: Logger) async {
        await withTaskExecutorPreference(ConnectionThread(value.channel.eventLoop)) {
            await channel.handle(value: value, logger: logger)
        }
    }
}

import API
import Directory
import Exchange
import FHIR
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Journal
import Logging
import NIOCore
import Pages
import Pathways
import ServiceLifecycle
import Validation

/// The web server: hands each request to the room that answers it, and streams live wake-ups.
struct Web: Sendable {
    let hub: Hub
    let clock: @Sendable () -> Instant
    let logger: Logger
    let live: Live
    let api: API
    let pages: Pages
    let operations: Operations
    private let doorkeeper: Doorkeeper

    init(hub: Hub, clock: @escaping @Sendable () -> Instant, logger: Logger, validator: Validator = .shared, demo: DemoDay? = nil) {
        self.hub = hub
        self.clock = clock
        self.logger = logger
        let configuration = hub.configuration
        doorkeeper = Doorkeeper(host: configuration.host)
        var limits = Limits.standard
        limits.maximumBytes = configuration.documentLimit
        operations = Operations(
            journal: hub.journal, access: hub.access,
            disk: Disk(path: configuration.store, refusalPercent: configuration.diskRefusalPercent), clock: clock)
        live = Live(journal: hub.journal, access: hub.access, clock: clock)
        api = API(
            journal: hub.journal, access: hub.access, receive: Receiver(intake: hub.intake, operations: operations), clock: clock,
            limits: limits,
            base: "http://\(configuration.authority)/fhir", admit: { [operations] in try operations.refuseWhenFull() },
            validator: validator, react: { [desk = hub.desk] writer, citizen in try desk.react(to: citizen, in: writer) },
            plan: { [desk = hub.desk] writer, writing, custodian in
                try desk.take(writing, by: OrganisationID(custodian), in: writer)
            })
        let current = hub.directory
        pages = Pages(
            journal: hub.journal, access: hub.access, directory: { current.now }, library: hub.library,
            acts: DeskActs(desk: hub.desk, clock: clock), clock: clock,
            settings: PageSettings(
                languages: configuration.languages, zone: configuration.timeZone, contacts: hub.contacts, scores: hub.scores),
            demo: demo)
    }

    func application(services: [any Service], portFile: String?) -> some ApplicationProtocol {
        Application(
            responder: CallbackResponder<BasicRequestContext> { request, context in await respond(to: request, context) },
            server: HTTPServerBuilder { responder in
                let configuration = HTTP1Channel.Configuration(
                    additionalChannelHandlers: [Patience()], idleTimeout: Patience.silence)
                return ConnectionThreadChannel(channel: HTTP1Channel(responder: responder, configuration: configuration))
            },
            configuration: ApplicationConfiguration(
                address: .hostname(hub.configuration.host, port: hub.configuration.port), serverName: "Helhet",
                availableConnectionsDelegate: MaximumAvailableConnections(Patience.connections(), logger: logger)),
            services: services,
            onServerRunning: { channel in
                guard let port = channel.localAddress?.port else { return }
                logger.info("listening", metadata: ["http.host": "\(hub.configuration.host)", "http.port": "\(port)"])
                var listening = hub.configuration
                listening.port = port
                Narration.say("Helhet is at http://\(listening.authority)")
                if let portFile { try? String(port).write(toFile: portFile, atomically: true, encoding: .utf8) }
            },
            logger: logger)
    }

    private func respond(to request: Request, _ context: BasicRequestContext) async -> Response {
        let path = request.uri.path
        let trace = RequestTrace(request.headers)
        let started = ContinuousClock.now
        var cause: String?
        var response: Response
        var isObserved = false
        if let refusal = doorkeeper.refusal(of: request) {
            response = refusal
        } else if path == "/live" {
            response = await live.response(to: request)
        } else {
            (response, cause) = await answer(request, path: path)
            isObserved = true
        }
        let duration = ContinuousClock.now - started
        if isObserved {
            operations.metrics.observe(Metrics.Route(path: path), status: response.status.code, seconds: duration / .seconds(1))
        }
        RequestLog(logger: logger).tell(
            request.method, path, trace, status: response.status.code, duration: duration, bytes: response.body.contentLength,
            cause: cause)
        response.headers.setRequestID(trace.request)
        return response
    }

    /// The answer, and for the log why there is none.
    private func answer(_ request: Request, path: String) async -> (Response, cause: String?) {
        var request = request
        let limit = hub.configuration.documentLimit
        let body: [UInt8]
        do {
            body = Array(buffer: try await request.collectBody(upTo: limit))
        } catch {
            let call = APIRequest(
                method: request.method, target: request.uri.string, headers: request.headers, authority: request.head.authority)
            return (Response(api.refusal(api.tooLarge, to: call), logger: logger), nil)
        }
        if isShort(request.method, path, body) { return await answer(request, path: path, body) }
        return await withTaskExecutorPreference(globalConcurrentExecutor) { [request] in await answer(request, path: path, body) }
    }

    /// Letters, and the reading of one resource: they stay on the thread of their connection. All else leaves it, so that nobody else on that
    /// thread waits for a search, a page or a great Bundle.
    private func isShort(_ method: HTTPRequest.Method, _ path: String, _ body: [UInt8]) -> Bool {
        if path == "/letters" { return body.count <= 64 << 10 }
        return method == .get && path.hasPrefix("/fhir/") && path.count { $0 == "/" } == 3 && !path.contains("$")
    }

    private func answer(_ request: Request, path: String, _ body: [UInt8]) async -> (Response, cause: String?) {
        do {
            if let answer = try await operations.answer(path) { return (Response(answer, logger: logger), nil) }
        } catch {
            return (Response(status: .serviceUnavailable), "\(type(of: error))")
        }
        if path == "/letters" && request.method == .post || path == "/fhir" || path.hasPrefix("/fhir/") {
            let answer = await api.answer(
                APIRequest(
                    method: request.method, target: request.uri.string, headers: request.headers, body: body,
                    authority: request.head.authority))
            return (Response(answer, logger: logger), answer.cause)
        }
        let answer = await pages.answer(
            PageRequest(method: request.method, target: request.uri.string, headers: request.headers, body: body))
        let response = Response(
            status: answer.status, headers: answer.headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
        return (response, nil)
    }
}

extension Response {
    /// - Parameter logger: is told of an answer that could not be completed: its connection is broken.
    init(_ answer: APIResponse, logger: Logger) {
        guard let more = answer.more else {
            self.init(status: answer.status, headers: answer.headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
            return
        }
        self.init(
            status: answer.status, headers: answer.headers,
            body: ResponseBody { writer in
                try await writer.write(ByteBuffer(bytes: answer.body))
                do {
                    while let piece = try await withTaskExecutorPreference(globalConcurrentExecutor, operation: more) {
                        try await writer.write(ByteBuffer(bytes: piece))
                    }
                } catch let problem as APIResponse.Failure {
                    logger.error(
                        "answer broken off",
                        metadata: ["problem.kind": "\(problem.kind.rawValue)", "problem.cause": "\(problem.cause ?? "")"])
                    throw problem
                }
                try await writer.finish(nil)
            })
    }
}

/// The intake as the API's door sees it; it closes when the disk is nearly full.
struct Receiver: LetterReceiving {
    let intake: Intake
    let operations: Operations

    func receive(_ bytes: [UInt8], mediaType: String?, at now: Instant) async throws -> ReceivedLetter {
        try operations.refuseWhenFull()
        let reception = try await intake.receive(bytes, mediaType: mediaType, at: now)
        let outcome: ReceivedLetter.Outcome =
            switch reception.outcome {
            case .accepted: .accepted
            case .duplicate: .duplicate
            case .refused: .refused
            case .unreadable: .unreadable
            case .skipped: .skipped
            }
        operations.metrics.count(outcome)
        return ReceivedLetter(
            outcome: outcome, receipt: reception.answer?.bytes, mediaType: reception.answer?.mediaType, because: reception.because,
            number: reception.number, subject: reception.citizen)
    }
}

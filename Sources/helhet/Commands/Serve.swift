import API
import Access
import ArgumentParser
import Directory
import Exchange
import FHIR
import Hummingbird
import Journal
import Logging
import Pages
import ServiceLifecycle
import UnixSignals
import Validation

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Run the hub: pages, FHIR API, letters in and out, deadlines.")

    @OptionGroup var options: StoreOptions
    @Option(help: "A loopback address.") var host: String?
    @Option(help: "TCP port; 0 lets the system choose.") var port: Int?
    @Option(help: "Write the port that is listened on to this file.") var portFile: String?
    @OptionGroup var definitions: DefinitionOptions
    @Option(help: "text or json: one object a line.") var logFormat = LogFormat.text
    @Flag(help: "Fill an empty store with a demo, whose day goes on faster than the clock.") var demo = false
    @Option(help: "With --demo: how many citizens each municipality has.") var demoCitizens: Int?
    @Option(help: "With --demo: how long a day takes, such as \"30 minutes\".") var demoDay: String?

    func run() async throws {
        var flags: [String: String] = [:]
        if let host { flags["host"] = host }
        if let port { flags["port"] = String(port) }
        if !definitions.definitions.isEmpty { flags["definitions"] = definitions.definitions.joined(separator: ",") }
        if let demoCitizens { flags["demo.citizens"] = String(demoCitizens) }
        if let demoDay { flags["demo.day"] = demoDay }
        let configuration = try options.configuration(flags)
        var validator = Validator()
        validator.definitions = try DefinitionOptions.read(configuration.definitions)
        let fixed = try options.fixed()
        logFormat.begin()
        var logger = Logger(label: "helhet")
        logger.logLevel = .info
        let hub = try await Hub.open(configuration, asker: .thisMachine)
        do {
            let day = demo ? try await Demo(hub: hub, fixed: fixed).begin() : nil
            let clock: @Sendable () -> Instant =
                if let day { { day.clock.now } } else if let fixed { { fixed } } else { Clock.now }
            let web = Web(hub: hub, clock: clock, logger: logger, validator: validator, demo: day)
            var services: [any Service] = [
                DeliveryService(hub: hub, clock: clock, logger: logger),
                RefoldService(hub: hub, clock: clock, logger: logger),
                LogHeadService(hub: hub, clock: clock, logger: logger),
                RetentionService(journal: hub.journal, configuration: configuration, clock: clock, logger: logger),
            ]
            if let day, !day.isFixed {
                // No deadline of the demo passes before the letters that could keep it have come in.
                services += [TimerService(hub: hub, clock: { day.lived }, logger: logger), DemoService(day: day, logger: logger)]
            } else {
                services.append(TimerService(hub: hub, clock: clock, logger: logger))
            }
            let application = web.application(services: services, portFile: portFile)
            logger.warning("There is no sign-in yet: anyone on this machine can read this hub.")
            var group = ServiceGroupConfiguration(
                services: [
                    .init(service: application, serviceName: "Web"), .init(service: DrainService(web: web), serviceName: "DrainService"),
                ], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
            // The last is told to stop first: live pages end before the server waits for its connections. All that gets this long.
            group.maximumGracefulShutdownDuration = .seconds(configuration.drainSeconds)
            try await ServiceGroup(configuration: group).run()
            try await hub.close()
        } catch let error as JournalError {
            throw Problem.failed(error.message)
        } catch let error as Problem {
            throw error
        } catch let error as AccessError {
            throw error
        } catch {
            throw Problem.failed(
                "The hub could not listen on \(configuration.host):\(configuration.port): \(Self.reason(error)). Choose another port with --port."
            )
        }
    }

    private static func reason(_ error: any Error) -> String {
        let text = String(describing: error)
        return text.contains("98") || text.contains("in use") ? "the port is in use" : text
    }
}

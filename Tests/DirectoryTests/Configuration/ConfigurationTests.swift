import Directory
import FHIR
import Testing

@Suite("A configuration") struct ConfigurationTests {
    @Test("without a file has the defaults")
    func defaults() throws {
        let configuration = try Configuration.read(nil)
        #expect(configuration.store == "helhet.sqlite")
        #expect(configuration.host == "127.0.0.1")
        #expect(configuration.port == 8080)
        #expect(configuration.unknownParties == .learn)
        #expect(configuration.diskRefusalPercent == 95)
        #expect(configuration.documentLimit == 50_000_000)
        #expect(configuration.resend(in: .dk) == ResendRule(after: 1_800, times: 2))
        #expect(configuration.resend(in: .no) == ResendRule(after: 345_600, times: 0))
        #expect(configuration.languages == ["nb", "nn", "da", "en"])
        #expect(configuration.timeZone == .oslo)
        #expect(configuration.settings.count == Configuration.Key.allCases.count)
        #expect(configuration.settings.allSatisfy { $0.source == .standard })
    }

    static let file = """
        store: data/hub.sqlite
        port: 9000
        unknown-parties: refuse
        directory: [organisations.csv, /etc/helhet/parts.yaml]
        definitions: [packages/core, /etc/helhet/packages]
        go-live:
          fjordby: 2026-01-01T00:00:00+01:00
        resend:
          denmark: { after: 45 minutes, times: 1 }
        delivery:
          her:990000201: outbox/ward
          gln:9520000001018: https://vans.example/in?token=abc
        languages: [da, en]
        time-zone: Europe/Copenhagen
        drain-seconds: 5
        retention:
          letter-bytes: { 2027-01-01: 5 years, 2026-01-01: 10 years }
        demo: { citizens: 500, day: 2 hours }
        """

    @Test("lets flags go before the environment, that before the file, and remembers the source")
    func layers() throws {
        let configuration = try Configuration.read(
            Self.file, file: "conf/helhet.yaml", environment: ["HELHET_PORT": "9001", "HELHET_DRAIN_SECONDS": "6", "PATH": "/bin"],
            flags: ["port": "9002", "store": "other.sqlite"])
        #expect(configuration.port == 9002)
        #expect(configuration.drainSeconds == 6)
        #expect(configuration.store == "other.sqlite")
        #expect(configuration.directoryFiles == ["conf/organisations.csv", "/etc/helhet/parts.yaml"])
        #expect(configuration.pathways == "pathways")
        #expect(configuration.definitions == ["conf/packages/core", "/etc/helhet/packages"])
        #expect(configuration.delivery[Address(scheme: .her, value: "990000201")] == .folder("conf/outbox/ward"))
        #expect(configuration.resend(in: .dk) == ResendRule(after: 2_700, times: 1))
        #expect(configuration.demoCitizens == 500 && configuration.demoDay == 7_200)
        #expect(
            configuration.shown == """
                store = other.sqlite  (flag --store)
                host = 127.0.0.1  (default)
                port = 9002  (flag --port)
                production = false  (default)
                unknown-parties = refuse  (conf/helhet.yaml:3)
                directory = conf/organisations.csv, /etc/helhet/parts.yaml  (conf/helhet.yaml:4)
                pathways = pathways  (default)
                definitions = conf/packages/core, /etc/helhet/packages  (conf/helhet.yaml:5)
                go-live = fjordby 2025-12-31T23:00:00Z  (conf/helhet.yaml:6)
                assign-within = 60 minutes  (default)
                disk-refusal-percent = 95  (default)
                document-limit-megabytes = 50  (default)
                resend.denmark.after = 45 minutes  (conf/helhet.yaml:9)
                resend.denmark.times = 1  (conf/helhet.yaml:9)
                resend.norway.after = 96 hours  (default)
                resend.norway.times = 0  (default)
                delivery = gln:9520000001018 https://vans.example/in?…, her:990000201 conf/outbox/ward  (conf/helhet.yaml:10)
                languages = da, en  (conf/helhet.yaml:13)
                time-zone = Europe/Copenhagen  (conf/helhet.yaml:14)
                drain-seconds = 6  (environment HELHET_DRAIN_SECONDS)
                retention.letter-bytes = 2026-01-01 10 years, 2027-01-01 5 years  (conf/helhet.yaml:17)
                retention.sent-bytes =   (default)
                demo.citizens = 500  (conf/helhet.yaml:18)
                demo.day = 2 hours  (conf/helhet.yaml:18)

                """)
    }

    @Test("takes the file's paths from the file's folder, and others from where the program was started")
    func paths() throws {
        #expect(try Configuration.read(Self.file, file: "/etc/helhet/helhet.yaml").store == "/etc/helhet/data/hub.sqlite")
        #expect(try Configuration.read(Self.file, file: "helhet.yaml").store == "data/hub.sqlite")
    }

    @Test("says what has been kept for long enough, by the rule of the day")
    func retention() throws {
        let configuration = try Configuration.read(Self.file)
        func limit(_ day: String) throws -> String? {
            try configuration.letterRetention.limit(on: #require(Day(day))).map { "\($0)" }
        }
        #expect(try limit("2025-12-31") == nil)
        #expect(try limit("2026-01-01") == "2016-01-01")
        #expect(try limit("2027-03-01") == "2022-03-01")
        #expect(try limit("2028-02-29") == "2023-02-28")
        #expect(configuration.sentRetention.isEmpty)
        #expect(
            ConfigurationMistakeTests.mistakes("retention:\n  sent-bytes:\n    2026: 10 years\n").first?.hasPrefix(
                "helhet.yaml:3: \"retention.sent-bytes\": \"2026\": \"10 years\" is no rule. Write the day") == true)
    }

    @Test("says when an organisation is live")
    func goLive() throws {
        let configuration = try Configuration.read(Self.file)
        #expect(!configuration.isLive(OrganisationID("fjordby"), at: try Fixture.instant("2025-12-31T22:59:59Z")))
        #expect(configuration.isLive(OrganisationID("fjordby"), at: try Fixture.instant("2025-12-31T23:00:00Z")))
        #expect(configuration.isLive(OrganisationID("other"), at: try Fixture.instant("1999-01-01T00:00:00Z")))
    }

    @Test("of production refuses unknown parties unless it says so itself, which is a mistake")
    func production() throws {
        #expect(try Configuration.read("production: true").unknownParties == .refuse)
        #expect(
            ConfigurationMistakeTests.mistakes("production: true\nunknown-parties: learn\n") == [
                "helhet.yaml:2: A hub in production does not learn unknown parties. Write \"refuse\", and add the parties to the directory files."
            ])
    }

    @Test("remarks on a variable that was probably meant, and not on others")
    func remarks() throws {
        let configuration = try Configuration.read(nil, environment: ["HELHET_PROT": "1", "HELHET_SHARED": "x"])
        #expect(configuration.remarks == ["The environment variable HELHET_PROT is not a setting; did you mean HELHET_PORT?"])
    }

    @Test("takes an empty file and one of comments as the defaults", arguments: ["", "\n", "# nothing\n"])
    func empty(_ text: String) throws {
        #expect(try Configuration.read(text).port == 8080)
    }
}

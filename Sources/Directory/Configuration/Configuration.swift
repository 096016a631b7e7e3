public import FHIR

/// How one hub runs: `helhet.yaml`, overridden by the environment, overridden by flags; checked, with the source of every value.
///
/// ```swift
/// let configuration = try Configuration.read(text, file: "helhet.yaml", environment: environment, flags: ["port": "9090"])
/// configuration.port        // 9090
/// configuration.shown       // "port = 9090  (flag --port)" and a line for every other key
/// ```
public struct Configuration: Hashable, Sendable {
    /// The SQLite file.
    public var store: String
    /// A loopback address, until there is sign-in.
    public var host: String
    /// TCP port; 0 lets the system choose.
    public var port: Int
    /// Demo tools refuse a store that is in production.
    public var production: Bool
    public var unknownParties: UnknownParties
    /// CSV and YAML files of the directory, in the order given.
    public var directoryFiles: [String]
    /// The folder of pathway files.
    public var pathways: String
    /// Folders of profiles, value sets and code systems that resources are validated against.
    public var definitions: [String]
    /// Letters from before this instant build the record and send nothing.
    public var goLive: [OrganisationID: Instant]
    /// How long a step may stay with whoever stands in for a role that nobody or several have, in seconds.
    public var assignWithin: Int
    /// New letters are refused when the disk is fuller than this, in percent.
    public var diskRefusalPercent: Int
    /// The largest letter or resource that is read, in bytes.
    public var documentLimit: Int
    /// What the hub does when a Danish letter gets no receipt.
    public var resendDenmark: ResendRule
    /// What the hub does when a Norwegian letter gets no receipt.
    public var resendNorway: ResendRule
    /// Where letters for an address are handed over.
    public var delivery: [Address: DeliveryEndpoint]
    /// The languages that pages offer, the default first.
    public var languages: [String]
    /// Local time where nothing else says it, for instance on a page about several organisations.
    public var timeZone: Zone
    /// How long requests and deliveries under way may take when the hub stops, in seconds.
    public var drainSeconds: Int
    /// For how long letters are kept as they came; for ever without a rule.
    public var letterRetention: [RetentionRule]
    /// For how long letters and receipts are kept as they were sent; for ever without a rule.
    public var sentRetention: [RetentionRule]
    /// How many citizens each municipality of the demo has; 0 for those alone whose stories are written by hand.
    public var demoCitizens: Int
    /// How long a day of the demo takes, in seconds.
    public var demoDay: Int
    /// Every key with its value and source, in the order of ``Key``.
    public var settings: [Setting]
    /// What an operator should know but what stops nothing, for instance an unknown `HELHET_…` variable.
    public var remarks: [String]
    /// The places of single names below keys that have names below them.
    var places: [Key: [String: Place]] = [:]

    /// Whether letters said at an instant may cause letters of an organisation; true when it has no go-live instant.
    public func isLive(_ organisation: OrganisationID, at instant: Instant) -> Bool {
        goLive[organisation].map { $0 <= instant } ?? true
    }

    /// Host and port as addresses write them: `127.0.0.1:8080`, `[::1]:8080`.
    public var authority: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

    public func resend(in country: Country) -> ResendRule {
        switch country {
        case .no: resendNorway
        case .dk: resendDenmark
        }
    }

    /// All settings, one a line, with their sources. Holds no secrets: they are given by path, and queries of URLs are cut.
    public var shown: String { settings.map { "\($0)\n" }.joined() }
}

/// When a letter without a receipt is sent again, and how often before it goes to a human.
public struct ResendRule: Hashable, Sendable {
    /// Seconds from sending to sending again, or to giving up after the last time.
    public var after: Int
    public var times: Int

    public init(after: Int, times: Int) {
        self.after = after
        self.times = times
    }
}

/// Where the outbox takes letters for an address.
public enum DeliveryEndpoint: Hashable, Sendable, CustomStringConvertible {
    /// A folder in which each letter becomes a file.
    case folder(String)
    /// An `http` or `https` URL that letters are posted to.
    case http(String)

    /// Without the query of a URL, which may hold a token.
    public var description: String {
        switch self {
        case .folder(let path): path
        case .http(let url): url.contains("?") ? url.prefix { $0 != "?" } + "?…" : url
        }
    }
}

extension Configuration {
    /// Where a value came from.
    public enum Source: Hashable, Sendable, CustomStringConvertible {
        case standard
        case file(Place)
        case environment(String)
        case flag(String)

        public var description: String {
            switch self {
            case .standard: "default"
            case .file(let place): place.description
            case .environment(let name): "environment \(name)"
            case .flag(let name): "flag --\(name)"
            }
        }

        /// What a mistake names.
        var place: Place {
            switch self {
            case .standard: Place(file: "default", line: 0)
            case .file(let place): place
            case .environment(let name): Place(file: name, line: 0)
            case .flag(let name): Place(file: "--\(name)", line: 0)
            }
        }
    }

    /// One key as it stands.
    public struct Setting: Hashable, Sendable, CustomStringConvertible {
        public var key: Key
        /// As it may be shown to anybody who may read the file.
        public var value: String
        public var source: Source

        public var description: String { "\(key.rawValue) = \(value)  (\(source))" }
    }
}

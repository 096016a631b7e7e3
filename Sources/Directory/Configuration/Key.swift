extension Configuration {
    /// Everything that can be configured. The raw value is the key in `helhet.yaml`; a dot is one level of indentation.
    public enum Key: String, Hashable, Sendable, CaseIterable {
        case store
        case host
        case port
        case production
        case unknownParties = "unknown-parties"
        case directory
        case pathways
        case definitions
        case goLive = "go-live"
        case assignWithin = "assign-within"
        case diskRefusalPercent = "disk-refusal-percent"
        case documentLimitMegabytes = "document-limit-megabytes"
        case resendDenmarkAfter = "resend.denmark.after"
        case resendDenmarkTimes = "resend.denmark.times"
        case resendNorwayAfter = "resend.norway.after"
        case resendNorwayTimes = "resend.norway.times"
        case delivery
        case languages
        case timeZone = "time-zone"
        case drainSeconds = "drain-seconds"
        case letterRetention = "retention.letter-bytes"
        case sentRetention = "retention.sent-bytes"
        case demoCitizens = "demo.citizens"
        case demoDay = "demo.day"

        /// How its value is written in a file.
        enum Form {
            case one
            case list
            case map
        }

        var form: Form {
            switch self {
            case .directory, .definitions, .languages: .list
            case .goLive, .delivery, .letterRetention, .sentRetention: .map
            default: .one
            }
        }

        /// The environment variable, nil for keys that hold many values.
        public var environment: String? {
            guard form != .map else { return nil }
            return "HELHET_" + rawValue.uppercased().map { $0 == "-" || $0 == "." ? "_" : String($0) }.joined()
        }

        /// What holds when nothing is written; lists are separated by commas.
        public var standard: String {
            switch self {
            case .store: "helhet.sqlite"
            case .host: "127.0.0.1"
            case .port: "8080"
            case .production: "false"
            case .unknownParties: "learn"
            case .directory, .definitions, .goLive, .delivery, .letterRetention, .sentRetention: ""
            case .pathways: "pathways"
            case .assignWithin: "60 minutes"
            case .diskRefusalPercent: "95"
            case .documentLimitMegabytes: "50"
            case .resendDenmarkAfter: "30 minutes"
            case .resendDenmarkTimes: "2"
            case .resendNorwayAfter: "96 hours"
            case .resendNorwayTimes: "0"
            case .languages: "nb, nn, da, en"
            case .timeZone: "Europe/Oslo"
            case .drainSeconds: "20"
            case .demoCitizens: "10000"
            case .demoDay: "30 minutes"
            }
        }

        /// What the value may be, with its unit: the end of the sentence "Write …".
        public var expected: String {
            switch self {
            case .store: "the name of a file"
            case .host: "127.0.0.1, ::1 or localhost"
            case .port: "a number from 0 to 65535"
            case .production: "true or false"
            case .unknownParties: "learn or refuse"
            case .directory: "a list of CSV and YAML files"
            case .pathways: "a folder"
            case .definitions: "a list of folders"
            case .goLive: "an organisation's id and an instant with its offset, for instance fjordby: 2026-01-01T00:00:00+01:00"
            case .diskRefusalPercent: "a number from 1 to 100"
            case .documentLimitMegabytes: "a number of megabytes from 1 to 1000"
            case .assignWithin, .resendDenmarkAfter, .resendNorwayAfter: "a number of minutes or hours, for instance 30 minutes"
            case .demoCitizens: "a number from 0 to 100000"
            case .demoDay: "a time from 1 minute to 24 hours, for instance 30 minutes"
            case .resendDenmarkTimes, .resendNorwayTimes: "a number from 0 to 10"
            case .delivery: "an address and a folder or http URL, for instance her:990000201: outbox/vestnes"
            case .languages: "a list of nb, nn, da and en, the default first"
            case .timeZone: "a time zone such as Europe/Oslo or Europe/Copenhagen"
            case .drainSeconds: "a number of seconds from 0 to 600"
            case .letterRetention, .sentRetention:
                "the day from which a rule holds and a number of years from 1 to 100, for instance 2026-01-01: 10 years"
            }
        }
    }
}

import FHIR

/// Turns what was written into values and notes what is none.
struct SettingReader {
    typealias Key = Configuration.Key
    typealias Written = Configuration.Written

    let written: [Key: Written]
    /// The folder of the file, with its last slash; empty when it is the one where the program was started.
    let folder: String
    var mistakes: [Mistake]
    private var settings: [Key: Configuration.Setting] = [:]

    init(written: [Key: Written], folder: String, mistakes: [Mistake]) {
        self.written = written
        self.folder = folder
        self.mistakes = mistakes
    }

    mutating func configuration(_ remarks: [String]) -> Configuration {
        let production = boolean(.production)
        var result = Configuration(
            store: store(), host: host(), port: number(.port, 0...65_535), production: production,
            unknownParties: unknownParties(production), directoryFiles: list(.directory).map { path($0, .directory) },
            pathways: path(one(.pathways), .pathways), definitions: list(.definitions).map { path($0, .definitions) }, goLive: goLive(),
            assignWithin: seconds(.assignWithin), diskRefusalPercent: number(.diskRefusalPercent, 1...100),
            documentLimit: number(.documentLimitMegabytes, 1...1_000) * 1_000_000,
            resendDenmark: resend(.resendDenmarkAfter, .resendDenmarkTimes), resendNorway: resend(.resendNorwayAfter, .resendNorwayTimes),
            delivery: delivery(), languages: languages(), timeZone: timeZone(), drainSeconds: number(.drainSeconds, 0...600),
            letterRetention: retention(.letterRetention), sentRetention: retention(.sentRetention),
            demoCitizens: number(.demoCitizens, 0...100_000), demoDay: demoDay(), settings: [], remarks: remarks)
        show(.directory, result.directoryFiles.joined(separator: ", "))
        show(.pathways, result.pathways)
        show(.definitions, result.definitions.joined(separator: ", "))
        result.settings = Key.allCases.compactMap { settings[$0] }
        result.places = written.mapValues { Dictionary($0.pairs.map { ($0.key, $0.place) }) { first, _ in first } }
        return result
    }

    // MARK: Values

    private mutating func store() -> String {
        let text = one(.store)
        guard text.scheme == nil else {
            refuse(.store, .value, "\(text.withoutSecrets.quoted) is no file, and there is no other store")
            return text
        }
        let path = path(text, .store)
        if path.isEmpty { refuse(.store, .value, "The store has no name") }
        show(.store, path)
        return path
    }

    private mutating func host() -> String {
        let text = one(.host)
        if !text.isLoopback {
            forbid(
                .host, "The hub would listen on \(text.quoted), where other machines reach it, and there is no sign-in yet",
                "Write \(Key.host.expected).")
        }
        return text
    }

    private mutating func unknownParties(_ production: Bool) -> UnknownParties {
        guard let source = written[.unknownParties]?.source else {
            let value: UnknownParties = production ? .refuse : .learn
            show(.unknownParties, value.rawValue)
            return value
        }
        guard let value = UnknownParties(rawValue: one(.unknownParties)) else {
            refuse(.unknownParties, .value, "\(one(.unknownParties).quoted) is neither")
            return .refuse
        }
        if production && value == .learn {
            mistakes.append(
                Mistake(
                    .forbidden, source.place, key: Key.unknownParties.rawValue, "A hub in production does not learn unknown parties",
                    remedy: "Write \"refuse\", and add the parties to the directory files."))
        }
        return value
    }

    private mutating func goLive() -> [OrganisationID: Instant] {
        var result: [OrganisationID: Instant] = [:]
        for pair in written[.goLive]?.pairs ?? [] {
            if let instant = Instant(pair.value) {
                result[OrganisationID(pair.key)] = instant
            } else {
                note(.value, pair.place, .goLive, "\(pair.value.quoted) is no instant with an offset")
            }
        }
        show(.goLive, result.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", "))
        return result
    }

    private mutating func retention(_ key: Key) -> [RetentionRule] {
        var rules: [RetentionRule] = []
        for pair in written[key]?.pairs ?? [] {
            let words = pair.value.trimmed.split(separator: " ")
            guard let from = Day(pair.key), words.count == 2, words[1] == "years" || words[1] == "year", let years = Int(words[0]),
                (1...100).contains(years)
            else {
                note(.value, pair.place, key, "\(pair.key.quoted): \(pair.value.quoted) is no rule")
                continue
            }
            rules.append(RetentionRule(from: from, years: years))
        }
        rules.sort { $0.from < $1.from }
        show(key, rules.map { "\($0.from) \($0.years) years" }.joined(separator: ", "))
        return rules
    }

    private mutating func delivery() -> [Address: DeliveryEndpoint] {
        var result: [Address: DeliveryEndpoint] = [:]
        for pair in written[.delivery]?.pairs ?? [] {
            guard let address = Address(pair.key) else {
                note(.value, pair.place, .delivery, "\(pair.key.quoted) is no address")
                continue
            }
            result[address] = endpoint(pair)
        }
        show(.delivery, result.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", "))
        return result
    }

    private mutating func endpoint(_ pair: Written.Pair) -> DeliveryEndpoint? {
        let text = pair.value.trimmed
        guard let scheme = text.scheme else {
            if text.isEmpty { note(.value, pair.place, .delivery, "\(pair.key.quoted) has no folder or URL") }
            return text.isEmpty ? nil : .folder(resolved(text))
        }
        if scheme != "http" && scheme != "https" || text.host.isEmpty {
            note(.value, pair.place, .delivery, "\(text.withoutSecrets.quoted) is neither a folder nor an http URL")
            return nil
        }
        if text.userInfo != nil {
            mistakes.append(
                Mistake(
                    .forbidden, pair.place, key: Key.delivery.rawValue, "The URL for \(pair.key.quoted) holds a user or password",
                    remedy: "Remove it: secrets are given by path, never in this file."))
            return nil
        }
        return .http(text)
    }

    private mutating func resend(_ after: Key, _ times: Key) -> ResendRule {
        ResendRule(after: seconds(after), times: number(times, 0...10))
    }

    /// Minutes or hours.
    private mutating func seconds(_ key: Key) -> Int {
        switch Term(one(key)) {
        case .minutes(let count) where count > 0: return count * 60
        case .hours(let count) where count > 0: return count * 3600
        default:
            refuse(key, .value, "\(one(key).quoted) is no time to wait")
            return 0
        }
    }

    private mutating func demoDay() -> Int {
        let seconds =
            switch Term(one(.demoDay)) {
            case .minutes(let count): count * 60
            case .hours(let count): count * 3600
            default: 0
            }
        guard (60...86_400).contains(seconds) else {
            refuse(.demoDay, .value, "\(one(.demoDay).quoted) is no length of a day")
            return 86_400
        }
        return seconds
    }

    private mutating func languages() -> [String] {
        let known = ["nb", "nn", "da", "en"]
        let list = list(.languages)
        for (index, language) in list.enumerated() where !known.contains(language) || list[..<index].contains(language) {
            refuse(
                .languages, .value,
                known.contains(language) ? "\"\(language)\" is there twice" : "\(language.quoted) is no language of the pages")
        }
        if list.isEmpty { refuse(.languages, .value, "There is no language") }
        show(.languages, list.joined(separator: ", "))
        return list
    }

    private mutating func timeZone() -> Zone {
        if let zone = Zone(one(.timeZone)) { return zone }
        refuse(.timeZone, .value, "\(one(.timeZone).quoted) is no time zone")
        return .utc
    }

    private mutating func boolean(_ key: Key) -> Bool {
        switch one(key) {
        case "true": return true
        case "false": return false
        default:
            refuse(key, .value, "\(one(key).quoted) is neither")
            return false
        }
    }

    private mutating func number(_ key: Key, _ range: ClosedRange<Int>) -> Int {
        let text = one(key)
        let isPlain = !text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) }
        if isPlain, let value = Int(text), range.contains(value) { return value }
        refuse(key, .value, "\(text.quoted) is out of range or no number")
        return range.lowerBound
    }

    private mutating func one(_ key: Key) -> String {
        let text = (written[key]?.text ?? key.standard).trimmed
        if settings[key] == nil { show(key, text) }
        return text
    }

    private func list(_ key: Key) -> [String] { written[key]?.items ?? key.items(key.standard) }

    // MARK: Paths

    private func path(_ text: String, _ key: Key) -> String {
        if case .file = written[key]?.source { return resolved(text) }
        return text
    }

    /// A path in the file, as seen from where the program was started.
    private func resolved(_ path: String) -> String { path.hasPrefix("/") || path.isEmpty ? path : folder + path }

    // MARK: Notes

    private mutating func show(_ key: Key, _ value: String) {
        settings[key] = Configuration.Setting(key: key, value: value, source: written[key]?.source ?? .standard)
    }

    private mutating func refuse(_ key: Key, _ kind: Mistake.Kind, _ what: String) {
        note(kind, (written[key]?.source ?? .standard).place, key, what)
    }

    private mutating func forbid(_ key: Key, _ what: String, _ remedy: String) {
        mistakes.append(Mistake(.forbidden, (written[key]?.source ?? .standard).place, key: key.rawValue, what, remedy: remedy))
    }

    private mutating func note(_ kind: Mistake.Kind, _ place: Place, _ key: Key, _ what: String) {
        mistakes.append(Mistake(kind, place, key: key.rawValue, "\"\(key.rawValue)\": \(what)", remedy: "Write \(key.expected)."))
    }
}

import CPopulation
import Yams

extension Rates {
    /// The rates that are shipped.
    public init(of nation: Nation) throws(RateMistakes) {
        try self.init(Self.shipped(nation), name: "\(nation.rawValue).yaml")
    }

    /// The shipped file itself, to be changed and read again.
    public static func shipped(_ nation: Nation) -> String {
        let bytes =
            switch nation {
            case .norway: UnsafeRawBufferPointer(start: helhet_rates_no_bytes(), count: helhet_rates_no_count())
            case .denmark: UnsafeRawBufferPointer(start: helhet_rates_dk_bytes(), count: helhet_rates_dk_count())
            }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Reads a file of rates; refuses it with all that is wrong, by line.
    public init(_ text: String, name: String) throws(RateMistakes) {
        let reader = RatesReader(file: name)
        let root: Node
        do {
            guard let node = try Yams.compose(yaml: text), node.mapping != nil else {
                throw RateMistakes([
                    RateMistake(
                        file: name, line: 1, what: "The file holds no rates", remedy: "Begin with \"country: no\" or \"country: dk\".")
                ])
            }
            root = node
        } catch let mistakes as RateMistakes {
            throw mistakes
        } catch {
            throw RateMistakes([Self.notYAML(error, name)])
        }
        reader.only(
            root,
            [
                "country", "from", "sources", "people", "conditions", "providers", "services", "wards", "contacts", "stays", "letters",
                "networks",
            ])
        let country = reader.text(root, "country") ?? ""
        if Nation(rawValue: country) == nil {
            reader.mistake(reader.child(root, "country", isNeeded: false) ?? root, "The country is not known", "Write no or dk.")
        }
        nation = Nation(rawValue: country) ?? .norway
        from = reader.text(root, "from") ?? ""
        sources = Self.sources(root, reader)
        reader.knows(sources: sources.keys)
        people = Self.people(reader.child(root, "people"), nation, reader)
        providers = Self.providers(root, nation, reader)
        conditions = Self.traits(root, "conditions", "condition", nation, reader)
        services = Self.traits(root, "services", "service", nation, reader)
        wards = Self.wards(root, nation, reader)
        contacts = Self.contacts(reader.child(root, "contacts"), reader)
        stays = Self.stays(reader.child(root, "stays"), reader)
        let letters = reader.child(root, "letters")
        self.letters = Letters(
            hoursToReport: reader.spread(letters, "hours to report"), hoursToEarlyNotice: reader.spread(letters, "hours to early notice"),
            minutesToAnswer: reader.spread(letters, "minutes to answer"), daysToSummary: reader.spread(letters, "days to summary"),
            updated: reader.each(letters, "updated"), asked: reader.each(letters, "asked"),
            writtenAbout: reader.each(letters, "written about"), corrected: reader.each(letters, "corrected"),
            mistaken: reader.each(letters, "mistaken"))
        reader.only(
            letters,
            [
                "hours to report", "hours to early notice", "minutes to answer", "days to summary", "updated", "asked", "written about",
                "corrected", "mistaken",
            ])
        let networks = reader.child(root, "networks")
        self.networks = Networks(
            late: reader.each(networks, "late"), twice: reader.each(networks, "twice"), outOfOrder: reader.each(networks, "out of order"),
            hoursLate: reader.spread(networks, "hours late"))
        reader.only(networks, ["late", "twice", "out of order", "hours late"])
        if !reader.mistakes.isEmpty { throw RateMistakes(reader.mistakes) }
    }

    private static func notYAML(_ error: any Error, _ name: String) -> RateMistake {
        var line = 1
        if let error = error as? YamlError {
            switch error {
            case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): line = mark.line
            case .duplicatedKeysInMapping(_, let context): line = context.mark.line
            default: break
            }
        }
        return RateMistake(
            file: name, line: line, what: "The file is no YAML",
            remedy: "Look at the indentation, the colons, the brackets and keys that are there twice, here and on the line above.")
    }

    private static func sources(_ root: Node, _ reader: RatesReader) -> [String: Source] {
        var sources: [String: Source] = [:]
        for (key, value) in reader.child(root, "sources")?.mapping ?? [:] {
            reader.only(value, ["what", "where", "read", "verified"])
            sources[key.string ?? ""] = Source(
                what: reader.text(value, "what") ?? "", place: reader.text(value, "where") ?? "", read: reader.text(value, "read") ?? "",
                isVerified: ["yes", "true"].contains(reader.text(value, "verified") ?? ""))
        }
        return sources
    }

    private static func name(_ node: Node, _ nation: Nation, _ reader: RatesReader) -> String {
        reader.text(reader.child(node, "name"), nation == .norway ? "no" : "da") ?? ""
    }

    private static func people(_ node: Node?, _ nation: Nation, _ reader: RatesReader) -> People {
        var people = People(
            women: reader.ages(node, "women"), couples: reader.ages(node, "couples"), thinning: reader.ages(node, "thinning"),
            deaths: reader.ages(node, "deaths"), moves: reader.ages(node, "moves"), births: reader.each(node, "births"),
            mothers: reader.spread(node, "mothers"),
            deathPlaces: reader.named(node, "places of death", DeathPlace.allCases.map(\.rawValue)),
            standInNumbers: .zero)
        var keys = ["women", "couples", "thinning", "deaths", "moves", "births", "mothers", "places of death"]
        if let first = people.mothers.stretches.first, let last = people.mothers.stretches.last,
            first.range.lowerBound < 16 || last.range.upperBound > 49
        {
            reader.mistake(reader.child(node, "mothers"), "Mothers are between 16 and 49", "Leave out the other ages.")
        }
        switch nation {
        case .norway:
            people.standInNumbers = reader.each(node, "d-numbers")
            keys.append("d-numbers")
        case .denmark:
            people.standInNumbers = reader.each(node, "replacement numbers")
            keys.append("replacement numbers")
            people.ages = reader.named(node, "ages", zip(Age.first, Age.first.dropFirst() + [Age.last + 1]).map { "\($0)-\($1 - 1)" })
            keys.append("ages")
        }
        reader.only(node, keys)
        return people
    }

    private static func traits(_ root: Node, _ list: String, _ key: String, _ nation: Nation, _ reader: RatesReader) -> [Trait] {
        var traits: [Trait] = []
        let providers = Set(reader.items(root, "providers").compactMap { $0.mapping?["provider"]?.string })
        for node in reader.items(root, list) {
            reader.only(node, [key, "code", "name", "by age", "given", "among those", "admissions", "provider", "source"])
            var trait = Trait(
                id: reader.text(node, key) ?? "", code: reader.text(node, "code") ?? "", name: name(node, nation, reader),
                share: reader.byAge(node), given: nil, amongThose: [], amongOthers: [], admissions: .zero, provider: nil)
            if key == "condition" {
                trait.admissions = reader.rate(reader.child(node, "admissions"), atMost: Rate(billionths: 20_000_000_000))
            } else {
                trait.provider = reader.text(node, "provider")
                if let provider = trait.provider, !providers.contains(provider) {
                    reader.mistake(
                        reader.child(node, "provider"), "Nobody provides \"\(trait.id)\": there is no provider \"\(provider)\"",
                        "Add it under providers, or name one that is there.")
                }
            }
            if traits.contains(where: { $0.id == trait.id }) { reader.mistake(node, "\"\(trait.id)\" is there twice", "Remove one.") }
            if let given = reader.text(node, "given", isNeeded: false) { join(&trait, to: given, in: traits, node, reader) }
            traits.append(trait)
        }
        if traits.count > 32 { reader.mistake(root, "There are more than 32 \(list)", "Leave some out.") }
        return traits
    }

    /// How many have both is given; how many have this one alone follows, and must be possible.
    private static func join(_ trait: inout Trait, to given: String, in traits: [Trait], _ node: Node, _ reader: RatesReader) {
        guard let index = traits.firstIndex(where: { $0.id == given }) else {
            reader.mistake(
                reader.child(node, "given"), "\"\(given)\" is not listed before \"\(trait.id)\"", "Move it up, or name one that is above.")
            return
        }
        trait.given = index
        trait.amongThose = reader.fiveRates(reader.child(node, "among those"))
        guard trait.amongThose.count == Age.first.count, trait.share.rates.count == Age.first.count else { return }
        for band in Age.first.indices {
            let parent = traits[index].share[band]
            let both = parent * trait.amongThose[band]
            let rest = trait.share[band] - both
            // What has been rounded away may be missing.
            guard rest.billionths >= -1, rest <= .one - parent else {
                reader.mistake(
                    reader.child(node, "among those"),
                    "\(trait.amongThose[band]) of those with \"\(given)\" at \(Age.names[band]) is more than \(trait.share[band]) of all can hold",
                    "Lower it, or raise the share of all.")
                trait.amongOthers.append(.zero)
                continue
            }
            let others = Rate.one - parent
            trait.amongOthers.append(
                others == .zero ? .zero : Rate(billionths: max(0, rest.billionths)).times(1_000_000_000, over: others.billionths))
        }
    }

    private static func providers(_ root: Node, _ nation: Nation, _ reader: RatesReader) -> [Provider] {
        let known = Role.allCases.map(\.rawValue)
        let providers = reader.items(root, "providers").map { node in
            reader.only(node, ["provider", "role", "within", "for each", "name"])
            let role = reader.text(node, "role") ?? ""
            if !known.contains(role) {
                reader.mistake(reader.child(node, "role"), "The role \"\(role)\" is not known", "Use \(known.joined(separator: ", ")).")
            }
            let within = reader.text(node, "within").flatMap { Provider.Extent(rawValue: $0) }
            if within == nil { reader.mistake(reader.child(node, "within"), "This is no extent", "Write municipality, hospital or area.") }
            let each = reader.text(node, "for each").flatMap { Int($0) } ?? 0
            if each < 100 { reader.mistake(reader.child(node, "for each"), "This is no number of citizens", "Write 100 or more.") }
            return Provider(
                id: reader.text(node, "provider") ?? "", role: role, within: within ?? .municipality, each: max(100, each),
                name: name(node, nation, reader))
        }
        for needed in ["general-practice", "emergency-primary-care", "private-specialist"]
        where !providers.contains(where: { $0.id == needed }) {
            reader.mistake(reader.child(root, "providers"), "There is no provider \"\(needed)\", to whom citizens go", "Add it.")
        }
        return providers
    }

    private static func wards(_ root: Node, _ nation: Nation, _ reader: RatesReader) -> [Ward] {
        let wards = reader.items(root, "wards").map { node in
            reader.only(node, ["ward", "name", "acute", "planned", "source"])
            return Ward(
                id: reader.text(node, "ward") ?? "", name: name(node, nation, reader), acute: reader.rate(reader.child(node, "acute")),
                planned: reader.rate(reader.child(node, "planned")))
        }
        for (kind, sum) in [("acute", wards.reduce(Rate.zero) { $0 + $1.acute }), ("planned", wards.reduce(Rate.zero) { $0 + $1.planned })]
        where sum != .one {
            reader.mistake(
                reader.child(root, "wards"), "The wards' parts of \(kind) stays add up to \(sum)", "Make them add up to 1.")
        }
        return wards
    }

    private static func contacts(_ node: Node?, _ reader: RatesReader) -> Contacts {
        let many = Rate(billionths: 30_000_000_000)
        reader.only(
            node,
            [
                "general practice", "emergency primary care", "private specialist", "ambulance", "urgency", "office weekdays",
                "office hours",
                "emergency weekdays", "emergency hours", "referred", "emergency letters",
            ])
        return Contacts(
            familyDoctor: reader.ages(node, "general practice", atMost: many),
            emergencyCare: reader.ages(node, "emergency primary care", atMost: many),
            specialist: reader.ages(node, "private specialist", atMost: many), ambulance: reader.ages(node, "ambulance", atMost: many),
            urgency: reader.named(node, "urgency", Urgency.allCases.map(\.rawValue)),
            officeWeekdays: reader.weights(node, "office weekdays", 7),
            officeHours: reader.weights(node, "office hours", 24), emergencyWeekdays: reader.weights(node, "emergency weekdays", 7),
            emergencyHours: reader.weights(node, "emergency hours", 24), referred: reader.each(node, "referred"),
            emergencyLetters: reader.each(node, "emergency letters"))
    }

    private static func stays(_ node: Node?, _ reader: RatesReader) -> Stays {
        let many = Rate(billionths: 5_000_000_000)
        reader.only(
            node,
            [
                "acute", "planned", "seen only", "seasons", "acute weekdays", "acute hours", "planned weekdays", "planned hours",
                "seen first",
                "lengths", "needs services", "waiting days", "not ready after all", "readmissions", "readmissions of the ready",
                "days to readmission", "leave", "before death",
            ])
        return Stays(
            acute: reader.ages(node, "acute", atMost: many), planned: reader.ages(node, "planned", atMost: many),
            seenOnly: reader.ages(node, "seen only", atMost: many), needsServices: reader.ages(node, "needs services"),
            readmissions: reader.ages(node, "readmissions"), seasons: reader.weights(node, "seasons", 12),
            acuteWeekdays: reader.weights(node, "acute weekdays", 7), acuteHours: reader.weights(node, "acute hours", 24),
            plannedWeekdays: reader.weights(node, "planned weekdays", 7), plannedHours: reader.weights(node, "planned hours", 24),
            seenFirst: reader.each(node, "seen first"), notReady: reader.each(node, "not ready after all"),
            readmissionsOfTheReady: reader.each(node, "readmissions of the ready"), leave: reader.each(node, "leave"),
            acuteLengths: lengths(node, "acute", reader), plannedLengths: lengths(node, "planned", reader),
            waitingDays: reader.spread(node, "waiting days"), daysToReadmission: reader.spread(node, "days to readmission"),
            beforeDeath: reader.spread(node, "before death"))
    }

    /// Each table holds from its age on.
    private static func lengths(_ stays: Node?, _ kind: String, _ reader: RatesReader) -> [Spread] {
        guard stays != nil else { return [] }
        var found: [(from: Int, spread: Spread)] = []
        for node in reader.items(stays, "lengths") {
            let written = reader.text(node, "kind") ?? ""
            if kind == "acute", !["acute", "planned"].contains(written) {
                reader.mistake(
                    reader.child(node, "kind", isNeeded: false) ?? node, "There are no \"\(written)\" stays", "Write acute or planned.")
            }
            guard written == kind else { continue }
            reader.only(node, ["kind", "from age", "shares", "source"])
            let age = reader.text(node, "from age").flatMap { Int($0) } ?? -1
            if !Age.first.contains(age) {
                reader.mistake(
                    reader.child(node, "from age"), "This is none of the ages",
                    "Write one of \(Age.first.map(String.init).joined(separator: ", ")).")
            }
            if let shares = reader.shares(of: node) { found.append((age, reader.spread(shares))) }
        }
        let spreads = Age.first.compactMap { first in found.last { $0.from <= first }?.spread }
        if spreads.count != Age.first.count {
            reader.mistake(reader.child(stays, "lengths"), "There is no length of \(kind) stays from age 0 on", "Add one.")
        }
        return spreads
    }
}

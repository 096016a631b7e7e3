import Directory
import Exchange
import FHIR
import Journal

extension Plan {
    /// Reads what ``json`` wrote; nil for anything else.
    public init?(json bytes: [UInt8]) {
        guard let root = try? Document(json: bytes).root, root["v"]?.int == 1,
            let subject = root["s"]?.text.flatMap({ SubjectID(text: $0) }),
            let citizen = root["c"]
        else { return nil }
        self.init(subject: subject, citizen: PlanCitizen(citizen))
        guard let runs = root.list("r", Run.init), let attention = root.list("a", Attention.init),
            let letters = root.list("l", PlanLetter.init)
        else { return nil }
        goals = root.list("g", PlanGoal.init) ?? []
        matters = root["m"].flatMap(Matters.init)
        self.runs = runs
        self.attention = attention
        self.letters = letters
        threads =
            root.list("t") { item in
                item["i"]?.text.map { PlanThread(id: $0, letters: item["l"]?.items.compactMap { $0.int.map(Int64.init) } ?? []) }
            } ?? []
        organisations =
            root.list("o") { item in
                guard let id = item["i"]?.text, let name = item["n"]?.text else { return nil }
                return PlanOrganisation(id: OrganisationID(id), name: name)
            } ?? []
    }
}

extension Element {
    /// The items of a list; nil when one of them cannot be read, none when there is no list.
    func list<Item>(_ name: String, _ read: (Element) -> Item?) -> [Item]? {
        guard let list = self[name] else { return [] }
        var result: [Item] = []
        result.reserveCapacity(list.count)
        for element in list.items {
            guard let item = read(element) else { return nil }
            result.append(item)
        }
        return result
    }

    func instant(_ name: String) -> Instant? { self[name]?.int.map { Instant(nanoseconds: Int64($0)) } }
    func flag(_ name: String) -> Bool { self[name]?.bool ?? false }
    func number(_ name: String) -> Int64? { self[name]?.int.map(Int64.init) }
    func day(_ name: String) -> Day? { self[name]?.int.map { Day(ordinal: $0) } }
    func organisation(_ name: String) -> OrganisationID? { self[name]?.text.map { OrganisationID($0) } }
}

extension PlanCitizen {
    fileprivate init(_ json: Element) {
        self.init(
            number: json["n"]?.text, given: json["g"]?.text, family: json["f"]?.text, born: json.day("b"), gender: json["x"]?.text,
            isProtected: json.flag("p"), died: json.instant("d"))
    }
}

extension PlanLetter {
    fileprivate init?(_ json: Element) {
        guard let number = json.number("n"), let type = json["t"]?.text, let sender = json.organisation("s"), let sent = json.instant("a")
        else { return nil }
        self.init(
            number: number, type: type, sender: sender, receiver: json.organisation("r"), sent: sent, isCancelled: json.flag("c"))
    }
}

extension Attention {
    fileprivate init?(_ json: Element) {
        guard let key = json["k"]?.text, let kind = json["d"]?.text.flatMap(Kind.init), let name = json["n"]?.text,
            let stay = json.number("s"), let owner = json.organisation("o"), let since = json.instant("a")
        else { return nil }
        self.init(
            key: key, kind: kind, name: name, stay: stay, owner: owner, since: since, letter: json.number("l"), seen: json.number("e"))
        run = json["r"]?.text
        step = json["t"]?.text
        other = json["u"]?.text
        from = json.instant("f")
        due = json.instant("b")
    }
}

extension Run {
    fileprivate init?(_ json: Element) {
        guard let stay = json.number("s"), let pathway = json["p"]?.text, let version = json["v"]?.text,
            let country = json["c"]?.text.flatMap(Country.init), let zone = json["z"]?.text.flatMap({ Zone($0) }),
            let start = json.instant("f"), let state = json["t"]?.text.flatMap(Stay.State.init)
        else { return nil }
        self.init(
            stay: stay, pathway: pathway, version: version, country: country, zone: zone, start: start, key: json["k"]?.text,
            scope: json.flag("j") ? .citizen : .stay)
        guard let segments = json.list("g", Segment.init), let events = json.list("e", PlanEvent.init),
            let steps = json.list("w", Step.init),
            let letters = json.list("l", PlanLetter.init), let prices = json.list("q", PriceNote.init),
            let responsibility = json.list("b", Responsibility.init), let pauses = json.list("i", Pause.init),
            let readings = json.list("d", Reading.init), let latest = json.list("dl", Reading.init),
            let unread = json.list("du", Reading.init)
        else { return nil }
        self.pauses = pauses
        self.readings = readings
        self.latest = latest
        self.unread = unread
        stopped = json.number("o")
        failure = json["y"]?.text
        contact = json.organisation("a")
        end = json.instant("u")
        isCancelled = json.flag("x")
        self.state = state
        readmittedAfter = json.number("m")
        expectedDischarge = json.instant("h")
        self.segments = segments
        self.events = events
        self.steps = steps
        lanes =
            json.list("n") { lane in
                lane["r"]?.text.map { Lane(role: $0, organisation: lane.organisation("o"), unit: lane["u"]?.text) }
            } ?? []
        self.responsibility = responsibility
        self.letters = letters
        self.prices = prices
    }
}

extension Segment {
    fileprivate init?(_ json: Element) {
        guard let kind = json["k"]?.text.flatMap(Kind.init), let from = json.instant("f") else { return nil }
        self.init(kind: kind, from: from, until: json.instant("u"))
    }
}

extension PlanEvent {
    fileprivate init?(_ json: Element) {
        guard let kind = json["k"]?.text, let at = json.instant("a") else { return nil }
        var details: [String: String] = [:]
        if let members = json["m"]?.members {
            for (name, value) in members { details[name] = value.text }
        }
        self.init(
            kind: Fact.Kind(kind), at: at, hasClock: !json.flag("d"), isEstimate: json.flag("e"), letter: json.number("l"),
            details: details)
    }
}

extension Responsibility {
    fileprivate init?(_ json: Element) {
        guard let from = json.instant("f"), let role = json["r"]?.text, let organisation = json.organisation("o") else { return nil }
        self.init(from: from, role: role, organisation: organisation, step: json["s"]?.text)
    }
}

extension PriceNote {
    fileprivate init?(_ json: Element) {
        guard let id = json["i"]?.text, let from = json.day("f"), let currency = json["c"]?.text,
            let amounts = json.list(
                "a",
                { item -> DayPrice? in
                    guard let day = item["d"]?.int, let amount = item["a"]?.int else { return nil }
                    return DayPrice(day: day, amount: amount)
                })
        else { return nil }
        self.init(id: id, from: from, until: json.day("u"), amounts: amounts, currency: currency, isCertain: json.flag("s"))
    }
}

extension Step {
    fileprivate init?(_ json: Element) {
        guard let key = json["k"]?.text, let id = json["i"]?.text, let phase = json["p"]?.text, let role = json["r"]?.text,
            let owner = json.organisation("o")
        else { return nil }
        self.init(
            key: key, id: id, phase: phase, role: role, owner: owner, isStandIn: json.flag("n"), counterpart: json.organisation("c"),
            opens: json.instant("f"), due: json.instant("d"), expected: json.instant("e"))
        if let closed = json["x"] {
            guard let outcome = closed["o"]?.text.flatMap(Closing.Outcome.init), let at = closed.instant("a") else { return nil }
            closing = Closing(outcome: outcome, at: at, letter: closed.number("l"), act: closed.number("f"), text: closed["t"]?.text)
            closing?.shared = closed["s"]?.text
        }
        activity = json["y"]?.text
        isVisit = json.flag("v")
        adapting = json["a"].flatMap(Adapting.init)
    }
}

import Directory
import FHIR

// What people did with a step, as a stored plan has it; see `Plan+Writing.swift`.
extension Step.Adapting {
    func write(_ json: inout JSONWriter) {
        json.field("t", title)
        json.field("i", resource)
        json.field("r", replaces)
        json.flag("m", isMoved)
        json.instant("f", movedFrom)
        json.list("w", owners) { owner, json in
            json.instant("f", owner.from)
            json.field("o", owner.organisation.text)
            json.field("p", owner.person)
            json.number("n", owner.act)
        }
        json.list("o", offers) { $0.write(&$1) }
        json.list("p", pauses) { $0.write(&$1) }
        json.texts("c", options)
        json.texts("x", chosen)
        if let progress {
            json.object("g") { json in
                json.field("k", progress.kind.rawValue)
                json.instant("a", progress.at)
                json.number("n", progress.act)
            }
        }
        json.list("k", comments) { comment, json in
            json.field("t", comment.text)
            comment.by.write(&json)
            json.instant("a", comment.at)
            json.number("n", comment.act)
        }
    }

    init?(_ json: Element) {
        guard
            let owners = json.list(
                "w",
                { item -> Ownership? in
                    guard let from = item.instant("f"), let organisation = item.organisation("o") else { return nil }
                    return Ownership(from: from, organisation: organisation, person: item["p"]?.text, act: item.number("n"))
                }), let offers = json.list("o", Offer.init), let pauses = json.list("p", Pause.init),
            let comments = json.list(
                "k",
                { item -> Comment? in
                    guard let text = item["t"]?.text, let at = item.instant("a"), let act = item.number("n") else { return nil }
                    return Comment(text: text, by: Author(item), at: at, act: act)
                })
        else { return nil }
        title = json["t"]?.text
        resource = json["i"]?.text
        replaces = json["r"]?.text
        isMoved = json.flag("m")
        movedFrom = json.instant("f")
        self.owners = owners
        self.offers = offers
        self.pauses = pauses
        options = json["c"]?.items.compactMap(\.text) ?? []
        chosen = json["x"]?.items.compactMap(\.text) ?? []
        self.comments = comments
        guard let begun = json["g"] else { return }
        guard let kind = begun["k"]?.text.flatMap(Step.Progress.Kind.init), let at = begun.instant("a"), let act = begun.number("n") else {
            return nil
        }
        progress = Step.Progress(kind: kind, at: at, act: act)
    }
}

extension JSONWriter {
    /// An array of texts; nothing when it is empty.
    mutating func texts(_ name: String, _ texts: [String]) {
        if texts.isEmpty { return }
        array(name) { json in for text in texts { json.value(text) } }
    }
}

extension Author {
    func write(_ json: inout JSONWriter) { json.field("b", custodian) }

    init(_ json: Element) { self.init(custodian: json["b"]?.text ?? "") }
}

extension Offer {
    fileprivate func write(_ json: inout JSONWriter) {
        switch to {
        case .organisation(let id): json.field("o", id.text)
        case .person(let name): json.field("p", name)
        }
        json.field("b", by.text)
        json.instant("a", at)
        json.instant("d", answerBy)
        json.number("n", act)
        json.field("t", text)
        json.flag("u", isOutside)
        guard let answer else { return }
        json.object("x") { json in
            json.field("k", answer.kind.rawValue)
            json.instant("a", answer.at)
            json.number("n", answer.act)
            json.field("t", answer.text)
            json.field("c", answer.counter)
        }
    }

    fileprivate init?(_ json: Element) {
        guard let by = json.organisation("b"), let at = json.instant("a") else { return nil }
        if let id = json.organisation("o") {
            to = .organisation(id)
        } else if let name = json["p"]?.text {
            to = .person(name)
        } else {
            return nil
        }
        self.by = by
        self.at = at
        answerBy = json.instant("d")
        act = json.number("n")
        text = json["t"]?.text
        isOutside = json.flag("u")
        guard let answered = json["x"] else { return }
        guard let kind = answered["k"]?.text.flatMap(Answer.Kind.init), let at = answered.instant("a") else { return nil }
        answer = Answer(kind: kind, at: at, act: answered.number("n"), text: answered["t"]?.text, counter: answered["c"]?.text)
    }
}

extension Pause {
    func write(_ json: inout JSONWriter) {
        json.instant("f", from)
        json.instant("u", until)
        json.number("n", act)
        json.field("t", text)
    }

    init?(_ json: Element) {
        guard let from = json.instant("f") else { return nil }
        self.init(from: from, until: json.instant("u"), act: json.number("n"), text: json["t"]?.text)
    }
}

extension Reading {
    func write(_ json: inout JSONWriter) {
        json.field("m", measurement)
        json.instant("a", at)
        json.field("v", value)
        json.field("z", zone?.rawValue)
        json.field("u", unit)
    }

    init?(_ json: Element) {
        guard let measurement = json["m"]?.text, let at = json.instant("a"), let value = json["v"]?.text else { return nil }
        self.init(
            measurement: measurement, at: at, value: value, zone: json["z"]?.text.flatMap(MeasurementDefinition.Zone.init),
            unit: json["u"]?.text)
    }
}

extension PlanGoal {
    func write(_ json: inout JSONWriter) {
        json.field("i", goal.id)
        json.field("t", goal.title)
        json.field("g", goal.target)
        json.instant("d", goal.by)
        json.field("r", goal.isReached.map { $0 ? "y" : "n" })
        json.field("s", goal.resource)
        json.flag("x", isDropped)
        by.write(&json)
        json.instant("a", at)
        json.number("n", act)
        if since != at { json.instant("f", since) }
    }

    init?(_ json: Element) {
        guard let id = json["i"]?.text, let at = json.instant("a"), let act = json.number("n") else { return nil }
        let goal = OwnGoal(
            id: id, title: json["t"]?.text, target: json["g"]?.text, by: json.instant("d"), isReached: json["r"]?.text.map { $0 == "y" },
            resource: json["s"]?.text)
        self.init(goal: goal, by: Author(json), at: at, act: act, since: json.instant("f") ?? at, isDropped: json.flag("x"))
    }
}

extension Matters {
    func write(_ json: inout JSONWriter) {
        json.field("t", text)
        by.write(&json)
        json.instant("a", at)
        json.number("n", act)
    }

    init?(_ json: Element) {
        guard let text = json["t"]?.text, let at = json.instant("a"), let act = json.number("n") else { return nil }
        self.init(text: text, by: Author(json), at: at, act: act)
    }
}

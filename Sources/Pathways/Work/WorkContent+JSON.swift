import Exchange
import FHIR

extension WorkContent {
    /// As a work item carries it.
    public var json: [UInt8] {
        var json = JSONWriter(capacity: 512)
        json.object { json in
            switch subject {
            case .step(let id, let key):
                json.field("step", id)
                json.field("key", key)
            case .attention(let kind, let name, let letter):
                json.field("kind", kind.rawValue)
                json.field("about", name)
                json.number("letter", letter)
            }
            json.field("pathway", pathway)
            json.field("version", version)
            json.number("stay", stay)
            json.field("run", run)
            json.field("title", title)
            json.field("at", step)
            json.field("beside", other)
            json.field("name", name)
            json.field("born", born?.ordinal)
            json.flag("protected", isProtected)
            json.field("hospital", hospital)
            json.field("unit", unit)
            json.field("state", state.rawValue)
            json.field("zone", zone.identifier)
            json.instant("start", start)
            json.instant("end", end)
            json.instant("ready", ready)
            json.instant("expected", expectedDischarge)
            json.instant("opens", opens)
            json.flag("standIn", isStandIn)
            json.field("counterpart", counterpart)
            json.field("owner", owner)
            json.field("who", said?.who)
            json.field("because", said?.because)
            json.field("instead", said?.counter)
        }
        return json.bytes
    }

    /// Reads what ``json`` wrote; nil for anything else.
    public init?(json bytes: [UInt8]) {
        guard let root = try? Document(json: bytes).root, let pathway = root["pathway"]?.text, let version = root["version"]?.text,
            let stay = root.number("stay"), let owner = root["owner"]?.text,
            let state = root["state"]?.text.flatMap(Stay.State.init), let zone = root["zone"]?.text.flatMap({ Zone($0) }),
            let start = root.instant("start")
        else { return nil }
        if let id = root["step"]?.text, let key = root["key"]?.text {
            subject = .step(id: id, key: key)
        } else if let kind = root["kind"]?.text.flatMap(Attention.Kind.init), let about = root["about"]?.text {
            subject = .attention(kind, name: about, letter: root.number("letter"))
        } else {
            return nil
        }
        self.pathway = pathway
        self.version = version
        self.stay = stay
        run = root["run"]?.text
        title = root["title"]?.text
        step = root["at"]?.text
        other = root["beside"]?.text
        name = root["name"]?.text
        born = root.day("born")
        isProtected = root.flag("protected")
        hospital = root["hospital"]?.text
        unit = root["unit"]?.text
        self.state = state
        self.zone = zone
        self.start = start
        end = root.instant("end")
        ready = root.instant("ready")
        expectedDischarge = root.instant("expected")
        opens = root.instant("opens")
        isStandIn = root.flag("standIn")
        counterpart = root["counterpart"]?.text
        self.owner = owner
        said = root["who"]?.text.map { Said(who: $0, because: root["because"]?.text, counter: root["instead"]?.text) }
    }
}

import FHIR
import Testing

/// A hub with people, their care and their values, and the ids by name: what tests search.
struct SearchHub: Sendable {
    let hub: Hub
    let ids: [String: String]

    init() async throws {
        let hub = Hub()
        var ids: [String: String] = [:]
        for (name, json) in Self.resources {
            var text = json
            for (known, id) in ids { text = text.replacing("{\(known)}", with: id) }
            ids[name] = try await hub.make(text)
            hub.clock.move(seconds: 3600)
        }
        self.hub = hub
        self.ids = ids
    }

    /// Each made an hour after the one before, the first at noon.
    static let resources: [(String, String)] = [
        ("org", #"{"resourceType":"Organization","identifier":[{"system":"urn:org","value":"1"}],"name":"Prøve sykehus","active":true}"#),
        ("unit", #"{"resourceType":"Organization","name":"Prøve avdeling","partOf":{"reference":"Organization/{org}"}}"#),
        (
            "gp",
            #"{"resourceType":"Practitioner","identifier":[{"system":"urn:hpr","value":"9"}],"name":[{"family":"Fastlege","given":["Prøve"]}]}"#
        ),
        (
            "anna",
            #"{"resourceType":"Patient","text":{"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\">Anna likes skiing</div>"},"identifier":[{"system":"urn:a","value":"1"}],"active":true,"name":[{"use":"official","family":"Prøve","given":["Anna"]}],"gender":"female","birthDate":"1950-02-03","generalPractitioner":[{"reference":"Practitioner/{gp}"}],"managingOrganization":{"reference":"Organization/{unit}"},"photo":[{"title":"none"}]}"#
        ),
        (
            "bent",
            #"{"resourceType":"Patient","identifier":[{"system":"urn:a","value":"2"}],"active":false,"name":[{"family":"Bentsen","given":["Bent","Anton"]}],"gender":"male","birthDate":"1980","generalPractitioner":[{"reference":"Practitioner/{gp}"}]}"#
        ),
        ("cara", #"{"resourceType":"Patient","identifier":[{"system":"urn:b","value":"1"}],"name":[{"text":"Cara Uten"}]}"#),
        (
            "w1",
            #"{"resourceType":"Observation","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"29463-7"}]},"subject":{"reference":"Patient/{anna}"},"effectiveDateTime":"2026-01-10","valueQuantity":{"value":70.5,"unit":"kg","system":"http://unitsofmeasure.org","code":"kg"},"performer":[{"reference":"Practitioner/{gp}"}]}"#
        ),
        (
            "w2",
            #"{"resourceType":"Observation","status":"amended","code":{"coding":[{"system":"http://loinc.org","code":"29463-7"}]},"subject":{"reference":"Patient/{bent}"},"effectiveDateTime":"2026-01-12","valueQuantity":{"value":92,"unit":"kg","system":"http://unitsofmeasure.org","code":"kg"}}"#
        ),
        (
            "p1",
            #"{"resourceType":"Observation","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"8867-4"}]},"subject":{"reference":"Patient/{anna}"},"effectiveDateTime":"2026-01-11","hasMember":[{"reference":"Observation/{w1}"}],"valueInteger":60}"#
        ),
        (
            "enc",
            #"{"resourceType":"Encounter","status":"finished","class":{"code":"IMP"},"subject":{"reference":"Patient/{anna}"},"serviceProvider":{"reference":"Organization/{unit}"},"period":{"start":"2026-01-09","end":"2026-01-12"}}"#
        ),
        (
            "prov",
            #"{"resourceType":"Provenance","target":[{"reference":"Observation/{w1}"},{"reference":"Observation/{p1}"}],"recorded":"2026-01-12T10:00:00Z","agent":[{"who":{"reference":"Practitioner/{gp}"}}]}"#
        ),
        (
            "list",
            #"{"resourceType":"List","status":"current","mode":"working","entry":[{"item":{"reference":"Patient/{bent}"}},{"item":{"reference":"Observation/{w1}"}}]}"#
        ),
    ]

    /// The target with `{name}` and `{base}` filled in.
    func filled(_ target: String) -> String {
        var target = target.replacing("{base}", with: Hub.base)
        for (name, id) in ids { target = target.replacing("{\(name)}", with: id) }
        // What a client would escape.
        return target.replacing(" ", with: "%20").replacing("\"", with: "%22")
    }

    func get(_ target: String, _ headers: [String: String] = [:]) async -> Reply {
        await hub.send("GET", "/fhir" + filled(target), headers)
    }

    /// The names of what was found, in order: matches, or what has another mode.
    func names(_ reply: Reply, _ mode: String = "match") -> [String] {
        let names = Dictionary(uniqueKeysWithValues: ids.map { ($1, $0) })
        return reply.json.root.each("entry").filter { $0.string("search.mode") == mode }.map { entry in
            entry.string("resource.id").map { names[$0] ?? $0 } ?? "-"
        }
    }

    /// Every page of a search, by `next` links.
    func pages(_ target: String) async throws -> [[String]] {
        var pages: [[String]] = []
        var reply = await get(target)
        try #require(reply.status == 200, "\(reply.text)")
        pages.append(names(reply))
        while let next = reply.target("next"), pages.count < 100 {
            reply = await hub.send("GET", next)
            try #require(reply.status == 200, "\(reply.text)")
            pages.append(names(reply))
        }
        return pages
    }
}

import FHIR
import Testing

/// A resource, what is done to it, and what comes of it.
struct Patched: Sendable, CustomTestStringConvertible {
    var old: String
    var patch: String
    /// The new resource, byte for byte; nil: refused with 422.
    var new: String?

    init(_ old: String, _ patch: String, _ new: String?) {
        self.old = old
        self.patch = patch
        self.new = new
    }

    var testDescription: String { "\(patch) on \(old)" }
}

@Suite("A JSON Patch") struct JSONPatchTests {
    static let type = ["Content-Type": "application/json-patch+json"]

    /// Among them those of the appendix of RFC 6902, and what FHIR adds: nothing is left empty.
    static let all: [Patched] = [
        Patched(#"{"a":"b"}"#, #"{"op":"add","path":"/c","value":"d"}"#, #"{"a":"b","c":"d"}"#),
        Patched(#"{"a":["b","c"]}"#, #"{"op":"add","path":"/a/1","value":"x"}"#, #"{"a":["b","x","c"]}"#),
        Patched(#"{"a":["b","c"]}"#, #"{"op":"add","path":"/a/2","value":"x"}"#, #"{"a":["b","c","x"]}"#),
        Patched(#"{"a":["b" , "c" ]}"#, #"{"op":"add","path":"/a/-","value":"x"}"#, #"{"a":["b" , "c","x" ]}"#),
        Patched(#"{"a":["b","c"]}"#, #"{"op":"add","path":"/a/3","value":"x"}"#, nil),
        Patched(#"{"a":["b","c"]}"#, #"{"op":"add","path":"/a/01","value":"x"}"#, nil),
        Patched(#"{"a":["b","c"]}"#, #"{"op":"add","path":"/a/x","value":"x"}"#, nil),
        Patched(#"{"a":["b"]}"#, #"{"op":"add","path":"/a/-","value":["c","d"]}"#, #"{"a":["b",["c","d"]]}"#),
        Patched(#"{"a":"b"}"#, #"{"op":"add","path":"/a","value":"c"}"#, #"{"a":"c"}"#),
        Patched(#"{"a":"b"}"#, #"{"op":"add","path":"/c/d","value":"e"}"#, nil),
        Patched(#"{"a":"b"}"#, #"{"op":"add","path":"/a/d","value":"e"}"#, nil),
        Patched(#"{"a":"b"}"#, #"{"op":"add","path":"/c","value":{"d":[1.00]},"more":1}"#, #"{"a":"b","c":{"d":[1.00]}}"#),
        Patched(#"{"a":"b", "c" : "d"}"#, #"{"op":"remove","path":"/a"}"#, #"{"c" : "d"}"#),
        Patched(#"{"a":"b", "c" : "d" }"#, #"{"op":"remove","path":"/c"}"#, #"{"a":"b" }"#),
        Patched(#"{"a":["b" ,"c"]}"#, #"{"op":"remove","path":"/a/0"}"#, #"{"a":["c"]}"#),
        Patched(#"{"a":["b" ,"c"]}"#, #"{"op":"remove","path":"/a/1"}"#, #"{"a":["b"]}"#),
        Patched(#"{"a":["b"],"c":1}"#, #"{"op":"remove","path":"/a/0"}"#, #"{"c":1}"#),
        Patched(#"{"a":{"b":{"d":1}},"c":1}"#, #"{"op":"remove","path":"/a/b/d"}"#, #"{"c":1}"#),
        Patched(#"{"a":["b"]}"#, #"{"op":"remove","path":"/a/0"},{"op":"add","path":"/a/-","value":"c"}"#, #"{"a":["c"]}"#),
        Patched(#"{"a":"b"}"#, #"{"op":"remove","path":"/c"}"#, nil),
        Patched(#"{"a":["b"]}"#, #"{"op":"remove","path":"/a/-"}"#, nil), Patched(#"{"a":"b"}"#, #"{"op":"remove","path":""}"#, nil),
        Patched(#"{"a":"b","c":1.0}"#, #"{"op":"replace","path":"/a","value":2.50}"#, #"{"a":2.50,"c":1.0}"#),
        Patched(#"{"a":"b"}"#, #"{"op":"replace","path":"/c","value":1}"#, nil),
        Patched(#"{"a":{"b":1},"c":{"d":2}}"#, #"{"op":"move","from":"/a/b","path":"/c/e"}"#, #"{"c":{"d":2,"e":1}}"#),
        Patched(#"{"a":["b","c","d","e"]}"#, #"{"op":"move","from":"/a/1","path":"/a/3"}"#, #"{"a":["b","d","e","c"]}"#),
        Patched(#"{"a":["b","c"]}"#, #"{"op":"move","from":"/a/0","path":"/a/0"}"#, #"{"a":["b","c"]}"#),
        Patched(#"{"a":{"b":1}}"#, #"{"op":"move","from":"/a","path":"/a/b/c"}"#, nil),
        Patched(#"{"a":["b",{"c":1.10}]}"#, #"{"op":"copy","from":"/a/1","path":"/a/0"}"#, #"{"a":[{"c":1.10},"b",{"c":1.10}]}"#),
        Patched(#"{"a":"b"}"#, #"{"op":"copy","from":"/x","path":"/a"}"#, nil),
        Patched(#"{"a":"b"}"#, #"{"op":"test","path":"/a","value":"b"}"#, #"{"a":"b"}"#),
        Patched(#"{"a":"b"}"#, #"{"op":"test","path":"/a","value":"c"}"#, nil),
        Patched(#"{"a":"10"}"#, #"{"op":"test","path":"/a","value":10}"#, nil),
        Patched(#"{"a":1.00}"#, #"{"op":"test","path":"/a","value":10e-1}"#, #"{"a":1.00}"#),
        Patched(#"{"a":-0.0}"#, #"{"op":"test","path":"/a","value":0}"#, #"{"a":-0.0}"#),
        Patched(#"{"a":1.01}"#, #"{"op":"test","path":"/a","value":1.1}"#, nil),
        Patched(
            #"{"a":{"x":[1,null],"y":true}}"#, #"{"op":"test","path":"/a","value":{"y":true,"x":[1,null]}}"#,
            #"{"a":{"x":[1,null],"y":true}}"#),
        Patched(#"{"a":{"x":[1,2]}}"#, #"{"op":"test","path":"/a","value":{"x":[2,1]}}"#, nil),
        Patched(#"{"a":"\u00e6"}"#, #"{"op":"test","path":"/a","value":"æ"}"#, #"{"a":"\u00e6"}"#),
        Patched(#"{"a":"b"}"#, #"{"op":"add","path":"/c","value":1},{"op":"test","path":"/a","value":"c"}"#, nil),
        Patched(#"{"m~n":1,"a/b":2,"~1":3}"#, #"{"op":"replace","path":"/m~0n","value":4}"#, #"{"m~n":4,"a/b":2,"~1":3}"#),
        Patched(#"{"m~n":1,"a/b":2,"~1":3}"#, #"{"op":"replace","path":"/a~1b","value":4}"#, #"{"m~n":1,"a/b":4,"~1":3}"#),
        Patched(#"{"m~n":1,"a/b":2,"~1":3}"#, #"{"op":"replace","path":"/~01","value":4}"#, #"{"m~n":1,"a/b":2,"~1":4}"#),
        Patched(#"{"a\"b":1}"#, #"{"op":"remove","path":"/a\"b"},{"op":"add","path":"/\\","value":2}"#, #"{"\\":2}"#),
        Patched(#"{"":1}"#, #"{"op":"replace","path":"/","value":2}"#, #"{"":2}"#),
        Patched(#"{"a":"b"}"#, #"{"op":"replace","path":"/id","value":"other"}"#, nil),
        Patched(#"{"a":"b"}"#, #"{"op":"remove","path":"/resourceType"}"#, nil),
        Patched(#"{"a":"b"}"#, #"{"op":"replace","path":"/resourceType","value":"Patient"}"#, nil),
        Patched(#"{"a":"b"}"#, #"{"op":"replace","path":"","value":[]}"#, nil),
        Patched(#"{"a":"b"}"#, #"{"op":"replace","path":"","value":{"resourceType":"Basic","id":"mine","c":1}}"#, #"{"c":1}"#),
    ]

    @Test("does what it says, and nothing else", arguments: all) func patch(_ patched: Patched) async throws {
        let hub = Hub()
        let head = #"{"resourceType":"Basic","id":"mine","meta":{"versionId":"1","lastUpdated":"2026-01-01T12:00:00Z"},"#
        let made = await hub.send("PUT", "/fhir/Basic/mine", [:], #"{"resourceType":"Basic","id":"mine","# + patched.old.dropFirst())
        try #require(made.text == head + patched.old.dropFirst())
        let reply = await hub.send("PATCH", "/fhir/Basic/mine", Self.type, "[\(patched.patch)]")
        guard let new = patched.new else {
            #expect(reply.status == 422 || reply.status == 400 && reply.code == "invalid", "\(reply.text)")
            #expect(await hub.send("GET", "/fhir/Basic/mine").bytes == made.bytes)
            return
        }
        let isSame = patched.old == new
        #expect(reply.status == 200, "\(reply.text)")
        #expect(reply.text == head.replacing(#""versionId":"1""#, with: #""versionId":"\#(isSame ? 1 : 2)""#) + new.dropFirst())
        #expect(reply.header("ETag") == (isSame ? #"W/"1""# : #"W/"2""#))
    }

    @Test(
        "is refused when it is none",
        arguments: [
            "{}", "[1]", "[{}]", #"[{"op":"add"}]"#, #"[{"op":"add","path":"a","value":1}]"#, #"[{"op":"add","path":"/a~2","value":1}]"#,
            #"[{"op":"add","path":"/a"}]"#, #"[{"op":"leap","path":"/a"}]"#, #"[{"op":"move","path":"/a"}]"#, #"[{"op":1,"path":"/a"}]"#,
            "[", #"[{"op":"add","path":"/a~","value":1}]"#,
        ])
    func malformed(_ patch: String) async throws {
        let hub = Hub()
        let id = try await hub.make(UpdateTests.basic(nil))
        let reply = await hub.send("PATCH", "/fhir/Basic/\(id)", Self.type, patch)
        #expect(reply.status == 400)
        #expect(reply.code == "structure")
    }

    @Test("holds the version, finds by conditions, and answers as preferred") func conditions() async throws {
        let hub = Hub()
        let patch = #"[{"op":"add","path":"/language","value":"nb"}]"#
        #expect(await hub.send("PATCH", "/fhir/Basic/none", Self.type, patch).status == 404)
        #expect(await hub.send("PATCH", "/fhir/Basic?identifier=urn:b%7Ca", Self.type, patch).status == 404)
        let id = try await hub.make(UpdateTests.basic(nil))
        func send(_ target: String, _ name: String, _ value: String) async -> Reply {
            await hub.send("PATCH", "/fhir/Basic" + target, Self.type.merging([name: value]) { $1 }, patch)
        }
        #expect(await send("/\(id)", "If-Match", "W/\"2\"").status == 412)
        let changed = await send("?identifier=urn:b%7Ca", "If-Match", "W/\"1\"")
        #expect(changed.status == 200)
        #expect(changed.json.root.string("language") == "nb")
        let minimal = await send("/\(id)", "Prefer", "return=minimal")
        #expect(minimal.status == 200)
        #expect(minimal.bytes.isEmpty)
        #expect(await send("/\(id)", "Prefer", "return=OperationOutcome").sentence == "Nothing differed.")
        _ = try await hub.make(UpdateTests.basic(nil))
        #expect(await send("?identifier=urn:b%7Ca", "Prefer", "return=minimal").status == 412)
        #expect(await hub.send("DELETE", "/fhir/Basic/\(id)").status == 204)
        #expect(await hub.send("PATCH", "/fhir/Basic/\(id)", Self.type, patch).status == 410)
    }

    @Test("may not keep the writer busy") func work() async throws {
        let hub = Hub()
        let text = String(repeating: "a", count: 100_000)
        let id = try await hub.make(#"{"resourceType":"Basic","code":{"text":"\#(text)"}}"#)
        let operation = #"{"op":"add","path":"/language","value":"nb"}"#
        func patch(_ count: Int) async -> Reply {
            await hub.send(
                "PATCH", "/fhir/Basic/\(id)", Self.type, "[" + repeatElement(operation, count: count).joined(separator: ",") + "]")
        }
        #expect(await patch(10).status == 200)
        #expect(await patch(1_000).status == 413)
        #expect(await patch(10_001).status == 413)
    }
}

@Suite("A JSON Merge Patch") struct MergePatchTests {
    @Test(
        "lays over the resource what it says, and nothing else",
        arguments: [
            Patched(#"{"a":"b","n":1.00}"#, #"{"a":"c"}"#, #"{"a":"c","n":1.00}"#),
            Patched(#"{"a":"b"}"#, #"{"b":2.50}"#, #"{"a":"b","b":2.50}"#),
            Patched(#"{"a":"b","b":"c"}"#, #"{"a":null,"x":null}"#, #"{"b":"c"}"#),
            Patched(#"{"a":["b"]}"#, #"{"a":["c","d"]}"#, #"{"a":["c","d"]}"#),
            Patched(#"{"a":{"b":"c","d":1}}"#, #"{"a":{"b":"d","d":null}}"#, #"{"a":{"b":"d"}}"#),
            Patched(#"{"a":{"b":"c"},"z":1}"#, #"{"a":{"b":null}}"#, #"{"z":1}"#),
            Patched(#"{"a":"b"}"#, #"{"a":{"c":1,"d":null}}"#, #"{"a":{"c":1}}"#),
            Patched(#"{"a":"b"}"#, #"{}"#, #"{"a":"b"}"#), Patched(#"{"a":"b"}"#, #"{"id":"other"}"#, nil),
            Patched(#"{"a":"b"}"#, #"{"resourceType":"Basic","id":"mine","a":"c"}"#, #"{"a":"c"}"#),
        ])
    func patch(_ patched: Patched) async throws {
        for type in ["application/merge-patch+json", "application/json"] {
            let hub = Hub()
            let head = #"{"resourceType":"Basic","id":"mine","meta":{"versionId":"1","lastUpdated":"2026-01-01T12:00:00Z"},"#
            let old = await hub.send("PUT", "/fhir/Basic/mine", [:], #"{"resourceType":"Basic","id":"mine","# + patched.old.dropFirst())
            try #require(old.text == head + patched.old.dropFirst())
            let reply = await hub.send("PATCH", "/fhir/Basic/mine", ["Content-Type": type], patched.patch)
            guard let new = patched.new else {
                #expect(reply.status == 422)
                continue
            }
            #expect(reply.status == 200, "\(reply.text)")
            let version = patched.old == new ? 1 : 2
            #expect(reply.text == head.replacing(#""versionId":"1""#, with: #""versionId":"\#(version)""#) + new.dropFirst())
        }
        #expect(await Hub().send("PATCH", "/fhir/Basic/mine", ["Content-Type": "application/merge-patch+json"], "[]").status == 400)
    }
}

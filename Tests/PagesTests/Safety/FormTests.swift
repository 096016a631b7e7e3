import Directory
import HTTPTypes
import Journal
import Pathways
import Testing

@testable import Pages

@Suite("Forms") struct FormTests {
    static let forms: [(target: String, form: [(String, String)], deed: String)] = [
        ("/citizens/1", [("deed", "done"), ("value", "1/answer")], "done 1/answer of 1 by local:helhet: "),
        ("/letters/3", [("deed", "handled"), ("because", "read")], "handled letter 3 by local:helhet: read"),
        ("/citizens", [("number", Course.number)], ""),
    ]

    @Test("from our own pages are taken", arguments: forms.indices) func own(_ place: Int) async throws {
        let (target, form, deed) = Self.forms[place]
        let hub = Hub()
        try await hub.file(Course.upToReady)
        let reply = await hub.post(target, form, ["Sec-Fetch-Site": "same-origin"])
        #expect(reply.status == 303)
        #expect(hub.deeds.asked == (deed.isEmpty ? [] : [deed]))
    }

    @Test("without the page's token are refused and change nothing", arguments: forms.indices, ["", "0", "guess", "TOKEN"])
    func token(_ place: Int, _ token: String) async throws {
        let (target, form, _) = Self.forms[place]
        let hub = Hub()
        try await hub.file(Course.upToReady)
        // Another hub's token, and one that is ours but in capitals, are no better.
        let token = token == "TOKEN" ? hub.pages.token.uppercased() + "X" : token == "0" ? Hub().pages.token : token
        let reply = await hub.post(target, form, token: token)
        #expect(reply.status == 403)
        #expect(reply.page.first("h1")?.text == Text.forbiddenTitle.wording.nb)
        #expect(reply.page.text.contains(Text.forbiddenText.wording.nb))
        #expect(hub.deeds.asked == [])
        #expect(reply.header("Location") == nil)
    }

    @Test("that another site posts are refused, even with the token", arguments: ["cross-site", "same-site", "", "Same-Origin-Not"])
    func foreign(_ site: String) async throws {
        let hub = Hub()
        try await hub.file(Course.upToReady)
        let reply = await hub.post("/citizens/1", [("deed", "done"), ("value", "1/answer")], ["Sec-Fetch-Site": site])
        #expect(reply.status == 403 && hub.deeds.asked == [])
    }

    @Test("of ours that say `Origin: null`, because our pages give no referrer, are taken by their token") func origin() async throws {
        let hub = Hub()
        try await hub.file(Course.upToReady)
        let form = [("deed", "done"), ("value", "1/answer")]
        #expect(await hub.post("/citizens/1", form, ["Origin": "null"]).status == 303)
        #expect(await hub.post("/citizens/1", form, ["Origin": "null"], token: "guess").status == 403)
        #expect(hub.deeds.asked.count == 1)
    }

    @Test(
        "in another encoding than a form's carry nothing, not even a token",
        arguments: ["application/json", "text/plain", "multipart/form-data"])
    func encoding(_ type: String) async throws {
        let hub = Hub()
        try await hub.file(Course.upToReady)
        let reply = await hub.post("/citizens/1", [("deed", "done"), ("value", "1/answer")], ["Content-Type": type])
        #expect(reply.status == 403 && hub.deeds.asked == [])
    }

    @Test("of every page carry the token that this process takes") func tokens() async throws {
        let hub = Hub()
        try await hub.file(Course.upToReady)
        try await hub.file(Course.contradiction) { $0.attention = "look" }
        for target in ["/citizens", "/citizens/1", "/letters/5"] {
            let page = await hub.get(target).page
            #expect(!page.all("form").isEmpty, "\(target)")
            for form in page.all("form") {
                #expect(form.attributes["method"] == "post")
                let tokens = page.all("input").filter { input in
                    input.attributes["name"] == "token"
                        && page.around(input).contains { $0.attributes == form.attributes && $0.name == "form" }
                }
                #expect(tokens.first?.attributes["value"] == hub.pages.token)
            }
        }
    }

    @Test("ask for a reason exactly where the deed is refused without one", arguments: ["/citizens/1", "/citizens/1?view=citizen"])
    func reasons(_ target: String) async throws {
        let hub = Hub()
        try await hub.file(Course.upToReady)
        try await hub.does(.offered(step: "1/answer", to: .organisation(OrganisationID("local:helhet")), answerBy: nil), because: "x")
        let forms = await hub.get(target).page.forms.filter { !$0.deed.isEmpty && $0["because"] != nil }
        #expect(!forms.isEmpty)
        for form in forms {
            let reply = await hub.post(target, form.filled([("because", " ")]))
            #expect((reply.status == 400) == form.required.contains("because"), "\(form.deed)")
        }
        #expect(Set(forms.map { $0.required.contains("because") }) == [true, false])
    }

    @Test("are read as browsers write them: signs, spaces, accents, and broken percent signs as they stand")
    func fields() {
        func form(_ body: String) -> [String: String] {
            PageRequest(
                method: .post, target: "/", headers: [.contentType: "application/x-www-form-urlencoded; charset=utf-8"],
                body: Array(body.utf8)
            ).form
        }
        #expect(form("a=b+c%20d&e=%C3%A5%2B&f&=g&h=i=j") == ["a": "b c d", "e": "å+", "f": "", "": "g", "h": "i=j"])
        #expect(form("a=%&b=%4&c=%zz&d=%+F&e=%-1&f=100%25") == ["a": "%", "b": "%4", "c": "%zz", "d": "% F", "e": "%-1", "f": "100%"])
        #expect(form("") == [:] && form("&&") == [:])
    }
}

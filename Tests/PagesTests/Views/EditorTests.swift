import Pathways
import Testing

@testable import Pages

@Suite("The editor of pathways") struct EditorTests {
    private static let text = PathwayLibrary.shippedText("hospital-stay") ?? ""

    @Test("begins with the text of a pathway, and finds nothing wrong in it", arguments: Language.allCases)
    func shipped(_ language: Language) async {
        let page = await Hub().get("/editor?pathway=hospital-stay&lang=\(language.rawValue)").page
        #expect(page.first("textarea")?.text == Self.text)
        #expect(page.all("p", class: "fine").map(\.text) == [Text.nothingWrong.wording[language.rawValue]])
        #expect(page.all("ol", class: "late").isEmpty)
        #expect(page.all("img").contains { ($0.attributes["src"] ?? "").hasPrefix("data:image/svg+xml,%3Csvg") })
    }

    @Test("names each mistake of a text with its line, and keeps the text") func mistakes() async {
        let wrong = Self.text.replacing("owner: hospital", with: "owner: hospitl")
        let page = await Hub().post("/editor", [("text", wrong)]).page
        #expect(page.first("textarea")?.text == wrong)
        #expect(page.all("p", class: "fine").isEmpty)
        let rows = page.all("li") { $0.classes == ["findings", "late"] }
        let lines = wrong.split(separator: "\n", omittingEmptySubsequences: false).enumerated().filter {
            $0.element.contains("owner: hospitl")
        }.map { $0.offset + 1 }
        #expect(!lines.isEmpty)
        for line in lines { #expect(rows.contains { $0.words.hasPrefix("linje \(line):") && $0.words.contains("hospitl") }, "\(line)") }
    }

    @Test(
        "takes text that is no definition at all for what it is",
        arguments: ["", "  \n", "- 1", "{", "pathway: x\n", "\u{0}", "a: &a [*a]"])
    func nothing(_ text: String) async {
        let reply = await Hub().post("/editor", [("text", text)])
        #expect(reply.status == 200)
        let isEmpty = text.allSatisfy(\.isWhitespace)
        #expect(reply.page.all("ol", class: "late").isEmpty == isEmpty)
    }

    @Test("reads what a form sends: ends of lines as two signs") func lines() async {
        let page = await Hub().post("/editor", [("text", Self.text.replacing("\n", with: "\r\n"))]).page
        #expect(page.all("p", class: "fine").count == 1)
    }

    @Test("answers no form but its own") func foreign() async {
        let reply = await Hub().post("/editor", [("text", Self.text)], token: "another")
        #expect(reply.status == 403)
    }
}

import Exchange
import Testing

@testable import Pages

@Suite("Templates") struct TagTests {
    static func walked() throws -> TagWalk {
        var walk = TagWalk()
        for page in PageSample().all { try walk.walk(page) }
        return walk
    }

    @Test("name only stored properties of what they are rendered with") func names() throws {
        #expect(try Self.walked().problems.isEmpty)
    }

    @Test("show every stored property of every page") func properties() throws {
        let walk = try Self.walked()
        #expect(walk.known.subtracting(walk.used).sorted() == [])
    }

    @Test("are all used by some page") func templates() throws {
        #expect(try Self.walked().templates == Set(Templates.sources.keys))
    }

    @Test("write every text that they are given, and nothing of their own making", arguments: PageSample.pages.indices)
    func texts(_ place: Int) throws {
        let names = Names()
        let page = PageSample.pages[place](PageSample { names.marked($0) })
        let html = String(decoding: try Templates.render(page), as: UTF8.self)
        // Everything that a page is given appears; what a list's empty state says does not, because the lists are full.
        let missing = names.all.filter { !html.contains("[\($0)]") }.sorted()
        let emptyStates: Set<String> = ["none", "nothingOwed", "nothingFromOthers", "nothingNew"]
        #expect(Set(missing).isSubset(of: emptyStates), "\(type(of: page)): \(missing)")
        #expect(!html.contains("{{"))
        #expect(Markup(html).problems == [])
    }

    @Test("say what they say of nothing when a list is empty") func empty() throws {
        var today = PageSample().today
        today.owed = []
        today.others = []
        today.news = []
        let text = Markup(try Templates.render(today)).text
        for sentence in ["nothingOwed", "nothingFromOthers", "nothingNew"] { #expect(text.contains(sentence)) }
        var letters = PageSample().letters
        letters.rows = []
        letters.olderHref = nil
        let page = Markup(try Templates.render(letters))
        #expect(page.text.contains("none") && !page.text.contains("older"))
    }

    @Test("leave out what a value does not have, though something around it has the same name") func shadows() throws {
        var letter = PageSample().letter
        letter.paragraphs = [.init(heading: nil, text: "words")]
        #expect(Markup(try Templates.render(letter)).all("h2") { $0.attributes["id"] == "main" }.map(\.text) == ["filesHeading"])
        var citizen = PageSample().citizen
        citizen.drawing?.now = nil
        #expect(Markup(try Templates.render(citizen)).all("path", class: "now").isEmpty)
    }

    @Test(
        "that do not balance, or would write something unescaped, are found",
        arguments: ["{{#a}}", "{{#a}}{{/b}}", "{{/a}}", "{{{a}}}", "{{&a}}", "{{a", "{{<a}}{{b}}{{/a}}", "{{}}"])
    func mistakes(_ source: String) {
        #expect(throws: Tag.Mistake.self) { try Tag.all(of: source) }
    }

    @Test("are refused by name when there is no such one") func unknown() {
        struct Nameless: Template { static let name = "nameless" }
        #expect(throws: Templates.UnknownTemplate.self) { try Templates.render(Nameless()) }
    }
}

/// Remembers what a sample asked a text for.
private final class Names {
    private(set) var all: Set<String> = []

    func marked(_ name: String) -> String {
        all.insert(name)
        return "[\(name)]"
    }
}

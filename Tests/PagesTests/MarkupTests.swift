import Testing

@Suite("The tests' own reading of pages") struct MarkupTests {
    @Test(
        "finds what a browser would have to mend",
        arguments: [
            ("<p>a", "<p> is not closed"), ("<p>a</div>", "</div> closes p"), ("<p><div></div></p>", "<div> inside <p>"),
            ("<p>a & b</p>", "a bare & before "), ("<p id=a>b</p>", "id of <p> has no quotes"),
            ("<p>1 < 2</p>", "a < that begins no tag:  2</p>"),
            ("<p id=\"a\" id=\"b\"></p>", "<p> has id twice"), ("<a href=\"/\"><a href=\"/\"></a></a>", "<a> inside <a>"),
            ("<div/>", "<div/> outside a drawing"), ("<p title=\"<b>\"></p>", "a < in title of <p>"), ("a", "text outside the page"),
        ])
    func problems(_ html: String, problem: String) {
        #expect(Markup("<!doctype html>\n\(html)").problems.contains(problem), "\(Markup("<!doctype html>\n\(html)").problems)")
    }

    @Test("has nothing to say of a page in order") func order() {
        let page = Markup(
            "<!doctype html>\n<body><p id=\"a\">x &amp; <b class=\"c d\">y</b></p><input name=\"n\" required><svg><path d=\"M0 0\"/></svg></body>"
        )
        #expect(page.problems.isEmpty && page.text == "x & y" && page.element(id: "a")?.text == "x & y")
        #expect(page.first("b")?.classes == ["c", "d"] && page.first("input")?.attributes["required"]?.isEmpty == true)
        #expect(page.all("path") { $0.name == "svg" }.count == 1)
    }
}

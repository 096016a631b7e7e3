import Testing
import XML

@Suite("Writing XML") struct XMLWriterTests {
    @Test("escapes what needs it and closes what is empty") func writing() {
        var xml = XMLWriter()
        xml.element("a", [("b", "<\"&\n\t'>")]) { xml in
            xml.element("c", text: "x < y & \"z\"\r")
            xml.element("d")
            xml.element("e", text: "")
            xml.text("\u{1}\u{FFFE}")
        }
        let expected =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a b=\"&lt;&quot;&amp;&#10;&#9;'&gt;\">"
            + "<c>x &lt; y &amp; \"z\"&#13;</c><d/><e/>\u{FFFD}\u{FFFD}</a>"
        #expect(String(decoding: xml.bytes, as: UTF8.self) == expected)
    }

    @Test("gives back what was written", arguments: ["plain", "a<b&c>d\"e'f", " \n\t\r ", "æøå €🙂", "]]>", "&amp;", "&#38;", ""])
    func roundTrip(_ text: String) throws {
        var xml = XMLWriter(declaration: false)
        xml.element("a", [("b", text)], text: text)
        let root = try XMLDocument(xml.bytes).root
        #expect(root.text == text)
        #expect(root.attribute("b") == text)
    }
}

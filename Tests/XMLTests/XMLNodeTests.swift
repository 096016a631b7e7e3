import Testing
import XML

@Suite("An XML node") struct XMLNodeTests {
    private func read(_ text: String) throws -> XMLNode { try XMLDocument(Array(text.utf8)).root }

    @Test("gives names, attributes, text and paths") func reading() throws {
        let root = try read(
            "<m:Head xmlns:m='urn:a' xmlns='urn:b'>\n <Ident V=' 1 '/><Ident V='2'><Id> x&amp;y </Id></Ident><Blank> </Blank></m:Head>")
        #expect(root.name == "Head")
        #expect(root.namespace == "urn:a")
        #expect(root.children.map(\.name) == ["Ident", "Ident", "Blank"])
        #expect(root.children[0].namespace == "urn:b")
        #expect(root.children[0].attribute("V") == " 1 ")
        #expect(root.value("Ident") == "1")
        #expect(root.each("Ident").count == 2)
        #expect(root.first("Ident/Id")?.text == " x&y ")
        #expect(root.text("Ident/Id") == "x&y")
        #expect(root.text("Blank") == nil)
        #expect(root.text("Absent") == nil)
        #expect(root.value("Ident", "W") == nil)
        #expect(root.first("Ident/Id")?.line == 2)
    }

    @Test("keeps its bytes as they stand in the document") func source() throws {
        let root = try read("<a> <b c='1'>x<d/>y</b><e /></a>")
        #expect(String(decoding: root.children[0].source, as: UTF8.self) == "<b c='1'>x<d/>y</b>")
        #expect(String(decoding: root.children[1].source, as: UTF8.self) == "<e />")
        let kinds = root.children[0].contents.map { if case .text(let text) = $0 { text } else { "<>" } }
        #expect(kinds == ["x", "<>", "y"])
    }

    @Test(
        "has one canonical spelling for equal content",
        arguments: [
            "<a xmlns='urn:x' b='1' c='2'><d>é</d></a>",
            "<?xml version='1.0'?><p:a xmlns:p='urn:x' c=\"2\" b='1'>\n  <p:d>&#233;</p:d><!-- nothing -->\n</p:a>",
            "<a b='1' xmlns='urn:x' c='2'><?pi x?><d><![CDATA[é]]></d></a>",
        ])
    func canonical(_ text: String) throws {
        let canonical = String(decoding: try read(text).canonical(), as: UTF8.self)
        #expect(canonical == "<{urn:x}a b=\"1\" c=\"2\"><{urn:x}d>é</></>")
    }

    @Test("is another one for other content", arguments: ["<a>1</a>", "<a> 1</a>", "<a b='1'/>", "<b>1</b>", "<a xmlns='x'>1</a>", "<a/>"])
    func different(_ text: String) throws {
        let own = try read(text).canonical()
        #expect(try ["<a>2</a>", "<a>1<c/></a>"].allSatisfy { try read($0).canonical() != own })
    }
}

import Directory
import FHIR
import Journal

// The journal keeps a reading as compact JSON. The names are short because every letter of every citizen carries them, and stable because
// stores of every released version are read by the next.
extension LetterReading {
    public func json() -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("standard", letter.standard.rawValue)
            writer.field("type", letter.type.rawValue)
            writer.field("id", letter.id)
            writer.field("envelope", letter.envelope)
            writer.object("from") { letter.sender.write(to: &$0) }
            writer.array("to") { writer in
                for receiver in letter.receivers {
                    writer.object { writer in
                        if receiver.isCopy { writer.field("copy", true) }
                        receiver.party.write(to: &writer)
                    }
                }
            }
            writer.field("sent", letter.sent.text)
            if letter.isTest { writer.field("test", true) }
            writer.field("receipts", letter.asksReceipt.rawValue)
            if let citizen = letter.citizen { writer.object("citizen") { citizen.write(to: &$0) } }
            writer.strings("refers", letter.refersTo)
            writer.field("thread", letter.thread)
            writer.strings("episodes", letter.episodes)
            if !letter.paragraphs.isEmpty {
                writer.array("text") { writer in for paragraph in letter.paragraphs { paragraph.write(to: &writer) } }
            }
            if !attachments.isEmpty {
                writer.array("files") { writer in for attachment in attachments { attachment.write(to: &writer) } }
            }
            writer.field("digest", letter.digest.hex)
        }
        return writer.bytes
    }

    /// Reads what `json()` wrote. Statements are not part of it: they are facts of their own. nil when it is damaged.
    public init?(json bytes: [UInt8]) {
        guard let document = try? Document(json: bytes) else { return nil }
        let root = document.root
        guard let standard = root.string("standard").flatMap(Standard.init(rawValue:)), let type = root.string("type"),
            let id = root.string("id"), let from = root["from"], let sender = Party(from),
            let sent = root.string("sent").flatMap({ Moment($0, zone: standard.zone) }),
            let receipts = root.string("receipts").flatMap(ReceiptRequest.init(rawValue:)),
            let digest = root.string("digest").flatMap([UInt8].init(hex:))
        else { return nil }
        let receivers = (root["to"]?.items).map { items in
            items.compactMap { item in Party(item).map { Receiver(party: $0, isCopy: item["copy"]?.bool ?? false) } }
        }
        var letter = Letter(
            standard: standard, type: LetterType(type), id: id, sender: sender, receivers: receivers ?? [], sent: sent,
            asksReceipt: receipts, digest: digest)
        letter.envelope = root.string("envelope")
        letter.isTest = root["test"]?.bool ?? false
        letter.citizen = root["citizen"].map(Citizen.init)
        letter.refersTo = root.strings("refers")
        letter.thread = root.string("thread")
        letter.episodes = root.strings("episodes")
        letter.paragraphs = root["text"]?.items.map { Paragraph($0, zone: standard.zone) } ?? []
        self.init(letter: letter, attachments: root["files"]?.items.compactMap(StoredAttachment.init) ?? [])
    }
}

extension Party {
    func write(to writer: inout JSONWriter) {
        writer.field("name", name)
        writer.strings("at", addresses.map(\.description))
        if let unit {
            writer.object("unit") { writer in
                writer.field("name", unit.name)
                writer.strings("at", unit.addresses.map(\.description))
            }
        }
        writer.field("person", person)
    }

    init?(_ element: Element) {
        guard let name = element.string("name") else { return nil }
        self.init(name: name, addresses: element.strings("at").compactMap { Address($0) })
        if let unit = element["unit"] {
            self.unit = Unit(name: unit.string("name") ?? "", addresses: unit.strings("at").compactMap { Address($0) })
        }
        person = element.string("person")
    }
}

extension Citizen {
    func write(to writer: inout JSONWriter) {
        writer.array("ids") { writer in
            for identifier in identifiers {
                writer.object { writer in
                    writer.field("s", identifier.system)
                    writer.field("v", identifier.value)
                }
            }
        }
        writer.field("family", family)
        writer.field("given", given)
        writer.field("born", born?.description)
        writer.field("gender", gender)
        writer.field("address", address)
        if isAddressProtected { writer.field("protected", true) }
    }

    init(_ element: Element) {
        self.init(
            identifiers: element["ids"]?.items.compactMap { item in
                guard let system = item.string("s"), let value = item.string("v") else { return nil }
                return Identifier(system: system, value: value)
            } ?? [])
        family = element.string("family")
        given = element.string("given")
        born = element.string("born").flatMap { Day($0) }
        gender = element.string("gender")
        address = element.string("address")
        isAddressProtected = element["protected"]?.bool ?? false
    }
}

extension Paragraph {
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("heading", heading)
            writer.field("text", text)
            writer.field("author", author)
            writer.field("at", at?.text)
        }
    }

    init(_ element: Element, zone: Zone) {
        self.init(
            heading: element.string("heading"), text: element.string("text") ?? "", author: element.string("author"),
            at: element.string("at").flatMap { Moment($0, zone: zone) })
    }
}

extension LetterReading.StoredAttachment {
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("title", title)
            writer.field("type", mediaType)
            writer.field("hash", hash.hex)
            writer.field("size", size)
        }
    }

    init?(_ element: Element) {
        guard let mediaType = element.string("type"), let hash = element.string("hash").flatMap([UInt8].init(hex:)),
            let size = element["size"]?.int
        else { return nil }
        self.init(title: element.string("title"), mediaType: mediaType, hash: hash, size: size)
    }
}

extension JSONWriter {
    /// An array of strings; nothing when it is empty.
    mutating func strings(_ name: String, _ values: [String]) {
        guard !values.isEmpty else { return }
        array(name) { writer in for value in values { writer.value(value) } }
    }
}

extension Element {
    /// The texts of the items under `name`.
    func strings(_ name: String) -> [String] { self[name]?.items.compactMap(\.text) ?? [] }
}

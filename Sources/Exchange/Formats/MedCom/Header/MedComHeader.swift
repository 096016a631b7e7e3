import Directory
import FHIR

/// What every MedCom message says of itself, read once for all of its formats.
struct MedComHeader: Sendable {
    let bundle: MedComBundle
    let resource: Element
    let id: String
    let envelope: String?
    let event: String
    let sender: Party
    let receivers: [Receiver]
    let sent: Moment
    let own: MedComProvenance
    let earlier: [MedComProvenance]
    let digest: [UInt8]

    /// `eventCoding.code` of the first MessageHeader; nil when this is no Bundle or has none.
    static func event(of parsed: ParsedLetter) -> String? {
        guard case .resource(let resource) = parsed, resource.type == "Bundle", let entries = resource["entry"] else { return nil }
        for entry in entries.items {
            guard let header = entry["resource"], header["resourceType"]?.equals("MessageHeader") == true else { continue }
            return header.string("eventCoding.code") ?? ""
        }
        return nil
    }

    /// Reads the header, or says what is wrong with it. A refusal carries the letter as soon as its id and its sender are known.
    init(_ parsed: ParsedLetter, type: String) throws(Refusal) {
        guard case .resource(let root) = parsed, root.type == "Bundle" else {
            throw Refusal(.wrongStructure, "This is no MedCom message: the root must be a Bundle.")
        }
        bundle = MedComBundle(root.root)
        digest = MedComDigest.of(root)
        envelope = root.id?.nonBlank
        let headers = bundle.all("MessageHeader")
        guard let first = headers.first else {
            throw Refusal(.wrongStructure, path: "Bundle.entry", "The Bundle has no MessageHeader. Put it first.")
        }
        resource = first
        guard let text = first.string("id")?.nonBlank else {
            throw Refusal(.badLetterID, path: "MessageHeader.id", "MessageHeader.id is missing, so this message cannot be answered.")
        }
        guard Self.isID(text) else {
            throw Refusal(
                .badLetterID, path: "MessageHeader.id",
                "MessageHeader.id is no FHIR id: use up to 64 letters, digits, hyphens and full stops.")
        }
        id = text
        guard let party = MedComOrganisation.party(first["sender"], endpoint: first.string("source.endpoint"), in: bundle) else {
            throw Refusal(
                .wrongStructure, path: "MessageHeader.sender",
                "MessageHeader.sender names no Organization in the Bundle, so this message cannot be answered.")
        }
        sender = party
        event = first.string("eventCoding.code") ?? ""
        let destinations = Self.receivers(of: first, in: bundle)
        receivers = destinations
        let chain = MedComProvenance.chain(in: bundle, header: text)
        var partial = PartialLetter(
            standard: .medcom, type: LetterType(type), id: text, envelope: envelope, sender: party, receivers: destinations,
            sent: chain?.own.occurred, asksReceipt: event == MedCom.Event.acknowledgement ? .never : .always, digest: digest)
        partial.activity = chain?.own.activity
        guard root["type"]?.equals("message") == true else {
            throw Refusal(.wrongStructure, path: "Bundle.type", "Bundle.type must be message.", letter: partial)
        }
        guard headers.count == 1 else {
            throw Refusal(.wrongStructure, path: "Bundle.entry", "The Bundle has several MessageHeaders; send one.", letter: partial)
        }
        guard !party.addresses.isEmpty else {
            throw Refusal(
                .wrongStructure, path: "MessageHeader.sender", "The sender has neither a SOR code nor a GLN. Add one.", letter: partial)
        }
        guard destinations.contains(where: { !$0.party.addresses.isEmpty }) else {
            throw Refusal(
                .unknownReceiver, path: "MessageHeader.destination.receiver",
                "No receiver has a SOR code or a GLN. Name at least one by an Organization in the Bundle.", letter: partial)
        }
        guard let chain else {
            throw Refusal(.wrongStructure, path: "Bundle.entry", "The Bundle has no Provenance. Add one for this message.", letter: partial)
        }
        guard let occurred = chain.own.occurred else {
            throw Refusal(
                .wrongStructure, path: "Provenance.occurredDateTime",
                "The Provenance of this message has no time that can be read. Write a date, a time and a time zone.", letter: partial)
        }
        own = chain.own
        earlier = chain.earlier
        sent = occurred
    }

    /// A refusal of this letter, which can be answered.
    func refusal(_ kind: Refusal.Kind, _ path: String, _ message: String, type: String) -> Refusal {
        Refusal(kind, path: path, message, letter: letter(type).header)
    }

    /// A letter with all that the header says.
    func letter(_ type: String) -> Letter {
        var letter = Letter(
            standard: .medcom, type: LetterType(type), id: id, sender: sender, receivers: receivers, sent: sent,
            asksReceipt: event == MedCom.Event.acknowledgement ? .never : .always, digest: digest)
        letter.envelope = envelope
        letter.activity = own.activity
        letter.refersTo = own.previous
        return letter
    }

    /// What the newest earlier letter of the chain was: the one that this letter names, else the latest before it.
    var previous: MedComProvenance? {
        earlier.last { $0.target.map(own.previous.contains) ?? false } ?? earlier.last
    }

    /// The resource that `focus` names, else the only one of its type.
    func focus(_ type: String) -> Element? {
        for reference in resource.each("focus") {
            if let found = bundle.resolve(reference, type) { return found }
        }
        let all = bundle.all(type)
        return all.count == 1 ? all.first : nil
    }

    /// An extension of the header by its URL.
    func value(of url: String) -> Element? { resource.first(extension: url) }

    private static func receivers(of header: Element, in bundle: MedComBundle) -> [Receiver] {
        header.each("destination").compactMap { destination in
            guard let party = MedComOrganisation.party(destination["receiver"], endpoint: destination.string("endpoint"), in: bundle)
            else { return nil }
            let use = destination.first(extension: MedCom.Extension.destinationUse)?.string("valueCoding.code")
            return Receiver(party: party, isCopy: use == "cc")
        }
    }

    private static func isID(_ text: String) -> Bool {
        text.utf8.count <= 64
            && text.utf8.allSatisfy {
                (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == UInt8(ascii: "-")
                    || $0 == UInt8(ascii: ".")
            }
    }
}

extension Element {
    /// The first extension with this URL.
    func first(extension url: String) -> Element? {
        each("extension").first { $0.string("url") == url }
    }
}

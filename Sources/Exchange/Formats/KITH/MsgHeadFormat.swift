import FHIR
import XML

/// Letters in a MsgHead v1.2, also when NAV's `EI_fellesformat` is wrapped around them.
///
/// The wrapper is envelope: it is no part of the letter's digest. Everything inside the MsgHead is the letter's own.
public struct MsgHeadFormat: Format {
    static let namespace = KITH.namespace + "msghead/2006-05-24"

    public init() {}

    public var standard: Standard { .kith }

    public func recognises(_ parsed: ParsedLetter) -> Bool {
        guard case .xml(let document) = parsed else { return false }
        let root = document.root
        if root.name == "EI_fellesformat" { return root.first("AppRec") == nil }
        return root.name == "MsgHead" && root.namespace.hasPrefix(KITH.namespace + "msghead/")
    }

    public func read(_ parsed: ParsedLetter) throws(Refusal) -> Letter {
        guard case .xml(let document) = parsed, let root = Self.head(document.root) else {
            throw Refusal(.wrongStructure, path: "MsgHead", "There is no MsgHead in the document. Send the letter itself.")
        }
        let header = try MsgHeadHeader(root)
        guard root.namespace == Self.namespace else {
            throw header.refusal(
                .unknownType, path: "MsgHead", "This version of MsgHead is not read here. Send the letter in MsgHead v1.2 2006-05-24.")
        }
        var letter = try header.letter(root)
        guard let content = MsgHeadContents.reader(of: letter.type) else {
            throw header.refusal(
                .unknownType, path: "MsgInfo/Type", "Letters of this type are not read here. Send it to a receiver that takes this type.")
        }
        do throws(Refusal) {
            letter.citizen = try Citizen(msgHead: root.first("MsgInfo/Patient"), sender: header.sender)
            let documents = try RefDoc.all(in: root)
            try content.check(documents)
            try content.read(documents, into: &letter)
            for document in documents { try document.readAttachment(into: &letter) }
        } catch {
            throw header.refusal(error.kind, path: error.path, error.message)
        }
        return letter
    }

    public func receipt(_ receipt: Receipt, for letter: ReceiptHeader, envelope: EnvelopeStamp) -> OutgoingLetter {
        AppRecWriter(version: letter.version).write(receipt, for: letter, envelope: envelope)
    }

    public func compose(_ draft: LetterDraft, envelope: EnvelopeStamp) -> OutgoingLetter? {
        DialogueWriter().write(draft, envelope: envelope)
    }

    private static func head(_ root: XMLNode) -> XMLNode? {
        root.name == "MsgHead" ? root : root.first("MsgHead")
    }
}

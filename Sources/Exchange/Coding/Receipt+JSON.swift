import Directory
import FHIR

/// The receipt that a letter got, as the journal keeps it: its content, and the header to write it again in a new envelope.
public struct KeptReceipt: Sendable, Hashable {
    public var receipt: Receipt
    public var header: ReceiptHeader
    /// The standard it is written in.
    public var standard: Standard

    public init(receipt: Receipt, header: ReceiptHeader, standard: Standard) {
        self.receipt = receipt
        self.header = header
        self.standard = standard
    }

    public func json() -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("standard", standard.rawValue)
            writer.field("verdict", receipt.verdict.rawValue)
            writer.field("answers", receipt.answers)
            if !receipt.problems.isEmpty {
                writer.array("problems") { writer in
                    for problem in receipt.problems {
                        writer.object { writer in
                            writer.field("code", problem.code)
                            writer.field("text", problem.text)
                        }
                    }
                }
            }
            writer.field("type", header.type.rawValue)
            writer.field("version", header.version)
            writer.field("activity", header.activity)
            writer.field("sent", header.sent?.text)
            writer.object("to") { header.sender.write(to: &$0) }
            writer.object("from") { header.answering.write(to: &$0) }
            if header.isCopy { writer.field("copy", true) }
            if header.isXML { writer.field("xml", true) }
        }
        return writer.bytes
    }

    public init?(json bytes: [UInt8]) {
        guard let root = (try? Document(json: bytes))?.root, let standard = root.string("standard").flatMap(Standard.init(rawValue:)),
            let verdict = root.string("verdict").flatMap(Receipt.Verdict.init(rawValue:)), let answers = root.string("answers"),
            let sender = root["to"].flatMap(Party.init), let answering = root["from"].flatMap(Party.init), let type = root.string("type")
        else { return nil }
        self.standard = standard
        receipt = Receipt(
            verdict, answers: answers,
            problems: root["problems"]?.items.map { .init(code: $0.string("code") ?? "", text: $0.string("text") ?? "") } ?? [])
        header = ReceiptHeader(
            type: LetterType(type), version: root.string("version"), id: answers,
            sent: root.string("sent").flatMap { Moment($0, zone: standard.zone) }, sender: sender, answering: answering,
            isCopy: root["copy"]?.bool ?? false, isXML: root["xml"]?.bool ?? false)
        header.activity = root.string("activity")
    }
}

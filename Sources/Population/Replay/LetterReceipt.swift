import FHIR
import XML

/// What a receipt says, as a sender's system files it: FHIR Acknowledgement or AppRec.
public struct LetterReceipt: Sendable, Hashable {
    /// By the letters that both worlds know from HL7 v2, table 0008.
    public enum Verdict: String, Sendable, Hashable, CaseIterable {
        /// Taken: MedCom `ok`, AppRec status 1.
        case accepted = "AA"
        /// Taken with a fault, or not now: MedCom `transient-error`, AppRec status 3.
        case error = "AE"
        /// Not taken: MedCom `fatal-error`, AppRec status 2.
        case rejected = "AR"
    }

    public var verdict: Verdict
    /// AppRec's codes (`E21`) or MedCom's.
    public var codes: [String]

    public init(_ verdict: Verdict, codes: [String] = []) {
        self.verdict = verdict
        self.codes = codes
    }

    /// nil when the bytes are no receipt.
    public init?(_ bytes: [UInt8], mediaType: String) {
        if mediaType.contains("json") {
            guard let resource = try? Resource(json: bytes) else { return nil }
            self.init(bundle: resource)
        } else if mediaType.contains("fhir") {
            guard let resource = try? Resource(xml: bytes) else { return nil }
            self.init(bundle: resource)
        } else {
            guard let root = (try? XMLDocument(bytes))?.root, let node = root.name == "AppRec" ? root : root.first("AppRec") else {
                return nil
            }
            let verdicts: [String: Verdict] = ["1": .accepted, "2": .rejected, "3": .error]
            guard let verdict = node.value("Status").flatMap({ verdicts[$0] }) else { return nil }
            self.init(verdict, codes: node.each("Error").compactMap { $0.attribute("V") })
        }
    }

    /// https://medcomdk.github.io/dk-medcom-acknowledgement/
    private init?(bundle: Resource) {
        let verdicts: [String: Verdict] = ["ok": .accepted, "transient-error": .error, "fatal-error": .rejected]
        let root = bundle.root
        guard let verdict = root.string("entry.resource.response.code").flatMap({ verdicts[$0] }) else { return nil }
        self.init(verdict, codes: root.each("entry.resource.issue.details.coding.code").compactMap(\.text))
    }
}

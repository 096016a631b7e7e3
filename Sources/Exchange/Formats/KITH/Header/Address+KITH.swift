import Directory
import XML

extension Address {
    /// An address as KITH writes it: a number and the kind of register it is from. nil for what is no address, such as the national number
    /// of a health professional, which is never kept.
    init?(number: String?, kind: String?) {
        guard let number = number?.trimmed else { return nil }
        let scheme: Scheme
        switch kind?.trimmed?.uppercased() {
        case "HER": scheme = .her
        case "ENH": scheme = .enh
        case "RSH", "RESH": scheme = .resh
        case "HPR": scheme = .hpr
        case "SOR": scheme = .sor
        case "GLN", "EAN": scheme = .gln
        case "FNR", "DNR", "HNR", "FHN", "PNR", "DUF": return nil
        default: scheme = .local
        }
        // Nearly every number is plain letters and digits.
        let isPlain = number.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
        let parts = isPlain ? [number[...]] : number.split(whereSeparator: \.isWhitespace)
        self.init(scheme: scheme, value: parts.joined(separator: scheme == .local ? "-" : ""))
    }

    /// The code of this kind of register (kodeverk 9051 for organisations, 8116 for persons), and its name.
    func kithKind(ofPerson: Bool) -> (code: String, name: String) {
        switch scheme {
        case .her: ("HER", "HER-id")
        case .enh: ("ENH", "Organisasjonsnummeret i Enhetsregisteret")
        case .resh: ("RSH", "RESH-id")
        case .hpr: ("HPR", "HPR-nummer")
        case .sor: ("SOR", "SOR-kode")
        case .gln: ("GLN", "GLN")
        case .local: ofPerson ? ("XXX", "Annet") : ("LIN", "Lokal identifikator for institusjoner")
        }
    }

    /// HER before organisation number before all others; otherwise as written.
    static func inOrder(_ addresses: [Address]) -> [Address] {
        func rank(_ address: Address) -> Int {
            switch address.scheme {
            case .her: 0
            case .enh: 1
            case .resh: 2
            case .hpr: 3
            case .sor, .gln, .local: 4
            }
        }
        return addresses.enumerated().sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }.map(\.element)
    }
}

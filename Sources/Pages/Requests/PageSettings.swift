public import FHIR

/// What a hub's configuration says of its pages.
public struct PageSettings: Sendable {
    /// Languages offered, the default first.
    public var languages: [Language]
    /// Local time of pages about several organisations.
    public var zone: Zone

    public init(languages: [String], zone: Zone) {
        let offered = languages.compactMap(Language.init(rawValue:))
        self.languages = offered.isEmpty ? Language.allCases : offered
        self.zone = zone
    }
}

/// A language that pages are written in.
public enum Language: String, Sendable, Hashable, CaseIterable {
    case nb, nn, da, en

    /// Its own name for itself.
    public var name: String {
        switch self {
        case .nb: "Bokmål"
        case .nn: "Nynorsk"
        case .da: "Dansk"
        case .en: "English"
        }
    }

    /// The best of `offered` for `Accept-Language`; the first of `offered` when none fits.
    static func accepted(_ header: String?, among offered: [Language]) -> Language {
        for part in (header ?? "").split(separator: ",") {
            let tag = part.split(separator: ";")[0].trimmed.lowercased()
            let primary = tag.split(separator: "-").first.map(String.init) ?? tag
            let wanted = primary == "no" ? "nb" : primary
            if let language = Language(rawValue: wanted), offered.contains(language) { return language }
        }
        return offered.first ?? .nb
    }
}

extension Substring {
    var trimmed: Substring {
        var text = self
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return text
    }
}

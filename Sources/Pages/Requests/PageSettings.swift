public import FHIR
public import Pathways

/// What a hub's configuration says of its pages.
public struct PageSettings: Sendable {
    /// Languages offered, the default first.
    public var languages: [Language]
    /// Local time of pages about several organisations.
    public var zone: Zone
    /// Whom to call; nil when there is no list.
    public var contacts: ContactList?
    public var scores: ScoreLibrary

    public init(languages: [String], zone: Zone, contacts: ContactList? = nil, scores: ScoreLibrary = ScoreLibrary([])) {
        self.contacts = contacts
        self.scores = scores
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

    /// The best of `offered` for `Accept-Language`, by its weights; the first of `offered` when none fits.
    /// https://www.rfc-editor.org/rfc/rfc9110#field.accept-language
    static func accepted(_ header: String?, among offered: [Language]) -> Language {
        var best: (language: Language, weight: Double)?
        for part in (header ?? "").split(separator: ",") {
            let pieces = part.split(separator: ";").map(\.trimmed)
            guard let primary = pieces.first?.lowercased().split(separator: "-").first else { continue }
            let weight = pieces.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
            guard let language = Language(rawValue: primary == "no" ? "nb" : String(primary)), offered.contains(language) else { continue }
            if weight > best?.weight ?? 0 { best = (language, weight) }
        }
        return best?.language ?? offered.first ?? .nb
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

import XML

/// Lines of `label: value` from elements that no other reader here knows better, so that nothing a sender wrote is left out.
enum Outline {
    /// One line for each leaf below the element, in document order. Codes are shown by their names.
    static func lines(_ node: XMLNode, except: Set<String> = []) -> [String] {
        node.children.flatMap { child -> [String] in
            if except.contains(child.name) { return [] }
            let below = child.children
            guard below.isEmpty else { return lines(child, except: except) }
            guard let value = value(child) else { return [] }
            return ["\(label(child.name)): \(value)"]
        }
    }

    /// What a leaf says: the name of its code, its quantity, its text; true and false in words.
    static func value(_ node: XMLNode) -> String? {
        if let name = node.attribute("DN")?.trimmed { return name }
        if let code = node.attribute("V")?.trimmed {
            if let unit = node.attribute("U")?.trimmed { return "\(code) \(unit)" }
            return code.hasPrefix("tel:") ? String(code.dropFirst(4)) : NorwegianTime.text(code)
        }
        switch PlainText.of(node) {
        case "": return nil
        case "true": return "ja"
        case "false": return "nei"
        case let text: return NorwegianTime.text(text)
        }
    }

    static func label(_ name: String) -> String {
        if let known = labels[name] { return known }
        var words = ""
        for letter in name {
            if letter.isUppercase && !words.isEmpty {
                words += " " + letter.lowercased()
            } else {
                words.append(letter)
            }
        }
        return words
    }

    private static let labels: [String: String] = [
        "SivilStatus": "Sivilstatus", "BorAlene": "Bor alene", "Sprak": "Språk", "Slektskap": "Slektskap", "Merknad": "Merknad",
        "HjelpLegemiddeladm": "Hjelp med legemidler", "MerknadTilLegemiddeladministrering": "Om legemidlene",
        "EndringFunksjonsnivaa": "Endring i funksjonsnivå", "HjelpemiddelHorsel": "Hørsel", "Briller": "Briller", "Pacemaker": "Pacemaker",
        "BetegnelseHjelpemiddel": "Hjelpemiddel", "Status": "Status", "BestiltKontrolltime": "Kontrolltime er bestilt",
        "TidspunktTime": "Tid", "Varighet": "Varighet (minutter)", "StedTime": "Sted", "BehovTolkSprak": "Behov for tolk",
        "FamilyName": "Etternavn", "GivenName": "Fornavn", "TypeTelecom": "Type telefon", "TeleAddress": "Telefon",
        "IntervensjonTiltakBeskrivelse": "Tiltak", "TypeInnholdKonsultasjon": "Gjelder", "Opplysning": "Opplysning", "JaNei": "Sendt",
        "Uttilstand": "Tilstand", "UtTil": "Til", "TidligereSykdom": "Tidligere sykdom", "Diagnosekode": "Diagnose",
        "FunksjonshemmingKroniskSykdom": "Funksjonshemming eller kronisk sykdom", "AllergiskMot": "Allergisk mot",
        "AnafylaktiskeReaksjoner": "Anafylaktiske reaksjoner", "CaveStikkord": "Cave", "IPLOStjenestetype": "Tjeneste",
        "BetegnelseTjeneste": "Betegnelse", "StartDato": "Fra", "Priority": "Hastegrad", "NarmesteParorende": "Nærmeste pårørende",
    ]
}

extension Resolution.Reason {
    /// The sentence in nb, nn, da or en; English for any other language.
    public func text(in language: String) -> String {
        let role = role.name(in: language)
        return switch (self, language) {
        case (.takesPart, "nb"): "Den tar allerede del i forløpet som \(role)."
        case (.takesPart, "nn"): "Ho tek alt del i forløpet som \(role)."
        case (.takesPart, "da"): "Den deltager allerede i forløbet som \(role)."
        case (.takesPart, _): "It already takes part in the pathway as \(role)."
        case (.severalTakePart, "nb"): "Flere som tar del i forløpet, er \(role)."
        case (.severalTakePart, "nn"): "Fleire som tek del i forløpet, er \(role)."
        case (.severalTakePart, "da"): "Flere, der deltager i forløbet, er \(role)."
        case (.severalTakePart, _): "Several that take part in the pathway are \(role)."
        case (.serves(_, let place), "nb"): "Den er \(role) for kommune \(place)."
        case (.serves(_, let place), "nn"): "Ho er \(role) for kommune \(place)."
        case (.serves(_, let place), "da"): "Den er \(role) for kommune \(place)."
        case (.serves(_, let place), _): "It is \(role) for municipality \(place)."
        case (.servesSuccessor(_, let place, let now), "nb"): "Kommune \(place) ble en del av \(now), og den er \(role) der."
        case (.servesSuccessor(_, let place, let now), "nn"): "Kommune \(place) vart ein del av \(now), og ho er \(role) der."
        case (.servesSuccessor(_, let place, let now), "da"): "Kommune \(place) blev en del af \(now), og den er \(role) der."
        case (.servesSuccessor(_, let place, let now), _): "Municipality \(place) became part of \(now), and it is \(role) there."
        case (.severalServe(_, let place), "nb"): "Flere er \(role) for kommune \(place)."
        case (.severalServe(_, let place), "nn"): "Fleire er \(role) for kommune \(place)."
        case (.severalServe(_, let place), "da"): "Flere er \(role) for kommune \(place)."
        case (.severalServe(_, let place), _): "Several are \(role) for municipality \(place)."
        case (.nobodyServes(_, let place), "nb"): "Katalogen kjenner ingen som er \(role) for kommune \(place)."
        case (.nobodyServes(_, let place), "nn"): "Katalogen kjenner ingen som er \(role) for kommune \(place)."
        case (.nobodyServes(_, let place), "da"): "Kataloget kender ingen, der er \(role) for kommune \(place)."
        case (.nobodyServes(_, let place), _): "The directory knows nobody who is \(role) for municipality \(place)."
        case (.municipalityUnknown, "nb"): "Ingen som tar del i forløpet, er \(role), og innbyggerens kommune er ikke kjent."
        case (.municipalityUnknown, "nn"): "Ingen som tek del i forløpet, er \(role), og kommunen til innbyggjaren er ikkje kjend."
        case (.municipalityUnknown, "da"): "Ingen, der deltager i forløbet, er \(role), og borgerens kommune er ikke kendt."
        case (.municipalityUnknown, _): "Nobody that takes part in the pathway is \(role), and the citizen's municipality is not known."
        }
    }

    /// The role that was asked for.
    public var role: Role {
        switch self {
        case .takesPart(let role), .severalTakePart(let role), .serves(let role, _), .servesSuccessor(let role, _, _),
            .severalServe(let role, _), .nobodyServes(let role, _), .municipalityUnknown(let role):
            role
        }
    }
}

extension Role {
    /// Its name as people say it in nb, nn, da or en; English for any other language, the code for a role that is not known.
    public func name(in language: String) -> String {
        guard let names = Self.names[self] else { return code }
        return switch language {
        case "nb": names.nb
        case "nn": names.nn
        case "da": names.da
        default: names.en
        }
    }

    private static let names: [Role: (nb: String, nn: String, da: String, en: String)] = [
        .hospital: ("sykehus", "sjukehus", "sygehus", "hospital"),
        .municipality: ("kommune", "kommune", "kommune", "municipality"),
        .generalPractice: ("fastlege", "fastlege", "almen praksis", "general practice"),
        .emergencyPrimaryCare: ("legevakt", "legevakt", "lægevagt", "emergency primary care"),
        .dispatch: ("AMK-sentral", "AMK-sentral", "vagtcentral", "dispatch centre"),
        .privateSpecialist: ("avtalespesialist", "avtalespesialist", "speciallæge", "private specialist"),
        .homeCare: ("hjemmesykepleie", "heimesjukepleie", "hjemmesygepleje", "home care"),
        .nursingHome: ("sykehjem", "sjukeheim", "plejecenter", "nursing home"),
        .rehabilitation: ("rehabilitering", "rehabilitering", "genoptræning", "rehabilitation"),
        .pharmacy: ("apotek", "apotek", "apotek", "pharmacy"),
        .healthcare: ("helsetjeneste", "helseteneste", "sundhedstjeneste", "health service"),
    ]
}

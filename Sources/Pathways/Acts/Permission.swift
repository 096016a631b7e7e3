import Directory
import FHIR

/// Why a citizen may not do something, in words to them.
public struct CitizenRefusal: Error, Sendable, Hashable {
    public var wording: Wording

    public init(wording: Wording) { self.wording = wording }
}

extension Act {
    /// What a citizen must be allowed with the step to do this; nil when every citizen may.
    var needs: CitizenAct? {
        switch deed {
        case .done, .begun, .chosen: .do
        case .reopened, .restored, .moved, .paused, .resumed: .move
        case .skipped: .skip
        case .replaced: .replace
        case .commented: .comment
        case .assigned, .offered, .accepted, .declined, .offerWithdrawn: .replace
        case .answered, .contactedAtHome, .seen, .added, .started, .stopped, .versionMoved, .goalSet, .goalDropped, .matters: nil
        }
    }

    /// Whether only organisations do this.
    var isOrganisations: Bool {
        switch deed {
        case .assigned, .answered, .contactedAtHome, .seen, .started, .stopped, .versionMoved, .offered, .accepted, .declined,
            .offerWithdrawn:
            true
        case .done, .begun, .skipped, .reopened, .moved, .added, .replaced, .restored, .commented, .chosen, .paused, .resumed, .goalSet,
            .goalDropped, .matters:
            false
        }
    }
}

extension Plan {
    /// Why a citizen may not do something, in words to them; nil when they may.
    ///
    /// The definition says what they may do with each step; their own steps and goals, and what matters to them, are theirs.
    public func refusal(of act: Act, library: PathwayLibrary) -> Wording? {
        if act.isOrganisations { return .notTheCitizens }
        guard let key = act.step, let needed = act.needs else { return act.run == nil ? nil : .notTheCitizens }
        guard let (run, step) = step(key) else { return .noSuchStep }
        if step.isOwn { return step.isCitizens ? nil : .notTheCitizens }
        let allowed = library.definition(run.pathway, version: run.version)?.step(step.id)?.citizenMay ?? []
        return allowed.contains(needed) ? nil : .refusal(needed)
    }
}

extension Wording {
    static let noSuchStep = Wording(
        nb: "Dette punktet finnes ikke lenger i planen din. Last siden på nytt.",
        nn: "Dette punktet finst ikkje lenger i planen din. Last sida på nytt.",
        da: "Dette punkt findes ikke længere i din plan. Genindlæs siden.",
        en: "This step is no longer in your plan. Load the page again.")

    static let notTheCitizens = Wording(
        nb: "Dette kan bare de som har ansvaret for deg, endre. Skriv en kommentar eller ta kontakt med dem.",
        nn: "Dette kan berre dei som har ansvaret for deg, endre. Skriv ein kommentar eller ta kontakt med dei.",
        da: "Dette kan kun de ansvarlige for dit forløb ændre. Skriv en kommentar, eller kontakt dem.",
        en: "Only those who are responsible for your care can change this. Write a comment or contact them.")

    fileprivate static func refusal(_ needed: CitizenAct) -> Wording {
        switch needed {
        case .do:
            Wording(
                nb: "Dette punktet må de som har ansvaret for det, melde som gjort.",
                nn: "Dette punktet må dei som har ansvaret for det, melde som gjort.",
                da: "Dette punkt skal de ansvarlige selv melde som udført.",
                en: "Those who are responsible for this step must say when it is done.")
        case .move:
            Wording(
                nb: "Tidspunktet for dette punktet kan du ikke endre selv. Ta kontakt med dem som har ansvaret for det.",
                nn: "Tidspunktet for dette punktet kan du ikkje endre sjølv. Ta kontakt med dei som har ansvaret for det.",
                da: "Tidspunktet for dette punkt kan du ikke selv ændre. Kontakt de ansvarlige.",
                en: "You cannot change the time of this step yourself. Contact those who are responsible for it.")
        case .skip:
            Wording(
                nb: "Dette punktet kan du ikke velge bort selv. Ta kontakt med dem som har ansvaret for det.",
                nn: "Dette punktet kan du ikkje velje bort sjølv. Ta kontakt med dei som har ansvaret for det.",
                da: "Dette punkt kan du ikke selv vælge fra. Kontakt de ansvarlige.",
                en: "You cannot leave out this step yourself. Contact those who are responsible for it.")
        case .replace:
            Wording(
                nb: "Dette punktet kan du ikke bytte ut selv. Ta kontakt med dem som har ansvaret for det.",
                nn: "Dette punktet kan du ikkje byte ut sjølv. Ta kontakt med dei som har ansvaret for det.",
                da: "Dette punkt kan du ikke selv udskifte. Kontakt de ansvarlige.",
                en: "You cannot replace this step yourself. Contact those who are responsible for it.")
        case .comment:
            Wording(
                nb: "Dette punktet kan ikke kommenteres. Send en melding i stedet.",
                nn: "Dette punktet kan ikkje kommenterast. Send ei melding i staden.",
                da: "Dette punkt kan ikke kommenteres. Send en besked i stedet.",
                en: "This step cannot be commented on. Send a message instead.")
        }
    }
}

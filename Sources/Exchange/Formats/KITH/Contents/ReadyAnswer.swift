/// What a municipality answers to a ready notice, read from words.
///
/// The standard has no code for it. The answer moves money and people, so it is `yes` or `no` only when the words cannot mean anything else;
/// a condition, a date or both answers make it `unclear`, and a human reads it.
enum ReadyAnswer: String, Sendable, CaseIterable {
    case yes, no, unclear

    init(_ text: String) {
        var rest = " " + text.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ") + " "
        var isRefused = false
        for phrase in Self.refusals where rest.contains(" \(phrase) ") {
            isRefused = true
            rest = rest.split(separator: " \(phrase) ").joined(separator: " ")
        }
        let words = Set(rest.split(separator: " ").map(String.init))
        let isTaken = Self.acceptances.contains { rest.contains(" \($0) ") }
        let isBound = !words.isDisjoint(with: Self.conditions) || words.contains { $0.count <= 4 && $0.first?.isNumber == true }
        if isBound || isRefused == isTaken {
            self = .unclear
        } else {
            self = isTaken ? .yes : .no
        }
    }

    /// A topic often names the matter in words that would bind an answer ("Svar om mottak"): it counts where the text alone says nothing
    /// clear, or where it says the opposite.
    init(_ text: String, topic: String?) {
        let (said, named) = (ReadyAnswer(text), ReadyAnswer(topic ?? ""))
        switch (said, named) {
        case (.unclear, _): self = ReadyAnswer("\(topic ?? "")\n\(text)")
        case (.yes, .no), (.no, .yes): self = .unclear
        default: self = said
        }
    }

    private static let refusals = [
        "kan ikke ta imot", "kan ikke ta i mot", "kan ikke motta", "kan dessverre ikke ta imot", "kan dessverre ikke motta",
        "har ikke mulighet til å ta imot", "har ikke mulighet til å motta", "ikke mulig å ta imot", "ikke mulig å motta",
        "klarer ikke å ta imot", "tar ikke imot", "har ikke plass", "har ikke ledig plass", "har ikke kapasitet", "kan ikkje ta imot",
        "kan ikkje ta i mot", "kan ikkje motta", "kan ikke modtage", "har ikkje plass", "har ikkje ledig plass", "har ikkje kapasitet",
        "tek ikkje imot",
    ]

    private static let acceptances = [
        "kan ta imot", "kan ta i mot", "kan motta", "kan modtage", "tar imot", "tar i mot", "tek imot", "tek i mot", "har plass",
        "har ledig plass", "klar til å ta imot", "klare til å ta imot", "klar til å motta", "klare til å motta", "er klar for å ta imot",
    ]

    /// One of these words beside an answer makes it less than one; so does a short number, which is a date or a time.
    private static let conditions: Set<String> = [
        "men", "dersom", "hvis", "viss", "om", "først", "fyrst", "tidligst", "tidlegast", "fra", "frå", "når", "etter", "forbehold",
        "forutsatt", "forutsetning", "kanskje", "muligens", "trolig", "usikkert", "avklares", "vurderes", "foreløpig", "dag", "morgen",
        "morgon", "uke", "veke", "senere", "seinare", "ennå", "enda", "enno", "endnu", "ikke", "ikkje", "nei",
    ]
}

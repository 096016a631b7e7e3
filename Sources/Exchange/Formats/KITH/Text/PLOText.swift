import FHIR
import XML

/// The paragraphs of a PLO content, in its own order: what a nurse or a doctor reads.
struct PLOText {
    private var paragraphs: [Paragraph] = []
    private let author: String?
    private let at: Moment?

    /// All that people read in the content; sections that follow each other under one heading are one paragraph.
    static func paragraphs(of content: XMLNode, author: String?, at: Moment?) -> [Paragraph] {
        var text = PLOText(author: author, at: at)
        if content.name == "Cave" || content.name == "Notater" || content.name == "Legemidler" {
            text.record(content)
        } else {
            for child in content.children { text.section(child) }
        }
        return text.paragraphs
    }

    private init(author: String?, at: Moment?) {
        self.author = author
        self.at = at
    }

    private mutating func add(_ heading: String?, _ lines: [String]) {
        let text = lines.filter { !$0.isEmpty }.joined(separator: "\n")
        guard !text.isEmpty else { return }
        if let last = paragraphs.indices.last, heading != nil, paragraphs[last].heading == heading {
            paragraphs[last].text += "\n" + text
        } else {
            paragraphs.append(Paragraph(heading: heading, text: text, author: author, at: at))
        }
    }

    private mutating func notes(_ node: XMLNode, under heading: String? = nil) {
        for note in EPJText.notes(node) { add(note.heading ?? heading, [note.text]) }
    }

    private mutating func section(_ node: XMLNode) {
        switch node.name {
        case "InformasjonOmForsendelsen", "TypeInnholdIMelding", "AnsvarForRapport", "ServType", "IssueDate", "DocumentId": break
        case "ParorendeForesatt": add("Pårørende", [Self.relative(node)])
        case "TilknyttetEnhet": add("Kontaktenhet", [Self.unit(node)])
        case "KontaktpersonHelsepersonell": add("Kontaktperson", node.each("Kontaktperson").map(Self.professional))
        case "InfoMedisinskDiagnose": add("Diagnoser", node.each("MedisinskDiagnose").map(Self.diagnosis))
        case "Diagnosis": add("Diagnoser", node.each("Concept").compactMap(Self.concept))
        case "MedisinskfagligeOpplysninger", "InfoAndreViktigeOpplysninger", "OpplysningerAndreFaggrupper": record(node)
        case "Sykepleierdokumentasjon": nursing(node)
        case "EksisterendeTjeneste": add("Tjenester", [Self.service(node)])
        case "InfoKartleggingFunksjonsniva": function(node)
        case "InfoKontrolltime": add("Kontrolltime", Outline.lines(node))
        case "InfoAssistertKommunikasjon": interpreter(node)
        case "InfItem": information(node)
        case "Legemiddelinfo": add("Legemidler", node.each("ForenkletForskrivning").compactMap(EPJText.medicine))
        case "ReqServ": add("Ønsket helsehjelp", Outline.lines(node, except: ["ServType"]))
        case "ReasonAsText": add(Coded(node.first("Heading"))?.name, [node.first("TextResultValue").map(PlainText.of) ?? ""])
        case let name:
            if node.first("TidsfestetHendelse") != nil {
                stay(node)
            } else {
                record(node, other: Self.headings[name] ?? Outline.label(name))
            }
        }
    }

    private static let headings: [String: String] = [
        "TilleggsopplysningPasient": "Om pasienten", "OpplysningerOmHjelpemidler": "Hjelpemidler", "SendtDokument": "Sendte dokumenter",
        "InnholdKonsultasjon": "Henvendelsen",
    ]

    private mutating func stay(_ node: XMLNode) {
        if let to = node.first("UtskrevetTil") {
            add("Utskrevet til", [to.value("UtTil", "DN"), to.value("Uttilstand", "DN")].compactMap(\.self))
        }
        for event in node.each("TidsfestetHendelse") {
            guard let event = try? TimedEvent(event) else { continue }
            let said = event.paragraph
            add(said.heading, said.text.split(separator: "\n").map(String.init))
        }
        for child in node.children where child.name != "UtskrevetTil" && child.name != "TidsfestetHendelse" { section(child) }
    }

    /// Notes, warnings and medicines inside `node`; the rest of it as an outline under `other`, or under headings of its own.
    private mutating func record(_ node: XMLNode, other: String? = nil) {
        if node.name == "Cave" { return add("Cave og allergier", EPJText.warnings(node)) }
        notes(node)
        for child in node.children {
            switch child.name {
            case "Journaltekst": break
            case "Cave", "Allerginotat": add("Cave og allergier", EPJText.warnings(child))
            case "GenereltJournalnotat": notes(child)
            case "AndreFagrapporter": notes(child, under: "Andre faggrupper")
            case "Legemiddelinfo": add("Legemidler", child.each("ForenkletForskrivning").compactMap(EPJText.medicine))
            case "LegemidlerAdministrertVedOverforing":
                add("Legemidler gitt ved overføring", child.each("AdmAvHelsepersonell").compactMap(EPJText.medicine))
            case "InfoTidligereSykdommer":
                add("Tidligere sykdommer", child.each("TidligereSykdomFragment").map(Self.earlier))
            default:
                if child.children.isEmpty {
                    if let value = Outline.value(child) { add(other, ["\(Outline.label(child.name)): \(value)"]) }
                } else {
                    add(other ?? Outline.label(child.name), Outline.lines(child))
                }
            }
        }
    }

    private mutating func nursing(_ node: XMLNode) {
        notes(node)
        for child in node.children {
            switch child.name {
            case "Journaltekst": break
            case "InfoFraSykepleier":
                for part in child.each("OpplysningerRelevantOppfolging") { add("Oppfølging", Outline.lines(part)) }
                notes(child)
            case "IverksatteTiltak": add("Iverksatte tiltak", Outline.lines(child))
            case "LegemidlerAdministrertVedOverforing":
                add("Legemidler gitt ved overføring", child.each("AdmAvHelsepersonell").compactMap(EPJText.medicine))
            default: add(Outline.label(child.name), Outline.lines(child))
            }
        }
    }

    private mutating func interpreter(_ node: XMLNode) {
        let people = ["PreferertTolk", "PersonTolkebehov"]
        let named = people.flatMap { node.each("AssistertKommunikasjon/\($0)") }.compactMap(Self.person)
        add("Tolk", Outline.lines(node, except: Set(people)) + named)
    }

    private mutating func function(_ node: XMLNode) {
        var lines = node.each("SamletVurderingFunksjonsniva/Merknad").map(PlainText.of)
        for score in node.each("KartlagtFunksjon") {
            guard let about = Coded(score.first("Funksjonsvariabel")), let value = score.text("Vurdering") else { continue }
            let remark = score.text("Merknad").map { ", \($0)" } ?? ""
            lines.append("\(about.name ?? about.code): \(value)\(remark)")
        }
        add("Funksjonsnivå", lines)
    }

    private mutating func information(_ node: XMLNode) {
        let heading = Coded(node.first("Type"))?.name
        add(heading, MessageText.information(node))
    }
}

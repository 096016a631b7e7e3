import FHIR
import XML

/// `Dialogmelding` 1.0 and 1.1: questions, answers, notes, professional dialogue and news of a referral.
///
/// Dialogmelding v1.0 and v1.1, https://www.helsedirektoratet.no/standarder/dialogmelding (HIS 80903).
struct Dialogue: MsgHeadContent {
    enum Use: Sendable {
        case question, reply, note, professional, referralStatus
    }

    var use: Use

    init(_ use: Use) { self.use = use }

    static let namespaces = ["2006-10-11", "2013-01-23"].map { "\(KITH.namespace)dialog/\($0)" }

    var roots: [(name: String, namespaces: [String])] { [("Dialogmelding", Self.namespaces)] }

    func read(_ documents: [RefDoc], into letter: inout Letter) throws(Refusal) {
        guard let document = main(documents), let content = document.content else { return }
        if use == .question {
            try readQuestions(content, document, into: &letter)
        } else {
            try readNotes(content, document, into: &letter)
        }
        // A dialogue is a conversation from its first letter on.
        if letter.thread == nil { letter.thread = letter.id }
    }

    private func readQuestions(_ content: XMLNode, _ document: RefDoc, into letter: inout Letter) throws(Refusal) {
        let questions = content.each("Foresporsel")
        guard !questions.isEmpty else {
            throw Refusal(
                .wrongStructure, path: "Dialogmelding/Foresporsel", "The letter is a question without one. It must hold Foresporsel.")
        }
        for question in questions {
            let type = Coded(question.first("TypeForesp"))
            var details = ["type": type?.code, "topic": question.text("EmneSporsmal") ?? type?.name].compactMapValues(\.self)
            details["urgency"] = Coded(question.first("Hastegrad"))?.code
            letter.statements.append(Statement(.question, details: details))
            letter.paragraphs += paragraphs(question: question, document)
        }
    }

    private func readNotes(_ content: XMLNode, _ document: RefDoc, into letter: inout Letter) throws(Refusal) {
        let notes = content.each("Notat")
        guard !notes.isEmpty else {
            throw Refusal(.wrongStructure, path: "Dialogmelding/Notat", "The letter is a note without one. It must hold Notat.")
        }
        for note in notes {
            let theme = Coded(note.first("TemaKodet"))
            let text = note.first("TekstNotatInnhold").map(PlainText.of) ?? ""
            var statement = Statement(
                .message, details: ["theme": theme?.code, "topic": note.text("Tema") ?? theme?.name].compactMapValues(\.self))
            switch use {
            case .reply: statement.kind = .reply
            case .referralStatus: statement.kind = .referralStatus
            case .question, .note: break
            case .professional: readTheme(theme, topic: note.text("Tema"), text, into: &statement)
            }
            letter.statements.append(statement)
            let at = note.text("DatoNotat").flatMap { Moment($0, zone: .oslo) } ?? document.issued
            let body = [text.trimmed, note.text("Merknad")].compactMap(\.self).joined(separator: "\n")
            letter.paragraphs.append(
                Paragraph(heading: note.text("Tema") ?? theme?.name, text: body, author: Self.author(note), at: at))
            // An answer quotes its question. A note must not have one, and what stands there means nothing.
            if use == .reply, let question = note.first("Foresporsel") { letter.paragraphs += paragraphs(question: question, document) }
        }
    }

    /// Kodeverk 7322 (municipal side) and 7321 (doctor's side) agree on what is a question; only 7322 has the answer to a ready notice.
    private func readTheme(_ theme: Coded?, topic: String?, _ text: String, into statement: inout Statement) {
        guard let theme else { return }
        switch theme.code {
        case "7" where theme.isFrom(7322):
            statement.kind = .answered
            statement.details["answer"] = ReadyAnswer(text, topic: topic).rawValue
        case "8", "9":
            if theme.isFrom(7322) { statement.kind = .question }
        default: break
        }
    }

    private func paragraphs(question: XMLNode, _ document: RefDoc) -> [Paragraph] {
        let heading = question.text("EmneSporsmal") ?? Coded(question.first("TypeForesp"))?.name
        let text = question.first("Sporsmal").map(PlainText.of)?.trimmed
        let body = [text, question.text("Begrunnelse")].compactMap(\.self).joined(separator: "\n")
        guard heading != nil || !body.isEmpty else { return [] }
        return [Paragraph(heading: heading, text: body, author: Self.author(question), at: document.issued)]
    }

    /// Who wrote it: the first role with a name that is not the contact at the receiver (24).
    private static func author(_ node: XMLNode) -> String? {
        for role in node.each("RollerRelatertNotat") where role.value("RoleToPatient") != "24" {
            if let person = role.first("HealthcareProfessional") ?? role.first("Person"), let name = Party.personName(person) {
                return name
            }
        }
        return nil
    }
}

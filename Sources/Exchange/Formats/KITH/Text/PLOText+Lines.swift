import XML

extension PLOText {
    /// `Kari Prøve (Datter), 98765432. Ringes om kvelden`.
    static func relative(_ node: XMLNode) -> String {
        let person = node.first("Referanseperson")
        let name = person.flatMap(Party.personName) ?? ""
        let relation = (node.value("Slektskap", "DN") ?? node.value("Slektskap")).map { " (\($0))" } ?? ""
        let nearest = node.text("NarmesteParorende") == "true" ? ", nærmeste pårørende" : ""
        let remark = node.text("Merknad").map { ". \(PlainText.tidy($0))" } ?? ""
        return ([name + relation + nearest] + phones(person)).joined(separator: ", ") + remark
    }

    static func unit(_ node: XMLNode) -> String {
        let unit = node.first("Kontaktenhet")
        let names = [unit?.text("OrganisationName"), unit?.text("Organisation/OrganisationName")].compactMap(\.self).joined(separator: ", ")
        return ([names] + phones(unit)).joined(separator: ", ")
    }

    static func professional(_ node: XMLNode) -> String {
        let roles = [node.value("TypeHealthcareProfessional", "DN"), node.value("RoleToPatient", "DN")].compactMap(\.self)
        let role = roles.isEmpty ? "" : " (\(roles.joined(separator: ", ")))"
        return ([(Party.personName(node) ?? "") + role] + phones(node)).joined(separator: ", ")
    }

    static func person(_ node: XMLNode) -> String? {
        guard let name = Party.personName(node) else { return nil }
        return ([name] + phones(node)).joined(separator: ", ")
    }

    private static func phones(_ node: XMLNode?) -> [String] {
        (node?.each("TeleCom/TeleAddress") ?? []).compactMap(Outline.value)
    }

    static func diagnosis(_ node: XMLNode) -> String {
        let code = Coded(node.first("Diagnosekode"))
        let main = node.text("Hoveddiagnose") == "true" ? "(hoveddiagnose)" : nil
        return [code?.code, code?.name, node.text("DiagnoseBeskrivelse"), main].compactMap(\.self).joined(separator: " ")
    }

    static func concept(_ node: XMLNode) -> String? {
        guard let code = Coded(node) else { return nil }
        return [code.code, code.name].compactMap(\.self).joined(separator: " ")
    }

    static func earlier(_ node: XMLNode) -> String {
        let code = Coded(node.first("Diagnosekode"))
        return [code?.code, code?.name, node.text("TidligereSykdom").map { "(\($0))" }].compactMap(\.self).joined(separator: " ")
    }

    static func service(_ node: XMLNode) -> String {
        let type = Coded(node.first("IPLOStjenestetype"))
        var line = [type?.name, node.text("BetegnelseTjeneste")].compactMap(\.self).joined(separator: ": ")
        let amount = [node.text("AntallEnheter"), node.text("Enhet")].compactMap(\.self).joined(separator: " ")
        if !amount.isEmpty { line += ", \(amount)" }
        if let from = node.text("Startdato") { line += ", fra \(NorwegianTime.text(from))" }
        if let to = node.text("Sluttdato") { line += ", til \(NorwegianTime.text(to))" }
        if node.text("PrivatTjeneste") == "true" { line += " (privat)" }
        return line
    }
}

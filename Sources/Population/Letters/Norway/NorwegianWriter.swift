import FHIR

/// Writes Norwegian letters: MsgHead 1.2 with its contents, AppRec 1.1, epikrise 1.2 and henvisning 1.1.
///
/// https://www.helsedirektoratet.no/standarder
struct NorwegianWriter {
    let letters: Correspondence
    let life: Life
    let postings: [Posting]

    func write(_ index: Int) -> WrittenLetter {
        let posting = postings[index]
        let text =
            switch posting.kind {
            case .appRec: receipt(index)
            case .summary: summary(index)
            case .referral: referral(index)
            default: letter(index)
            }
        return WrittenLetter(id: id(index), kind: posting.kind, mediaType: "application/xml", bytes: Array(text.utf8))
    }

    // MARK: - What all letters say

    func id(_ index: Int) -> String { letters.id(life, index, 0) }

    func sent(_ posting: Posting) -> String { ClockText.dateTime(letters.sent(posting), .oslo, withOffset: false) }

    func time(_ minute: Int32) -> String { ClockText.dateTime(letters.lives.instant(minute), .oslo, withOffset: false) }

    func desk(_ correspondent: Correspondent, _ posting: Posting) -> Desk { letters.desk(correspondent, posting.place, of: life.citizen) }

    /// One of some texts, the same for a letter in every run.
    func pick(_ texts: [String], _ index: Int, _ salt: UInt64 = 0) -> String {
        var draws = Draws(seed: letters.residents.seed, .letter, UInt64(life.citizen.index), UInt64(index) << 8 | salt | 1 << 40)
        return texts[draws.below(texts.count)]
    }

    /// The one who signs: as invented as everybody else.
    func author(_ desk: Desk) -> Person {
        var draws = Draws(seed: letters.residents.seed, .names, UInt64(desk.innermost.serial), 1 << 32)
        let names = Names.of(.norway)
        return Person(given: names.given(&draws), family: names.family(&draws))
    }

    private func level(_ organisation: Organisation, _ inner: String = "") -> String {
        """
        <Organisation><OrganisationName>\(organisation.name.escapedForXML)</OrganisationName><Ident><Id>\(organisation.her)</Id>\
        <TypeId V="HER" DN="HER-id" S="2.16.578.1.12.4.1.1.9051"/></Ident>\(inner)</Organisation>
        """
    }

    private func party(_ desk: Desk) -> String { level(desk.organisation, desk.unit.map { level($0) } ?? "") }

    func head(_ index: Int) -> String {
        let posting = postings[index]
        let residents = letters.residents
        let number = residents.number(life.citizen)
        let name = residents.name(life.citizen)
        let isD = number?.kind == .dNumber
        let reference = posting.parent.map {
            """
            <ConversationRef><RefToParent>\(id($0))</RefToParent><RefToConversation>\(id(first(of: $0)))</RefToConversation></ConversationRef>
            """
        }
        return """
            <MsgInfo><Type V="\(posting.kind.rawValue)" DN="\(Self.titles[posting.kind] ?? "")"/><MIGversion>v1.2 2006-05-24</MIGversion>\
            <GenDate>\(sent(posting))</GenDate><MsgId>\(id(index))</MsgId><Ack V="J" DN="Ja"/>\(reference ?? "")
            <Sender>\(party(desk(posting.from, posting)))</Sender>
            <Receiver>\(party(desk(posting.to, posting)))</Receiver>
            <Patient><FamilyName>\(name.family)</FamilyName><GivenName>\(name.given)</GivenName>\
            <DateOfBirth>\(residents.born(life.citizen))</DateOfBirth><Sex V="\(life.citizen.isMan ? "1" : "2")" \
            DN="\(life.citizen.isMan ? "Mann" : "Kvinne")"/><Ident><Id>\(number?.digits ?? "")</Id><TypeId V="\(isD ? "DNR" : "FNR")" \
            DN="\(isD ? "D-nummer" : "Fødselsnummer")" S="2.16.578.1.12.4.1.1.8116"/></Ident><Address>\
            <Type V="H" DN="Bostedsadresse"/><StreetAdr>\(residents.street(life.citizen))</StreetAdr>\
            <City>\(residents.municipalities[posting.place].name.escapedForXML)</City></Address></Patient></MsgInfo>
            """
    }

    /// The first letter of a conversation.
    func first(of index: Int) -> Int {
        var first = index
        while let parent = postings[first].parent { first = parent }
        return first
    }

    private func letter(_ index: Int) -> String {
        let posting = postings[index]
        let contents = contents(index).map { content in
            """
            <Document><RefDoc><IssueDate V="\(sent(posting))"/><MsgType V="XML" DN="XML-instans"/><Content>
            \(content)
            </Content></RefDoc></Document>
            """
        }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <MsgHead xmlns="http://www.kith.no/xmlstds/msghead/2006-05-24">
            \(head(index))
            \(contents.joined(separator: "\n"))
            </MsgHead>
            """
    }

    private func contents(_ index: Int) -> [String] {
        switch postings[index].kind {
        case .admitted, .ready, .notReady, .discharged, .died: [logistics(index)]
        case .information: [information(index)]
        case .admissionReport, .dischargeReport, .services, .toDoctor, .fromDoctor: [report(index)]
        case .medicines: medicines(index)
        case .question, .answer, .note, .professional, .referralStatus: [dialogue(index)]
        case .newReferral: [newReferral(index)]
        default: []
        }
    }

    // MARK: - Messages without MsgHead

    private func party(hcp desk: Desk) -> String {
        let unit = desk.unit.map {
            """
            <Dept><Name>\($0.name.escapedForXML)</Name><Id>\($0.her)</Id><TypeId V="HER" DN="HER-id"/></Dept>
            """
        }
        return """
            <HCP><Inst><Name>\(desk.organisation.name.escapedForXML)</Name><Id>\(desk.organisation.her)</Id><TypeId V="HER" DN="HER-id"/>\
            \(unit ?? "")</Inst></HCP>
            """
    }

    private var olderPatient: String {
        let residents = letters.residents
        let number = residents.number(life.citizen)
        let name = residents.name(life.citizen)
        let isD = number?.kind == .dNumber
        return """
            <Patient><Name>\(name.family), \(name.given)</Name><DateOfBirth V="\(residents.born(life.citizen))"/>\
            <Sex V="\(life.citizen.isMan ? "1" : "2")" DN="\(life.citizen.isMan ? "Mann" : "Kvinne")"/><OffId>\(number?.digits ?? "")</OffId>\
            <TypeOffId V="\(isD ? "DNR" : "FNR")" DN="\(isD ? "D-nummer" : "Fødselsnummer")"/></Patient>
            """
    }

    private func summary(_ index: Int) -> String {
        let posting = postings[index]
        let stay = posting.stay.map { life.stays[$0] }
        let (kind, plan) =
            switch posting.variant {
            case 1: ("Legevaktepikrise", pick(Self.emergencyTexts, index))
            case 2: ("Poliklinisk notat", pick(Self.specialistTexts, index))
            default: ("Sykehusepikrise", pick(Self.summaryTexts, index))
            }
        let outcome = stay?.kind == .terminal ? #"<AdmOutcome V="2" DN="Død"/>"# : #"<AdmOutcome V="1" DN="Ut til hjemmet"/>"#
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <Message xmlns="http://www.kith.no/xmlstds/epikrise/2012-02-15"><Type V="EPIKRISE" DN="Epikrise"/>
            <MIGversion>v1.2 2012-02-15</MIGversion><GenDate V="\(sent(posting))"/><MsgId>\(id(index))</MsgId><Ack V="J" DN="Ja"/>
            <ServRprt><ServType V="N" DN="Ny"/><IssueDate V="\(sent(posting))"/><ApprDate V="\(sent(posting))"/>\
            <Status V="F" DN="Endelig rapport"/><MsgDescr>\(kind)</MsgDescr><ServProvId>\(letters.id(life, index, 1))</ServProvId>
            <Event><ReportedEvent><StartDateTime V="\(time(stay?.admitted ?? posting.at))"/>\
            <EndDateTime V="\(time(stay?.end ?? posting.at + 20))"/></ReportedEvent><ServType V="N" DN="Ny"/>\(outcome)
            <Comment><Heading V="AI" DN="Aktuell problemstilling"/><TextResultValue>\(reason(posting))</TextResultValue></Comment>
            <Comment><Heading V="OP" DN="Planer for videre oppfølging"/><TextResultValue>\(plan)</TextResultValue></Comment></Event>
            \(olderPatient)
            <ServProvider>\(party(hcp: desk(posting.from, posting)))</ServProvider>
            <Requester>\(party(hcp: desk(posting.to, posting)))</Requester>
            \(posting.copy.map { "<CopyDest>\(party(hcp: desk($0, posting)))</CopyDest>" } ?? "")
            </ServRprt></Message>
            """
    }

    private func referral(_ index: Int) -> String {
        let posting = postings[index]
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <Message xmlns="http://www.kith.no/xmlstds/henvisning/2012-02-15"><Type V="HENVISNING" DN="Henvisning"/>
            <MIGversion>v1.1 2012-02-15</MIGversion><GenDate V="\(sent(posting))"/><MsgId>\(id(index))</MsgId><Ack V="J" DN="Ja"/>
            <ServReq><ServType V="N" DN="Ny"/><IssueDate V="\(sent(posting))"/><MsgDescr V="10" DN="Utredning"/>\
            <Id>\(letters.id(life, index, 1))</Id><ReqServ><Priority V="\(pick(["6", "7"], index, 2))"/></ReqServ>
            <ReasonAsText><Heading V="PROB" DN="Problemstilling"/><TextResultValue>\(reason(posting)) \(pick(Self.referralTexts, index))\
            </TextResultValue></ReasonAsText>
            \(olderPatient)
            <ServProvider>\(party(hcp: desk(posting.to, posting)))</ServProvider>
            <Requester>\(party(hcp: desk(posting.from, posting)))</Requester>
            </ServReq></Message>
            """
    }

    /// The receiver's answer to a letter: all is well.
    private func receipt(_ index: Int) -> String {
        let posting = postings[index]
        let parent = posting.parent ?? index
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <AppRec xmlns="http://www.kith.no/xmlstds/apprec/2012-02-15"><MsgType V="APPREC" DN="Applikasjonskvittering"/>\
            <MIGversion>1.1 2012-02-15</MIGversion><GenDate>\(sent(posting))</GenDate><Id>\(id(index))</Id>
            <Sender>\(party(hcp: desk(posting.from, posting)))</Sender>
            <Receiver>\(party(hcp: desk(posting.to, posting)))</Receiver>
            <Status V="1" DN="OK"/><OriginalMsgId><MsgType V="\(postings[parent].kind.rawValue)"/>\
            <IssueDate>\(sent(postings[parent]))</IssueDate><Id>\(id(parent))</Id></OriginalMsgId></AppRec>
            """
    }

    /// What it is about: the condition of the stay, else one of those that the citizen has.
    func reason(_ posting: Posting) -> String {
        let conditions = letters.rates.conditions
        let own = life.conditions == 0 ? nil : life.conditions.trailingZeroBitCount
        guard let number = posting.stay.flatMap({ life.stays[$0].condition }) ?? own else { return "Kom til vurdering." }
        return "\(conditions[number].name.escapedForXML) (\(conditions[number].code))."
    }
}

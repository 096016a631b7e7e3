/// Letters whose root is `Message`, written by hand for tests.
enum KITHMessageFixture {
    static func party(_ name: String, _ her: String, _ unit: String = "") -> String {
        "<HCP><Inst><Name>\(name)</Name><Id>\(her)</Id><TypeId V=\"HER\"/>\(unit)</Inst></HCP>"
    }

    static func patient(_ number: String = NorwegianNumber.synthetic()) -> String {
        """
        <Patient><Sex V="1"/><DateOfBirth V="1949-03-17"/><Name>Prøvesen, Ærlig</Name><OffId>\(number)</OffId><TypeOffId V="FNR"/></Patient>
        """
    }

    static func summary(
        version: String = "2012-02-15", id: String = "summary-1", service: String = "N", document: String = "document-1",
        status: String = "",
        patient: String = patient()
    ) -> [UInt8] {
        Array(
            """
            <Message xmlns="http://www.kith.no/xmlstds/epikrise/\(version)"><Type V="E"/><GenDate V="2026-01-14T12:00:00"/><MsgId>\(id)</MsgId>\(status)
            <ServRprt><ServType V="\(service)"/><ApprDate V="2026-01-14T11:00:00"/><ServProvId>\(document)</ServProvId><ServReq><Id>referral-1</Id></ServReq>
            <Event><ReportedEvent><StartDateTime V="2026-01-10T09:00:00"/><EndDateTime V="2026-01-14T10:00:00"/></ReportedEvent>
            <AdmOutcome V="1" DN="Ut til hjemmet"/>
            <InfItem><Observation><CodedDescr><Concept V="X00" DN="Oppdiktet sykdom"/></CodedDescr></Observation><Type V="H" DN="Hoveddiagnose"/></InfItem>
            <InfItem><Medication><DrugId V="Z" DN="Prøvin"/><Status V="6" DN="Fast"/><UnitDose V="1" U="mg"/><DosageText>1 tabl</DosageText></Medication>
            <Type V="MEDB" DN="Legemidler"/></InfItem>
            <Comment><Heading V="VU" DN="Vurdering"/><TextResultValue><div xmlns="http://www.w3.org/1999/xhtml"><table><tr><td>a</td><td>1</td></tr>
            <tr><td>b</td><td>2</td></tr></table></div></TextResultValue></Comment></Event>
            \(patient)<ServProvider>\(party("Fjellheim sykehus", "990000101", "<Dept><Name>Sengepost</Name><Id>990000102</Id><TypeId V=\"HER\"/></Dept>"))</ServProvider>
            <CopyDest>\(party("Havvik kommune", "990000201"))</CopyDest><Requester>\(party("Havvik legesenter", "990000301"))</Requester>
            <RelServProvider><Relation V="AHP"/><HCP><HCProf><Name>Overlege Testland</Name></HCProf></HCP></RelServProvider></ServRprt></Message>
            """.utf8)
    }

    static func referral(version: String = "2012-02-15", service: String = "N", patient: String = patient()) -> [UInt8] {
        Array(
            """
            <Message xmlns="http://www.kith.no/xmlstds/henvisning/\(version)"><Type V="HENVISNING"/><GenDate V="2026-01-02T12:00:00"/><MsgId>referral-letter-1</MsgId>
            <ServReq><ServType V="\(service)"/><IssueDate V="2026-01-02T11:00:00"/><MsgDescr V="10" DN="Utredning"/><Id>referral-1</Id>\(patient)
            <ServProvider>\(party("Fjellheim sykehus", "990000101"))</ServProvider>
            <Requester>\(party("Havvik legesenter", "990000301", "<HCPerson><Name>Lege Testland</Name><Id>990000302</Id><TypeId V=\"HER\"/></HCPerson>"))</Requester>
            <ReasonAsText><Heading V="PROB" DN="Problemstilling"/><TextResultValue>Vondt i prøven.</TextResultValue></ReasonAsText>
            <ReqServ><Priority V="7"/></ReqServ></ServReq></Message>
            """.utf8)
    }
}

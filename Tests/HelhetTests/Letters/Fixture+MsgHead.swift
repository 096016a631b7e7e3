extension Fixture {
    /// A letter of the PLO family in a MsgHead, from a hospital to a municipality.
    struct MsgHead: Sendable {
        /// What a letter does (kodeverk 7309).
        enum Effect: String, Sendable {
            case new = "N"
            case changed = "M"
            case cancelled = "C"
        }

        /// An event (kodeverk 9121) and its local time.
        struct Event: Sendable {
            enum Code: Int, Sendable {
                case admitted = 1
                case discharged = 2
                case ready = 3
                case notReady = 4
                case died = 13
            }

            var code: Code
            var at: String
            var isEstimate = false

            init(_ code: Code, _ at: String, isEstimate: Bool = false) {
                self.code = code
                self.at = at
                self.isEstimate = isEstimate
            }

            fileprivate func xml(reason: String?) -> String {
                let said = reason.map { "<BeskrivelseAvHendelse>\($0)</BeskrivelseAvHendelse>" } ?? ""
                return """
                    <TidsfestetHendelse><Hendelsekode V="\(code.rawValue)" S="2.16.578.1.12.4.1.1.9121"/>\(said)
                    <TidspunktForHendelse V="\(at)"/><Anslag>\(isEstimate)</Anslag></TidsfestetHendelse>
                    """
            }
        }

        /// What one type of letter is called, and what stands around its events.
        struct Kind: Sendable {
            var type: String
            var root: String
            var before: String
            var after: String

            private static func logistics(_ type: String, _ block: String) -> Kind {
                Kind(type: type, root: "Pasientlogistikk", before: "<p:\(block)>", after: "</p:\(block)>")
            }

            private static func information(_ content: Int) -> Kind {
                Kind(
                    type: "HELSEOPPL_SOKNAD", root: "HelseopplysningerVedSoknad",
                    before: """
                        <TypeInnholdIMelding><TypeInnhold V="\(content)" S="2.16.578.1.12.4.1.1.9140"/></TypeInnholdIMelding><OpplysningOpphold>
                        """, after: "</OpplysningOpphold>")
            }

            static let admitted = logistics("LOG_INNLAGT", "MeldingInnlagtPasient")
            static let ready = logistics("LOG_UTSKRIVNINGSKLAR", "MeldingUtskrivningsklarPasient")
            static let notReady = logistics("LOG_AVMELDING", "AvmeldingUtskrivningsklarPasient")
            static let discharged = logistics("LOG_UTSKREVET", "MeldingOmUtskrevetPasient")
            static let died = logistics("LOG_DOD", "OrienteringOmDod")
            static let earlyNotice = information(1)
            static let updatedNotice = information(2)
            static let dischargeReport = Kind(
                type: "UTSKRIVNINGSRAPPORT", root: "TverrfagligEpikrise", before: "<OpplysningOpphold>", after: "</OpplysningOpphold>")
        }

        var kind: Kind
        /// A number that the letter's id ends with.
        var number: Int
        /// Local time.
        var sent: String
        var events: [Event]
        var effect = Effect.new
        /// The letter that it changes or takes back, by its number.
        var parent: Int?

        init(_ kind: Kind, _ number: Int, sent: String, _ events: Event..., effect: Effect = .new, parent: Int? = nil) {
            self.kind = kind
            self.number = number
            self.sent = sent
            self.events = events
            self.effect = effect
            self.parent = parent
        }

        /// The same letter, taken back.
        func cancelled(_ number: Int, sent: String) -> MsgHead {
            var letter = self
            (letter.number, letter.sent, letter.effect, letter.parent) = (number, sent, .cancelled, self.number)
            return letter
        }

        private static func id(_ number: Int) -> String { "0b1e6f1a-0000-4000-8000-0000000000\(number + 10)" }

        var bytes: [UInt8] {
            let reference =
                parent.map { parent in
                    """
                    <ConversationRef><RefToParent>\(Self.id(parent))</RefToParent><RefToConversation>\(Self.id(parent))</RefToConversation></ConversationRef>
                    """
                } ?? ""
            let reason = effect == .cancelled ? "Meldingen ble sendt på feil pasient" : nil
            let text = """
                <?xml version="1.0" encoding="UTF-8"?>
                <MsgHead xmlns="http://www.kith.no/xmlstds/msghead/2006-05-24"><MsgInfo><Type V="\(kind.type)"/>
                <MIGversion>v1.2 2006-05-24</MIGversion><GenDate>\(sent)</GenDate><MsgId>\(Self.id(number))</MsgId>\(reference)
                <Sender>\(Self.organisation("Fjellheim sykehus", "990000101", "Kirurgisk sengepost", "990000102"))</Sender>
                <Receiver>\(Self.organisation("Havvik kommune", "990000201", "Hjemmetjenesten", "990000202"))</Receiver>
                <Patient><FamilyName>Fjelltest</FamilyName><GivenName>Stille</GivenName><Sex V="2"/>
                <Ident><Id>17834920077</Id><TypeId V="FNR"/></Ident></Patient></MsgInfo>
                <Document><RefDoc><IssueDate V="\(sent)"/><MsgType V="XML"/><Content>
                <p:\(kind.root) xmlns:p="http://www.kith.no/xmlstds/po/\(kind.root)/2012-04-01"
                 xmlns="http://www.kith.no/xmlstds/po/poKomponent/2012-04-01">
                <InformasjonOmForsendelsen><Forsendelsesstatus V="\(effect.rawValue)"/></InformasjonOmForsendelsen>
                \(kind.before)\(events.map { $0.xml(reason: reason) }.joined())\(kind.after)</p:\(kind.root)>
                </Content></RefDoc></Document></MsgHead>
                """
            return Array(text.utf8)
        }

        private static func organisation(_ name: String, _ her: String, _ unit: String, _ unitHER: String) -> String {
            """
            <Organisation><OrganisationName>\(name)</OrganisationName><Ident><Id>\(her)</Id><TypeId V="HER"/></Ident>
            <Organisation><OrganisationName>\(unit)</OrganisationName><Ident><Id>\(unitHER)</Id><TypeId V="HER"/></Ident></Organisation></Organisation>
            """
        }
    }
}

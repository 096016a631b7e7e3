import FHIR

/// HospitalNotification 3.0 and CareCommunication 5.0.
extension DanishWriter {
    /// The letters of a thread up to one of them, by their parents, the first one first.
    func chain(to index: Int) -> [Int] {
        var chain = [index]
        while let first = chain.last, let parent = postings[first].parent { chain.append(parent) }
        return chain.reversed()
    }

    func notification(_ index: Int, _ json: inout JSONWriter) {
        let posting = postings[index]
        let (from, to) = (desk(posting.from, posting), desk(posting.to, posting))
        let encounter = letters.id(life, -2 - posting.thread, 3)
        let asks = posting.kind == .emergency || posting.kind == .admission
        header(
            index, event: "hospital-notification-message", focus: "Encounter/\(encounter)", &json,
            extensions: { json in
                guard asks else { return }
                let base = Self.profiles + "hospitalnotification/StructureDefinition/medcom-messaging-"
                json.array("extension") { json in
                    json.object { json in
                        json.field("url", base + "reportOfAdmissionExtension")
                        json.field("valueBoolean", true)
                    }
                    json.object { json in
                        json.field("url", base + "reportOfAdmissionRecipientExtension")
                        reference("valueReference", "Organization/\(organisationID(from.organisation))", &json)
                    }
                }
            })
        patient(&json, isDead: posting.kind == .death)
        self.encounter(posting, encounter, from, &json)
        organisations([from.organisation, from.innermost, to.organisation], &json)
        let chain = chain(to: index)
        for (step, letter) in chain.enumerated() {
            provenance(
                of: letter, activity: activity(letter), previous: step == 0 ? nil : chain[step - 1],
                isRemoval: postings[letter].effect == .cancelled, &json)
        }
    }

    private func encounter(_ posting: Posting, _ id: String, _ from: Desk, _ json: inout JSONWriter) {
        let isAcute = posting.kind == .emergency || posting.stay.map { life.stays[$0].kind == .seenOnly } ?? false
        let status =
            switch posting.kind {
            case .leave: "onleave"
            case .home, .death: "finished"
            case .cancelledAdmission: "entered-in-error"
            default: "in-progress"
            }
        entry("Encounter", id, &json) { json in
            if posting.kind == .leave || posting.kind == .back, let leave = posting.stay.flatMap({ life.stays[$0].leave }) {
                json.array("extension") { json in
                    json.object { json in
                        json.field(
                            "url",
                            Self.profiles + "hospitalnotification/StructureDefinition/medcom-hospitalnotifiation-leave-period-extension")
                        json.object("valuePeriod") { json in
                            json.field("start", time(leave.lowerBound))
                            if posting.kind == .back { json.field("end", time(leave.upperBound)) }
                        }
                    }
                }
            }
            json.field("status", status)
            json.object("class") { json in
                json.field("system", "http://terminology.hl7.org/CodeSystem/v3-ActCode")
                json.field("code", isAcute ? "EMER" : "IMP")
            }
            reference("subject", "Patient/\(patientID)", &json)
            episode(posting.thread, of: from, &json)
            json.object("period") { json in
                json.field("start", time(posting.admitted))
                if posting.kind == .home || posting.kind == .death { json.field("end", time(posting.at)) }
            }
            reference("serviceProvider", "Organization/\(organisationID(from.innermost))", &json)
        }
    }

    private func episode(_ thread: Int, of hospital: Desk, _ json: inout JSONWriter) {
        json.array("episodeOfCare") { json in
            json.object { json in
                json.object("identifier") { json in
                    json.field("system", "https://sor2.sum.dsdn.dk/#id=\(hospital.organisation.sor)")
                    json.field("value", letters.id(life, -2 - thread, 4))
                }
            }
        }
    }

    // MARK: - CareCommunication

    private static let categories = ["discharge", "medicine", "nursing", "regarding-referral"]

    func communication(_ index: Int, _ json: inout JSONWriter) {
        let posting = postings[index]
        let (from, to) = (desk(posting.from, posting), desk(posting.to, posting))
        let id = letters.id(life, index, 5)
        let chain = chain(to: index)
        let encounter = posting.stay.map { letters.id(life, -2 - $0, 3) }
        header(index, event: "care-communication-message", focus: "Communication/\(id)", &json)
        patient(&json)
        entry("Communication", id, &json) { json in
            json.array("identifier") { json in
                json.object { $0.field("value", "urn:uuid:\(letters.id(life, -2 - posting.thread, 6))") }
            }
            json.field("status", "unknown")
            json.array("category") { json in
                json.object { json in
                    json.array("coding") { json in
                        json.object { json in
                            json.field("system", Self.terminology + "careCommunication-categoryCodes")
                            json.field("code", Self.categories[posting.variant])
                        }
                    }
                }
            }
            if posting.variant == 3 { json.field("priority", "routine") }
            reference("subject", "Patient/\(patientID)", &json)
            if let encounter { reference("encounter", "Encounter/\(encounter)", &json) }
            json.object("topic") { $0.field("text", pick(Self.topics[posting.variant], chain[0], 5)) }
            json.array("payload") { json in
                for letter in chain { segment(letter, &json) }
            }
        }
        if let encounter, let stay = posting.stay {
            let hospital = letters.services.hospital(life.stays[stay].place, ward: life.stays[stay].ward)
            entry("Encounter", encounter, &json) { json in
                json.field("status", "unknown")
                json.object("class") { json in
                    json.field("system", "http://terminology.hl7.org/CodeSystem/v3-ActCode")
                    json.field("code", "IMP")
                }
                reference("subject", "Patient/\(patientID)", &json)
                episode(stay, of: hospital, &json)
            }
        }
        for desk in [from, to] { practitioner(desk, &json) }
        organisations([from.organisation, to.organisation], &json)
        for (step, letter) in chain.enumerated() {
            provenance(
                of: letter, activity: activity(letter), previous: step == 0 ? nil : chain[step - 1], segment: letters.id(life, letter, 7),
                &json)
        }
    }

    /// One message of the conversation; a reply repeats all before it.
    private func segment(_ index: Int, _ json: inout JSONWriter) {
        let posting = postings[index]
        let from = desk(posting.from, posting)
        let base = Self.profiles + "core/StructureDefinition/medcom-core-"
        json.object { json in
            json.array("extension") { json in
                json.object { json in
                    json.field("url", base + "datetime-extension")
                    json.field("valueDateTime", sent(posting))
                }
                json.object { json in
                    json.field("url", base + "identifier-extension")
                    json.object("valueIdentifier") { json in
                        json.field("value", "urn:uuid:\(letters.id(life, index, 7))")
                        reference("assigner", "Organization/\(organisationID(from.organisation))", &json)
                    }
                }
                json.object { json in
                    json.field("url", base + "practitioner-extension")
                    reference("valueReference", "PractitionerRole/\(role(from))", &json)
                }
                json.object { json in
                    json.field("url", base + "contact-extension")
                    json.object("valueContactPoint") { json in
                        json.field("system", "phone")
                        json.field("value", "00\(String(1_000_000 + from.organisation.serial % 1_000_000).dropFirst())")
                    }
                }
            }
            let texts = posting.parent == nil ? Self.texts[posting.variant] : Self.answers
            json.field("contentString", pick(texts, index))
        }
    }

    private func role(_ desk: Desk) -> String {
        Correspondence.uuid(Draws.mixed(UInt64(desk.organisation.serial) ^ 0x1111), Draws.mixed(UInt64(desk.organisation.serial) ^ 0x2222))
    }

    private func practitioner(_ desk: Desk, _ json: inout JSONWriter) {
        var draws = Draws(seed: letters.residents.seed, .names, UInt64(desk.organisation.serial), 1 << 32)
        let names = Names.of(.denmark)
        let (given, family) = (names.given(&draws), names.family(&draws))
        let person = Correspondence.uuid(
            Draws.mixed(UInt64(desk.organisation.serial) ^ 0x3333), Draws.mixed(UInt64(desk.organisation.serial) ^ 0x4444))
        entry("PractitionerRole", role(desk), &json) { json in
            reference("practitioner", "Practitioner/\(person)", &json)
            reference("organization", "Organization/\(organisationID(desk.organisation))", &json)
            json.array("code") { json in
                json.object { $0.field("text", desk.organisation.role == .generalPractice ? "Læge" : "Sygeplejerske") }
            }
        }
        entry("Practitioner", person, &json) { json in
            json.array("name") { json in
                json.object { json in
                    json.field("family", family)
                    json.array("given") { $0.value(given) }
                }
            }
        }
    }

    private static let topics = [
        ["Udskrivning", "Hjælp derhjemme", "Hjemkomst"], ["Medicin", "Medicinliste"], ["Pleje", "Sårpleje", "Hjælpemidler"],
        ["Henvisning", "Vedrørende henvisning"],
    ]

    private static let texts = [
        [
            "Færdigbehandlet. Har brug for hjælp morgen og aften.", "Kommer hjem med rollator. Kan I tage imod i dag?",
            "Har brug for træning efter operationen.", "Regner med hjemkomst i dag eller i morgen. Hvilken hjælp får borgeren i dag?",
        ],
        ["Vil I sende den seneste medicinliste?", "Er blodtryksmedicinen ændret for nylig?"],
        [
            "Mere hævede ben og tungere vejrtrækning den sidste uge.", "Såret på skinnebenet heler ikke. Hvad gør vi?",
            "Spiser lidt og har tabt sig. Vil du se på det?", "Medicinen slipper op på fredag.",
        ],
        ["Henvisningen er modtaget. Tid følger.", "Vi mangler de seneste blodprøver til henvisningen."],
    ]

    private static let answers = [
        "Det er i orden.", "Vi ser på det i dag og vender tilbage.", "Tak for beskeden. Det passer, som I skriver.",
        "Der er lavet en ny recept. Ring gerne, hvis noget er uklart.", "Vi sender en sygeplejerske i morgen.",
    ]
}

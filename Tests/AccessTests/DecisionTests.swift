import Access
import FHIR
import Journal
import Samples
import Testing

@Suite("Who may see or do what")
struct DecisionTests {
    private static let matters: [Matter] = [
        .nobody, .type("Observation"), .type("Organization"), .resource("Observation", SubjectID(1)), .resource("Observation", nil),
        .citizen(SubjectID(1)), .wholeJournal,
    ]

    @Test("whoever is at this machine may do everything, until people sign in", arguments: Deed.allCases)
    func machine(_ deed: Deed) {
        for matter in Self.matters {
            #expect(Access.decide(Question(.thisMachine, deed, matter, at: Sample.noon)) == .permit(Permit(.thisMachine)))
            #expect(Access.decide(Question(.hub, deed, matter, at: Sample.noon)) == .permit(Permit(.ownWork)))
        }
    }

    @Test("a care relationship opens the journal while it lasts, for the organisation that has it")
    func care() {
        let nurse = Actor(.person, "4711", organisation: "fjordby", role: "nurse")
        let care = [
            CareRelationship([SubjectID(1), SubjectID(5)], organisation: "fjordby", from: Sample.noon, to: Sample.noon.adding(seconds: 60))
        ]
        func decide(_ matter: Matter, _ actor: Actor, at seconds: Int64 = 0, _ purpose: Purpose = .treatment) -> Decision {
            Access.decide(Question(actor, .read, matter, for: purpose, care: care, at: Sample.noon.adding(seconds: seconds)))
        }
        let patient = Matter.resource("Patient", SubjectID(1))
        #expect(decide(patient, nurse) == .permit(Permit(.careRelationship)))
        #expect(decide(.citizen(SubjectID(5)), nurse, at: 59) == .permit(Permit(.careRelationship)))
        #expect(decide(patient, nurse, at: 60) == .deny(Denial(.noRelationship)))
        #expect(decide(patient, nurse, at: -1) == .deny(Denial(.noRelationship)))
        #expect(decide(.resource("Patient", SubjectID(2)), nurse) == .deny(Denial(.noRelationship)))
        #expect(decide(.resource("Observation", nil), nurse) == .deny(Denial(.noRelationship)))
        #expect(decide(patient, Actor(.person, "4712", organisation: "granby")) == .deny(Denial(.noRelationship)))
        #expect(decide(patient, Actor(.person, "4713")) == .deny(Denial(.noRelationship)))
        #expect(decide(patient, nurse, .unstated) == .deny(Denial(.noPurpose)))
        #expect(decide(.wholeJournal, nurse) == .deny(Denial(.wholeJournal)))
        #expect(decide(.type("ValueSet"), nurse) == .permit(Permit(.noCitizen)))
    }

    @Test("citizens read their own journal, under every identity, and change none")
    func own() {
        let citizen = Actor(.citizen, SubjectID(1).description)
        let own = [CareRelationship([SubjectID(1), SubjectID(5)], organisation: nil, from: .distantPast)]
        func decide(_ deed: Deed, _ subject: Int64) -> Decision {
            Access.decide(Question(citizen, deed, .citizen(SubjectID(subject)), care: own, at: Sample.noon))
        }
        #expect(decide(.page, 1) == .permit(Permit(.ownJournal)))
        #expect(decide(.log, 5) == .permit(Permit(.ownJournal)))
        #expect(decide(.read, 2) == .deny(Denial(.anotherCitizen)))
        #expect(decide(.change, 1) == .deny(Denial(.citizenChanges)))
    }

    /// What a search may find is what may be read one by one: then no total, no page and no order tells of more.
    @Test("the criterion that a search gets finds exactly what may be read")
    func restriction() throws {
        var numbers = SeededNumbers(seed: 8)
        for _ in 0..<2_000 {
            let organisation = ["fjordby", "granby"].randomElement(using: &numbers)
            let kind = Actor.Kind.allCases.randomElement(using: &numbers) ?? .person
            let actor = Actor(kind, SubjectID(Int64.random(in: 1...4, using: &numbers)).description, organisation: organisation)
            let care = (0..<Int.random(in: 0...3, using: &numbers)).map { _ in
                CareRelationship(
                    [SubjectID(Int64.random(in: 1...6, using: &numbers))],
                    organisation: ["fjordby", "granby", nil].randomElement(using: &numbers) ?? nil,
                    from: Sample.noon.adding(seconds: Int64.random(in: -1...1, using: &numbers)))
            }
            let purpose = Purpose.allCases.randomElement(using: &numbers) ?? .treatment
            let type = ["Observation", "Patient", "Organization"].randomElement(using: &numbers) ?? "Patient"
            let search = Access.decide(Question(actor, .search, .type(type), for: purpose, care: care, at: Sample.noon))
            for subject in [nil] + (1...6).map({ SubjectID($0) }) {
                let one = Access.decide(Question(actor, .read, .resource(type, subject), for: purpose, care: care, at: Sample.noon))
                #expect(Self.finds(search, subject) == one.isPermitted, "\(actor) \(type) \(subject?.description ?? "-") \(search)")
            }
        }
    }

    private static func finds(_ decision: Decision, _ subject: SubjectID?) -> Bool {
        guard case .permit(let permit) = decision else { return false }
        switch permit.restrict(Search(type: "Observation")).criteria.first {
        case nil: return true
        case .isFiled(let subjects): return subject.map(subjects.contains) ?? false
        default: return false
        }
    }

    @Test("every refusal says what to do and names nobody", arguments: Denial.Reason.allCases)
    func sentences(_ reason: Denial.Reason) {
        let sentence = Denial(reason).message
        #expect(sentence.hasSuffix(".") && sentence.split(separator: ". ").count >= 2)
    }
}

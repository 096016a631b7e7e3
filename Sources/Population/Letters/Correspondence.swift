public import FHIR

/// The letters that would have been sent of a life.
///
/// ```swift
/// let letters = Correspondence(lives)
/// let postings = letters.postings(of: life)                       // what is sent when, cheaply
/// let letter = letters.write(0, of: postings, life)               // the bytes of the first
/// ```
/// Norway: MsgHead letters, epikrise and henvisning. Denmark: HospitalNotification and CareCommunication. Every letter has an id of its
/// own that is the same in every run.
public struct Correspondence: Sendable {
    public let lives: Lives
    public let services: Services
    /// Whether the receivers' receipts are among the letters: a hub that answers for them makes its own.
    public var withReceipts = false

    public init(_ lives: Lives, _ services: Services? = nil, withReceipts: Bool = false) {
        self.lives = lives
        self.services = services ?? Services(lives.residents)
        self.withReceipts = withReceipts
    }

    var residents: Residents { lives.residents }
    var rates: Rates { residents.rates }

    /// By sending time.
    public func postings(of life: Life) -> [Posting] {
        guard !life.stays.isEmpty || !life.contacts.isEmpty || !life.mistakes.isEmpty || life.death != nil else { return [] }
        var course = Course(life, residents.draws(.letter, life.citizen))
        switch residents.nation {
        case .norway: NorwegianCourse(letters: self).write(into: &course)
        case .denmark: DanishCourse(letters: self).write(into: &course)
        }
        if withReceipts { addReceipts(to: &course) }
        return course.inOrder()
    }

    /// The instant at which a letter is sent.
    public func sent(_ posting: Posting) -> Instant { lives.calendar.origin.adding(seconds: posting.sent) }

    /// The letter at a place among the citizen's letters.
    /// - Parameter sending: 0 the first time; a letter that is sent again has another envelope.
    public func write(_ index: Int, of postings: [Posting], _ life: Life, sending: Int = 0) -> WrittenLetter {
        switch residents.nation {
        case .norway: NorwegianWriter(letters: self, life: life, postings: postings).write(index)
        case .denmark: DanishWriter(letters: self, life: life, postings: postings, sending: sending).write(index)
        }
    }

    /// A UUID that is the same in every run: of a letter, or of a part of it.
    func id(_ life: Life, _ part: Int, _ salt: UInt64) -> String {
        var draws = Draws(seed: residents.seed, .identity, UInt64(life.citizen.index), UInt64(bitPattern: Int64(part)) &* 64 &+ salt)
        return Self.uuid(draws.next(), draws.next())
    }

    static func uuid(_ one: UInt64, _ two: UInt64) -> String {
        // Version 4, variant 1: https://www.rfc-editor.org/rfc/rfc4122
        let high = one & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
        let low = two & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
        return String(unsafeUninitializedCapacity: 36) { text in
            var end = 0
            for (word, digits) in [(high, 16), (low, 16)] {
                for digit in 0..<digits {
                    if end == 8 || end == 13 || end == 18 || end == 23 {
                        text[end] = 0x2D
                        end += 1
                    }
                    let value = UInt8(word >> UInt64((15 - digit) * 4) & 15)
                    text[end] = value < 10 ? 0x30 + value : 0x57 + value
                    end += 1
                }
            }
            return end
        }
    }

    func desk(_ correspondent: Correspondent, _ place: Int, of citizen: Citizen) -> Desk {
        switch correspondent {
        case .hospital(let ward): services.hospital(place, ward: ward)
        case .municipality: services.municipality(place)
        case .practice: services.practice(of: citizen)
        case .emergencyCare: services.emergencyCare(place)
        case .specialist: services.specialist(place, of: citizen)
        }
    }

    /// The receiver of each letter answers within minutes.
    private func addReceipts(to course: inout Course) {
        for (place, posting) in course.postings.enumerated() {
            course.add(
                residents.nation == .norway ? .appRec : .acknowledgement,
                sent: Int32(posting.sent / 60) + Int32(course.draws.within(1...6)),
                from: posting.to, to: posting.from, thread: posting.thread, stay: posting.stay, parent: place)
        }
    }
}

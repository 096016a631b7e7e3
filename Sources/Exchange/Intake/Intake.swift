public import Directory
public import FHIR
public import Journal

/// Where every letter goes, whatever transport brought it: arrive → understand → commit → react.
///
/// ```swift
/// let reception = try await intake.receive(bytes, at: now)
/// reception.outcome        // .accepted; .duplicate the second time
/// reception.answer         // the receipt, when one is owed
/// ```
/// Parsing, reading and digests are done in the caller's task; then one commit files the letter, the receipt it is owed and what follows
/// from it. When `receive` returns, the letter is synced to disk. Throws ``JournalError`` when it could not be kept: then no receipt may
/// leave, and the sender must send again.
public struct Intake: Sendable {
    let journal: any Journal
    let directory: CurrentDirectory
    let formats: [any Format]
    let reaction: any Reaction
    let configuration: Configuration

    public init(
        journal: any Journal, directory: CurrentDirectory, formats: [any Format] = Formats.all, reaction: any Reaction,
        configuration: Configuration
    ) {
        self.journal = journal
        self.directory = directory
        self.formats = formats
        self.reaction = reaction
        self.configuration = configuration
    }

    /// Takes a letter in. With `skipsOthers`, what is no letter is left alone instead of being kept for a human: for folders of files.
    public func receive(
        _ bytes: [UInt8], mediaType: String? = nil, at now: Instant, skipsOthers: Bool = false
    ) async throws -> Reception {
        var limits = Limits.standard
        limits.maximumBytes = configuration.documentLimit
        switch Recognition(bytes, formats: formats, limits: limits) {
        case .letter(let letter, let format, let isXML):
            return try await take(letter, Arrived(raw: bytes, mediaType: mediaType, format: format, isXML: isXML), at: now)
        case .refused(let refusal, let partial, let format, let isXML):
            return try await refuse(
                partial, because: refusal, Arrived(raw: bytes, mediaType: mediaType, format: format, isXML: isXML), at: now)
        case .unreadable(let why):
            return try await keepUnreadable(bytes, mediaType: mediaType, because: why, at: now)
        case .other(let why):
            guard skipsOthers else { return try await keepUnreadable(bytes, mediaType: mediaType, because: why, at: now) }
            var reception = Reception(.skipped)
            reception.because = "no letter"
            return reception
        }
    }

    private func take(_ letter: Letter, _ arrived: Arrived, at now: Instant) async throws -> Reception {
        // The plan of this very letter needs its parties; learning them again after a failure changes nothing.
        let learned = self.directory.now.news(in: letter.parties)
        if !learned.isEmpty { self.directory.learn(learned, at: letter.sent.instant) }
        let directory = self.directory.now
        let routing = Routing(letter.header, in: directory, configuration, at: now)
        // A receipt is known by the letter that it answers; the real receiver of a passed-on letter writes to its sender, not to us.
        if routing.isNobodys, letter.receipt == nil {
            let refusal = Refusal(.unknownReceiver, "This hub does not answer for the receiver of the letter; check its address.")
            return try await refuse(letter.header, because: refusal, arrived, at: now)
        }
        let filing = Filing(
            letter: letter, arrived: arrived, routing: routing, learned: learned, directory: directory, reaction: reaction,
            configuration: configuration)
        return try await journal.commit(.letters, at: now) { try filing.file(in: $0) }.answered(in: arrived.format)
    }

    private func refuse(_ header: PartialLetter, because refusal: Refusal, _ arrived: Arrived, at now: Instant) async throws -> Reception {
        let directory = self.directory.now
        let filing = RefusalFiling(
            letter: header, refusal: refusal, arrived: arrived, routing: Routing(header, in: directory, configuration, at: now),
            isDelivered: configuration.way(to: header.sender.innermost, in: directory, on: header.sent?.instant ?? now) != nil)
        return try await journal.commit(.letters, at: now) { try filing.file(in: $0) }.answered(in: arrived.format)
    }

    private func keepUnreadable(_ bytes: [UInt8], mediaType: String?, because why: String, at now: Instant) async throws -> Reception {
        let digest = ContentHash.of(bytes)
        return try await journal.commit(.letters, at: now) { writer in
            var reception = Reception(.unreadable)
            reception.because = why
            if let old = try writer.letter(sender: "", id: "", digest: digest) {
                try writer.arrived(Arrival(letter: old.number, at: writer.now, envelope: nil))
                reception.number = old.number
                return reception
            }
            var record = LetterRecord(
                sender: "", id: "", digest: digest, type: "unknown", mediaType: mediaType ?? "application/octet-stream",
                received: writer.now, outcome: .unreadable)
            record.because = why
            record.attention = why
            reception.number = try writer.file(record, raw: bytes, envelope: nil)
            return reception
        }
    }
}

/// A letter's bytes and how they were read.
struct Arrived: Sendable {
    var raw: [UInt8]
    var format: any Format
    var isXML: Bool
    var mediaType: String

    init(raw: [UInt8], mediaType: String?, format: any Format, isXML: Bool) {
        self.raw = raw
        self.format = format
        self.isXML = isXML
        self.mediaType = mediaType ?? (isXML ? "application/xml" : "application/json")
    }
}

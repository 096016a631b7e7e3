import Access
import Exchange
import FHIR
import Journal

/// What the other rooms throw, in the words of an answer.
extension Problem {
    init(_ error: any Error) {
        switch error {
        case let error as Problem: self = error
        case let error as AccessError: self.init(error)
        case let error as JournalError: self.init(error)
        case let error as DocumentError: self.init(error)
        case let error as Refusal: self.init(error)
        case is CancellationError: self.init(.unavailable, "The hub is closing. Send the request again in a moment.")
        default:
            self.init(
                .fault,
                "The hub failed in a way it does not know. Nothing was changed. Send the request again, and tell whoever runs the hub.",
                cause: String(reflecting: Swift.type(of: error)))
        }
    }

    init(_ error: JournalError) {
        self.init(Self.kind(error.kind), error.message, cause: error.cause)
    }

    static func kind(_ kind: JournalError.Kind) -> Kind {
        switch kind {
        case .notFound: .notFound
        case .gone: .gone
        case .conflict: .conflict
        case .invalid: .invalid
        case .full: .full
        case .readOnly: .readOnly
        case .newerVersion: .newerVersion
        case .damaged: .damaged
        case .unavailable: .unavailable
        }
    }

    init(_ error: DocumentError) {
        let place = error.offset.map { error.path == nil && !error.message.contains("byte") ? " It stands at byte \($0)." : "" } ?? ""
        self.init(Self.kind(error.kind), error.message + place, path: error.path)
    }

    static func kind(_ kind: DocumentError.Kind) -> Kind {
        switch kind {
        case .empty, .malformed, .incomplete, .trailing, .encoding, .badEscape, .controlCharacter, .badNumber, .duplicateName, .tooDeep,
            .forbidden:
            .malformed
        case .tooLarge: .tooLarge
        case .noResource, .unknownElement, .unsuitable: .invalid
        }
    }

    init(_ error: Refusal) {
        self.init(Self.kind(error.kind), error.message, path: error.path)
    }

    static func kind(_ kind: Refusal.Kind) -> Kind {
        switch kind {
        case .notWellFormed: .malformed
        case .wrongStructure, .unknownType, .unknownReceiver, .citizenNumberMissing, .citizenNumberWrong, .citizenDataMissing, .badLetterID,
            .valueUnknown, .other:
            .unprocessable
        }
    }
}

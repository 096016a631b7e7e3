public import HTTPTypes

/// One table: kind → HTTP status → FHIR issue code. Codes: https://hl7.org/fhir/R4/valueset-issue-type.html
extension Problem.Kind {
    public var status: HTTPResponse.Status {
        switch self {
        case .malformed, .invalid, .unknownParameter, .badValue: .badRequest
        case .forbidden: .forbidden
        case .notFound, .unknownAddress: .notFound
        case .gone: .gone
        case .methodNotAllowed: .methodNotAllowed
        case .notAcceptable: .notAcceptable
        case .unsupportedMediaType: .unsupportedMediaType
        case .tooLarge: .contentTooLarge
        case .conflict: .conflict
        case .preconditionFailed, .multipleMatches: .preconditionFailed
        case .unprocessable: .unprocessableContent
        case .busy, .readOnly, .newerVersion, .unavailable: .serviceUnavailable
        case .full: HTTPResponse.Status(code: 507, reasonPhrase: "Insufficient Storage")
        case .damaged, .fault: .internalServerError
        }
    }

    /// The code of the issue in the OperationOutcome.
    public var issueCode: String {
        switch self {
        case .malformed: "structure"
        case .invalid: "invalid"
        case .unknownParameter, .unknownAddress, .methodNotAllowed, .notAcceptable, .unsupportedMediaType: "not-supported"
        case .badValue: "value"
        case .forbidden: "forbidden"
        case .notFound: "not-found"
        case .gone: "deleted"
        case .tooLarge: "too-long"
        case .conflict, .preconditionFailed: "conflict"
        case .multipleMatches: "multiple-matches"
        case .unprocessable: "processing"
        case .busy: "throttled"
        case .unavailable: "transient"
        case .full, .readOnly: "no-store"
        case .newerVersion, .damaged, .fault: "exception"
        }
    }

    /// `fatal` when nothing was even looked at, else `error`.
    public var severity: String {
        switch self {
        case .newerVersion, .damaged, .fault: "fatal"
        case .malformed, .invalid, .unknownParameter, .badValue, .forbidden, .notFound, .gone, .unknownAddress, .methodNotAllowed,
            .notAcceptable,
            .unsupportedMediaType, .tooLarge, .conflict, .preconditionFailed, .multipleMatches, .unprocessable, .busy, .full, .readOnly,
            .unavailable:
            "error"
        }
    }

    /// Seconds after which the same request may succeed; nil when waiting will not help.
    public var retryAfter: Int? {
        switch self {
        case .full: 300
        case .readOnly, .newerVersion: 300
        case .busy, .unavailable: 5
        case .malformed, .invalid, .unknownParameter, .badValue, .forbidden, .notFound, .gone, .unknownAddress, .methodNotAllowed,
            .notAcceptable,
            .unsupportedMediaType, .tooLarge, .conflict, .preconditionFailed, .multipleMatches, .unprocessable, .damaged, .fault:
            nil
        }
    }
}

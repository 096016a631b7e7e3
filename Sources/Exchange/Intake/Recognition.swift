import FHIR
import Journal
import XML

/// Bytes as they came, parsed and matched to a format.
enum Recognition: Sendable {
    case letter(Letter, any Format, isXML: Bool)
    case refused(Refusal, PartialLetter, any Format, isXML: Bool)
    /// A letter by its looks, or bytes that nobody can parse: kept, put before a human.
    case unreadable(String)
    /// Readable, and no letter.
    case other(String)

    init(_ bytes: [UInt8], formats: [any Format], limits: Limits) {
        guard !bytes.isEmpty else {
            self = .unreadable("The file is empty; send the letter again.")
            return
        }
        let parsed: ParsedLetter
        let isXML: Bool
        do {
            (parsed, isXML) = try Self.parse(bytes, limits: limits)
        } catch {
            self = .unreadable(error.message)
            return
        }
        guard let format = formats.first(where: { $0.recognises(parsed) }) else {
            self = .other("It is none of the letters that this hub reads; see Documentation/letters.md.")
            return
        }
        do {
            self = .letter(try format.read(parsed), format, isXML: isXML)
        } catch {
            if let partial = error.letter, !partial.id.isEmpty {
                self = .refused(error, partial, format, isXML: isXML)
            } else {
                self = .unreadable(error.message)
            }
        }
    }

    struct Unparsable: Error { var message: String }

    static func parse(_ bytes: [UInt8], limits: Limits) throws(Unparsable) -> (ParsedLetter, isXML: Bool) {
        if firstSign(bytes) == UInt8(ascii: "{") {
            do { return (.resource(try Resource(json: bytes, limits: limits)), false) } catch { throw Unparsable(message: error.message) }
        }
        var xmlLimits = XMLLimits.standard
        xmlLimits.maximumBytes = limits.maximumBytes
        xmlLimits.maximumDepth = limits.maximumDepth
        let document: XMLDocument
        do { document = try XMLDocument(bytes, limits: xmlLimits) } catch { throw Unparsable(message: error.message) }
        guard document.root.namespace == "http://hl7.org/fhir" else { return (.xml(document), true) }
        do { return (.resource(try Resource(xml: bytes, limits: limits)), true) } catch { throw Unparsable(message: error.message) }
    }

    /// The first byte that is no white space and no byte order mark of UTF-8.
    private static func firstSign(_ bytes: [UInt8]) -> UInt8? {
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        return bytes[start...].first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }
    }
}

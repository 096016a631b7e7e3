import FHIR
import FHIRPath
import Foundation

extension SearchValue {
    func passes(_ test: SearchTest) -> Bool {
        switch (test, self) {
        case (.token(let system, let code), .token(let token)): return token.fits(system, code)
        case (.text(let text), .label(let label)): return FoldedText.of(label).starts(with: FoldedText.of(text))
        case (.typed(let system, let code, let value), .typed(let ownSystem, let ownCode, let ownValue)):
            return system == ownSystem && Token.same(code, ownCode) && value == ownValue
        case (.string(let text, let place), .text(let own, let isSearchedInside)):
            switch place {
            case .start: return FoldedText.of(own).starts(with: FoldedText.of(text))
            case .whole: return text == own
            case .inside: return isSearchedInside && FoldedText.of(own).contains(FoldedText.of(text))
            case .end: return isSearchedInside && FoldedText.of(own).hasWord(endingIn: FoldedText.of(text))
            }
        case (.reference(let type, let id, let base), .reference(let text)), (.reference(let type, let id, let base), .canonical(let text)):
            return Self.addresses(text, hasVersions: isCanonical).contains { $0 == "\(type)/\(id)" || $0 == "\(base)/\(type)/\(id)" }
        case (.reference(let type, let id, _), .contained(let ownType, let ownID)): return type == ownType && id == ownID
        case (.address(let address), .reference(let text)), (.address(let address), .canonical(let text)):
            return Self.addresses(text, hasVersions: isCanonical).contains(address)
        case (.identifier(let system, let code), .identifier(let ownSystem, let value)):
            return Token(system: ownSystem, code: value, isFolded: false).fits(system, code)
        case (.uri(let uri, let level), .uri(let own)): return Self.fits(own, uri, level)
        case (.time(let comparison, let asked), .time(let own, _)): return Self.fits(comparison, asked, own)
        case (.number(let comparison, let asked), .number(let from, let to, let isOpen, _, _, _)):
            return Self.fits(comparison, asked, Self.bounds(from, to, isOpen) { $0 })
        case (.quantity(let comparison, let asked, let unit), .number(let from, let to, let isOpen, let system, let code, let written)):
            switch unit {
            case .any: break
            case .written(let wanted): guard code == wanted || written == wanted else { return false }
            case .code(let wantedSystem, let wanted): guard code == wanted, system == wantedSystem else { return false }
            case .canonical(let dimension):
                guard system == QuantityUnits.ucum, let scale = code.flatMap({ UnitScale(code: $0) }), scale.dimension == dimension else {
                    return false
                }
                return Self.fits(comparison, asked, Self.bounds(from, to, isOpen, scale.inBaseUnits))
            }
            return Self.fits(comparison, asked, Self.bounds(from, to, isOpen) { $0 })
        case (.near(let latitude, let longitude, let metres), .place(let ownLatitude, let ownLongitude)):
            return Earth.distance(latitude, longitude, ownLatitude, ownLongitude) <= metres
        // The journal puts codes for these; what is left of them, and what is no value for the test, is not found.
        case (.token, _), (.text, _), (.typed, _), (.member, _), (.below, _), (.above, _), (.string, _), (.reference, _), (.address, _),
            (.identifier, _), (.uri, _), (.time, _), (.number, _), (.quantity, _), (.composite, _), (.words, _), (.near, _):
            return false
        }
    }

    private var isCanonical: Bool { if case .canonical = self { true } else { false } }

    /// The ways in which an address may be asked for: without the version of a reference, with and without that of a canonical one.
    private static func addresses(_ text: String, hasVersions: Bool) -> [String] {
        guard !text.hasPrefix("#") else { return [] }
        let bare = hasVersions ? text.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false).first.map(String.init) : nil
        return [LocalReference.withoutVersion(text)] + (bare.map { [LocalReference.withoutVersion($0)] } ?? [])
    }

    private static func fits(_ own: String, _ asked: String, _ level: SearchTest.Level) -> Bool {
        let bare = own.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false).first.map(String.init) ?? own
        switch level {
        case .same: return own == asked || bare == asked
        case .below: return own == asked || bare == asked || isBelow(own, asked)
        case .above: return own == asked || bare == asked || isBelow(asked, own)
        }
    }

    /// Only where there is an authority, which nothing stands above.
    private static func isBelow(_ lower: String, _ upper: String) -> Bool {
        let parts = lower.split(separator: "://", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].utf8.allSatisfy({ $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: "/") }) else { return false }
        let root = parts[0].utf8.count + 3
        let path = upper.hasSuffix("/") ? upper : upper + "/"
        return path.utf8.count > root && lower.utf8.starts(with: path.utf8)
    }

    // MARK: Times and numbers

    private static func fits(_ comparison: SearchTest.Comparison, _ asked: SearchTest.Time, _ own: SearchTime) -> Bool {
        let isWithin = asked.start <= own.start && own.end <= asked.end
        switch comparison {
        case .eq: return isWithin
        case .ne: return !isWithin
        case .gt: return own.end > asked.end
        case .ge: return own.end > asked.end || isWithin
        case .lt: return own.start < asked.start
        case .le: return own.start < asked.start || isWithin
        case .sa: return own.start >= asked.end
        case .eb: return own.end <= asked.start
        case .ap:
            let wide = asked.widened
            return own.start < wide.end && own.end > wide.start
        }
    }

    /// Both included.
    private static func bounds(
        _ from: DecimalNumber?, _ to: DecimalNumber?, _ isOpen: Bool, _ converted: (DecimalNumber) -> DecimalNumber?
    ) -> ClosedRange<Double>? {
        var (low, high) = (-Double.infinity, Double.infinity)
        if let from {
            guard let number = converted(from).map(NumberKey.double) else { return nil }
            low = isOpen ? number.nextUp : number
        }
        if let to {
            guard let number = converted(to).map(NumberKey.double) else { return nil }
            high = isOpen ? number.nextDown : number
        }
        return low...max(low, high)
    }

    private static func fits(_ comparison: SearchTest.Comparison, _ asked: SearchTest.Number, _ own: ClosedRange<Double>?) -> Bool {
        guard let own else { return false }
        // The number itself is meant, however little room its digits leave around it.
        let isWithin =
            own.lowerBound >= min(asked.low, asked.value) && (own.upperBound < asked.high || own.upperBound <= asked.value)
        switch comparison {
        case .eq: return isWithin
        case .ne: return !isWithin
        case .gt: return own.upperBound > asked.value
        case .ge: return own.upperBound >= asked.value
        case .lt: return own.lowerBound < asked.value
        case .le: return own.lowerBound <= asked.value
        case .sa: return own.lowerBound > asked.value
        case .eb: return own.upperBound < asked.value
        case .ap: return own.lowerBound <= max(asked.nearLow, asked.nearHigh) && own.upperBound >= min(asked.nearLow, asked.nearHigh)
        }
    }
}

extension SearchValue.Token {
    func fits(_ wantedSystem: String?, _ wanted: String?) -> Bool {
        if let wantedSystem, wantedSystem != system ?? "" { return false }
        guard let wanted else { return system != nil && wantedSystem != nil }
        guard let code else { return false }
        if isContact { return Self.contact(wanted) == Self.contact(code) }
        return isFolded ? Self.same(wanted, code) : wanted == code
    }

    /// A code of it as it is sorted.
    func text(_ code: String) -> String {
        if isContact { return String(decoding: Self.contact(code), as: UTF8.self) }
        return isFolded ? String(decoding: code.utf8.map(Self.lowered), as: UTF8.self) : code
    }

    static func same(_ one: String, _ other: String) -> Bool {
        one.utf8.elementsEqual(other.utf8) { lowered($0) == lowered($1) }
    }

    private static func lowered(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }

    private static func contact(_ text: String) -> [UInt8] {
        text.contains("@") ? text.utf8.map(lowered) : text.utf8.filter { !ContactText.isSeparator($0) }.map(lowered)
    }
}

extension [UInt8] {
    fileprivate func contains(_ part: [UInt8]) -> Bool {
        guard count >= part.count else { return false }
        return (0...count - part.count).contains { self[$0...].starts(with: part) }
    }

    /// Whether the part stands where a word ends: a name is one text here, and each of its parts may be meant.
    fileprivate func hasWord(endingIn part: [UInt8]) -> Bool {
        guard count >= part.count else { return false }
        return (0...count - part.count).contains { start in
            let end = start + part.count
            return self[start..<end].elementsEqual(part) && (end == count || self[end] == UInt8(ascii: " "))
        }
    }
}

/// Distances on a globe of 6371 km.
enum Earth {
    static func distance(_ latitude: Double, _ longitude: Double, _ otherLatitude: Double, _ otherLongitude: Double) -> Double {
        let degree = Double.pi / 180
        let (first, second) = (latitude * degree, otherLatitude * degree)
        let (north, east) = ((second - first) / 2, (otherLongitude - longitude) * degree / 2)
        let (a, b) = (sin(north), sin(east))
        let square = a * a + cos(first) * cos(second) * b * b
        return 2 * 6_371_000 * asin(min(1, square.squareRoot()))
    }
}

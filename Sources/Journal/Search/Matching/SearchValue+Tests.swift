import FHIR
import FHIRPath
import Foundation

extension SearchValue {
    /// What is no value for the test does not pass it.
    func passes(_ test: SearchTest) -> Bool {
        switch test {
        case .token(let system, let code): if case .token(let token) = self { token.fits(system, code) } else { false }
        case .text(let text): if case .label(let label) = self { FoldedText.of(label).starts(with: FoldedText.of(text)) } else { false }
        case .typed(let system, let code, let value): isTyped(system, code, value)
        case .string(let text, let place): has(text, place)
        case .reference(let type, let id, let base): refers(to: type, id, base)
        case .address(let address): addresses.contains(address)
        case .version(let address, let version): has(address, version)
        case .identifier(let system, let code):
            if case .identifier(let own, let value) = self {
                Token(system: own, code: value, isFolded: false).fits(system, code)
            } else {
                false
            }
        case .uri(let uri, let level): if case .uri(let own) = self { Self.fits(own, uri, level) } else { false }
        case .time(let comparison, let asked): if case .time(let own, _) = self { Self.fits(comparison, asked, own) } else { false }
        case .number(let comparison, let asked): counts(comparison, asked, .any)
        case .quantity(let comparison, let asked, let unit): counts(comparison, asked, unit)
        case .near(let latitude, let longitude, let metres):
            if case .place(let own, let east) = self { Earth.distance(latitude, longitude, own, east) <= metres } else { false }
        // The journal puts codes and references for these; what is left of them is not found.
        case .member, .below, .above, .hierarchy, .composite, .words: false
        }
    }

    private func isTyped(_ system: String, _ code: String, _ value: String) -> Bool {
        guard case .typed(let ownSystem, let ownCode, let ownValue) = self else { return false }
        return system == ownSystem && Token.same(code, ownCode) && value == ownValue
    }

    private func has(_ text: String, _ place: SearchTest.Place) -> Bool {
        guard case .text(let own, let isSearchedInside) = self else { return false }
        switch place {
        case .start: return FoldedText.of(own).starts(with: FoldedText.of(text))
        case .whole: return text == own
        case .inside: return isSearchedInside && FoldedText.of(own).contains(FoldedText.of(text))
        case .end: return isSearchedInside && FoldedText.of(own).hasWord(endingIn: FoldedText.of(text))
        }
    }

    private func refers(to type: String, _ id: String, _ base: String) -> Bool {
        if case .contained(let ownType, let ownID) = self { return type == ownType && id == ownID }
        return addresses.contains { $0 == "\(type)/\(id)" || $0 == "\(base)/\(type)/\(id)" }
    }

    private func counts(_ comparison: SearchTest.Comparison, _ asked: SearchTest.Number, _ unit: SearchTest.Unit) -> Bool {
        guard case .number(let from, let to, let isOpen, let system, let code, let written) = self else { return false }
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
    }

    /// The ways in which a reference may be asked for: without the version of a resource, with and without that of a canonical address.
    private var addresses: [String] {
        let text: String
        var bare: String?
        switch self {
        case .reference(let own): text = own
        case .canonical(let own):
            text = own
            bare = own.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false).first.map(String.init)
        case .token, .label, .typed, .text, .contained, .identifier, .uri, .time, .number, .place: return []
        }
        guard !text.hasPrefix("#") else { return [] }
        return ([text] + (bare.map { [$0] } ?? [])).map(LocalReference.withoutVersion)
    }

    /// Whether it is the address, in a version that begins so and then goes on with a point or a hyphen.
    private func has(_ address: String, _ version: String) -> Bool {
        let own: String
        switch self {
        case .canonical(let text), .uri(let text): own = text
        case .token, .label, .typed, .text, .reference, .contained, .identifier, .time, .number, .place: return false
        }
        let parts = own.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, LocalReference.withoutVersion(parts[0]) == address else { return false }
        return parts[1] == version || parts[1].hasPrefix(version + ".") || parts[1].hasPrefix(version + "-")
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
        guard let wanted else { return wantedSystem == "" ? system == nil && code != nil : system != nil && wantedSystem != nil }
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

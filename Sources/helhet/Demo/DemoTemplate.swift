import FHIR
import Foundation
import Journal

/// A letter of the demo before its values are put in.
///
/// `{{> file}}` puts in another file, `{{#key}}…{{/key}}` stands only where the letter has the key, `{{key}}` is its value (a time as
/// date and time; `{{key | date}}` as a date), `{{uuid key}}` a UUID that is the same for the same value, `{{uuid key word}}` another.
struct DemoTemplate {
    let folder: String
    let name: String
    let values: [String: String]
    let now: Instant
    let zone: Zone

    func text() throws -> String { try filled(sections(of: included(try Hub.text(of: "\(folder)/\(name)")))) }

    private func included(_ text: String) throws -> String {
        try replace(/\{\{> ([^}]+)\}\}/, in: text) { try Hub.text(of: "\(folder)/\($0.1)") }
    }

    /// Innermost first, so that a section may hold others.
    private func sections(of text: String) throws -> String {
        var text = text
        while true {
            let next = replace(/\{\{#([a-z.]+)\}\}((?:(?!\{\{[#\/]).)*)\{\{\/\1\}\}/.dotMatchesNewlines(), in: text) {
                values[String($0.1)] == nil ? "" : String($0.2)
            }
            if next == text { return text }
            text = next
        }
    }

    private func filled(_ text: String) throws -> String {
        try replace(/\{\{(?:(uuid) )?([a-z.-]+)(?: ([a-z]+))?(?: \| (date))?\}\}/, in: text) { match in
            guard let value = values[String(match.2)] else {
                throw Problem.usage("\(name) asks for “\(match.2)”, which its line in index.txt does not have.")
            }
            if match.1 != nil { return Self.uuid("\(value) \(match.3 ?? "")") }
            if let time = DemoTime(value, now: now, zone: zone) { return match.4 == nil ? time.dateTime : time.date }
            return escaped(value)
        }
    }

    private func replace<Output>(
        _ pattern: some RegexComponent<Output>, in text: String, with body: (Output) throws -> String
    ) rethrows -> String {
        var result = ""
        var rest = text[...]
        while let match = rest.firstMatch(of: pattern) {
            result += rest[..<match.range.lowerBound]
            result += try body(match.output)
            rest = rest[match.range.upperBound...]
        }
        return result + rest
    }

    private func escaped(_ value: String) -> String {
        if name.hasSuffix(".json") { return value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") }
        return value.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
    }

    private static func uuid(_ text: String) -> String {
        var bytes = Array(ContentHash.of(Array("demo \(text)".utf8)).prefix(16))
        bytes[6] = bytes[6] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        let digits = bytes.hex
        var groups: [Substring] = []
        var rest = digits[...]
        for length in [8, 4, 4, 4, 12] {
            groups.append(rest.prefix(length))
            rest = rest.dropFirst(length)
        }
        return groups.joined(separator: "-")
    }
}

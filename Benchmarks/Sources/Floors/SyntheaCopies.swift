import FHIR

/// As many different patients as wanted, made of Synthea's: each copy of a bundle has names, numbers and times of its own.
///
/// Only bytes are exchanged, so that making a copy costs next to nothing beside sending it.
struct SyntheaCopies: Sendable {
    /// A bundle with the places that differ from copy to copy.
    private struct Form {
        var bytes: [UInt8]
        /// Where the copy's letters go, before a name or at the end of a number; ascending.
        var letters: [Int]
        /// Where minute and second of a time stand: `MM:SS`.
        var clocks: [Int]
        var resources: Int
    }

    private let forms: [Form]
    /// Resources in one copy of all bundles.
    let resources: Int

    init() {
        forms = Corpus.synthea.compactMap(Self.form)
        resources = forms.reduce(0) { $0 + $1.resources }
    }

    var count: Int { forms.count }
    var isEmpty: Bool { forms.isEmpty }

    func resources(in number: Int) -> Int { forms[number % forms.count].resources }

    /// The four letters that make a copy's names and numbers its own.
    static func letters(_ number: Int) -> String {
        var rest = number
        let letters = (0..<4).map { _ -> UInt8 in
            defer { rest /= 26 }
            return UInt8(ascii: "a") + UInt8(rest % 26)
        }
        return String(decoding: letters, as: UTF8.self)
    }

    func bundle(_ number: Int) -> [UInt8] {
        let form = forms[number % forms.count]
        let copy = number / forms.count
        let letters = Array(Self.letters(copy).utf8)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(form.bytes.count + form.letters.count * 4)
        var start = 0
        for place in form.letters {
            bytes += form.bytes[start..<place]
            bytes += letters
            start = place
        }
        bytes += form.bytes[start...]
        var passed = 0
        for (order, clock) in form.clocks.enumerated() {
            while passed < form.letters.count, form.letters[passed] <= clock { passed += 1 }
            let at = clock + 4 * passed
            let seconds = (copy * 7919 + order) % 3600
            for (place, digit) in [(0, seconds / 600), (1, seconds / 60 % 10), (3, seconds % 60 / 10), (4, seconds % 10)] {
                bytes[at + place] = UInt8(ascii: "0") + UInt8(digit)
            }
        }
        return bytes
    }

    private static func form(_ bytes: [UInt8]) -> Form? {
        guard let bundle = try? Resource(json: bytes) else { return nil }
        var letters: [Int] = []
        var resources = 0
        for resource in bundle.root.each("entry.resource") {
            resources += 1
            guard resource.string("resourceType") == "Patient" else { continue }
            for name in resource.each("name.family") { letters.append(name.bytes.startIndex + 1) }
            for value in resource.each("identifier.value") { letters.append(value.bytes.endIndex - 1) }
        }
        return Form(bytes: bytes, letters: letters.sorted(), clocks: clocks(bytes), resources: resources)
    }

    /// `…-ddTdd:MM:SS`
    private static func clocks(_ bytes: [UInt8]) -> [Int] {
        var places: [Int] = []
        for index in bytes.indices.dropFirst(3).dropLast(9) where bytes[index] == UInt8(ascii: "T") {
            if bytes[index - 3] == UInt8(ascii: "-"), bytes[index + 3] == UInt8(ascii: ":"), bytes[index + 6] == UInt8(ascii: ":") {
                places.append(index + 4)
            }
        }
        return places
    }
}

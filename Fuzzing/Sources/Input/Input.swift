public import FHIR

/// What libFuzzer made up: two texts with a line that holds nothing but `---` between them, so that it can change each of them alone.
public struct Input {
    public let bytes: [UInt8]
    public let first: ArraySlice<UInt8>
    /// Empty when there is no such line.
    public let second: ArraySlice<UInt8>

    public init(_ start: UnsafePointer<UInt8>?, _ count: Int) {
        let bytes = Array(UnsafeBufferPointer(start: start, count: count))
        let line = Array("\n---\n".utf8)
        let place = bytes.indices.first { bytes[$0...].starts(with: line) }
        first = bytes[..<(place ?? bytes.endIndex)]
        second = place.map { bytes[($0 + line.count)...] } ?? []
        self.bytes = bytes
    }

    /// A person who cannot exist, for an input without a resource: choices, extensions of primitives, something contained, numbers, times.
    public static let patient: Resource? = try? Resource(json: Array(patientText.utf8))

    private static let patientText = """
        {"resourceType":"Patient","id":"p1","active":true,"contained":[{"resourceType":"Organization","id":"o1","name":"Fjordby"}],
        "extension":[{"url":"urn:example:weight","valueQuantity":{"value":71.50,"unit":"kg","system":"http://unitsofmeasure.org","code":"kg"}}],
        "name":[{"use":"official","family":"Prøve","given":["Kari","Anne"],"period":{"start":"1941-02","end":"2026-03-04T05:06:07.008+01:00"}}],
        "telecom":[{"system":"phone","rank":2,"value":"00000001"}],"gender":"female","birthDate":"1941-02-03",
        "_birthDate":{"extension":[{"url":"urn:example:place","valueString":"Fjordby"}]},"deceasedBoolean":false,"multipleBirthInteger":2,
        "generalPractitioner":[{"reference":"#o1"}]}
        """
}

import FHIR

/// What was done to a message and when: `Provenance`, one for each letter of the chain that led here.
struct MedComProvenance: Sendable {
    /// `target`: the id of the MessageHeader that it describes.
    var target: String?
    var activity: String?
    var occurred: Moment?
    /// `entity.what` as MessageHeader ids, or `[lokationsnummer]#[brevid]` of an EDIFACT or OIOXML letter; message segments left out.
    var previous: [String]
    /// `entity.role` is `removal`: it takes back what it names.
    var isRemoval: Bool
    /// Ids of the message segments that it added.
    var segments: [String]

    init(_ resource: Element) {
        target = resource.first("target")?.string("reference").flatMap { MedComBundle.id(in: $0, of: "MessageHeader") }
        activity = resource.string("activity.coding.code")?.nonBlank
        let text = resource.string("occurredDateTime") ?? resource.string("occurredPeriod.start") ?? resource.string("recorded")
        occurred = text.flatMap { Moment($0.nonBlank ?? "", zone: .copenhagen) }
        previous = []
        segments = []
        isRemoval = false
        for entity in resource.each("entity") {
            let what = entity["what"]
            if let reference = what?.string("reference")?.nonBlank, let id = MedComBundle.id(in: reference, of: "MessageHeader") {
                previous.append(id)
                if entity.string("role") == "removal" { isRemoval = true }
            } else if let value = what?.string("identifier.value")?.nonBlank {
                if value.contains("#") { previous.append(value) } else { segments.append(UUIDText.normal(value)) }
            }
        }
    }

    /// The chain in the order of happening, and which of them is the letter's own: the one whose target is its header, else the latest.
    /// The order in the Bundle means nothing.
    static func chain(in bundle: MedComBundle, header id: String) -> (own: MedComProvenance, earlier: [MedComProvenance])? {
        var all = bundle.all("Provenance").map(MedComProvenance.init)
        let order = all.indices.sorted { a, b in
            let left = all[a].occurred?.instant ?? .distantPast
            let right = all[b].occurred?.instant ?? .distantPast
            return left == right ? a < b : left < right
        }
        guard let own = order.last(where: { all[$0].target == id }) ?? order.last else { return nil }
        let earlier = order.filter { $0 != own }.map { all[$0] }
        return (all.remove(at: own), earlier)
    }
}

import FHIR
import HTTPTypes
import Journal

/// Several requests in one: https://hl7.org/fhir/R4/http.html#transaction
struct BundlePost: Interaction {
    let method = HTTPRequest.Method.post
    let address = Address(.fhir)
    let listing = Listing.system(["transaction", "batch"])
    let mayBeBundled = false

    /// A larger transaction waits behind what people do.
    static let manyEntries = 20

    func work(for call: Call) throws(Problem) -> Work {
        _ = try call.parameters()
        let bundle = try call.resource()
        guard bundle.type == "Bundle" else {
            throw Problem(
                .invalid, "Here a Bundle is wanted. Send a single resource to the address of its type.", path: "resourceType")
        }
        switch bundle["type"]?.text {
        case "transaction":
            let transaction = try Transaction(bundle, in: call)
            let work: WorkClass = transaction.requests.count > Self.manyEntries ? .background : .people
            return .write(work) { try transaction.run(in: $0) }
        case "batch":
            let batch = try Batch(bundle, in: call)
            return .later { await batch.run() }
        case "message":
            throw Problem(.invalid, "This Bundle is a letter. Send it to `/fhir/$process-message`.", path: "Bundle.type")
        default:
            throw Problem(.invalid, "Only Bundles of type `transaction` and `batch` are taken here.", path: "Bundle.type")
        }
    }
}

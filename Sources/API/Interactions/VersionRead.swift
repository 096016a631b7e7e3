import HTTPTypes
import Journal

/// One version of a resource: https://hl7.org/fhir/R4/http.html#vread
struct VersionRead: Interaction {
    let method = HTTPRequest.Method.get
    let address = Address(.fhir, .type, .id, .history, .version)
    let listing = Listing.type("vread")

    func work(for call: Call) throws(Problem) -> Work {
        let subset = try Subset.asked(by: call)
        let version = try call.version()
        return .readBriefly { reader in
            guard let stored = try reader.version(call.type, call.id, version) else { throw Problem.noVersion }
            if let gone = try reader.whyGone(stored) { throw gone }
            return try Answer.reading(stored, subset)
        }
    }
}

import FHIR
import HTTPTypes
import Journal

/// Resources of a type by what they say: https://hl7.org/fhir/R4/http.html#search
struct Find: Interaction {
    let method = HTTPRequest.Method.get
    let address = Address(.fhir, .type)
    let listing = Listing.type("search-type")

    func work(for call: Call) throws(Problem) -> Work { try Self.work(for: call, call.query) }

    static func work(for call: Call, _ parameters: [(name: String, value: String)]) throws(Problem) -> Work {
        let request = try SearchRequest(
            type: call.type, parameters.filter { !Call.general.contains($0.name) }, base: call.context.base,
            isLenient: call.preferences.isLenient)
        return .read { reader in
            Answer(.ok, .resource(request.bundle(try reader.resources(request.query), base: call.context.base)))
        }
    }
}

/// The same with the parameters in the body, where no log of addresses keeps them.
struct FindByForm: Interaction {
    let method = HTTPRequest.Method.post
    let address = Address(.fhir, .type, .search)
    let listing = Listing.type("search-type")
    let mayBeBundled = false

    func work(for call: Call) throws(Problem) -> Work {
        var parameters = call.query
        if case .bytes(let bytes) = call.content {
            guard call.headers[.contentType].flatMap({ MediaRange($0) })?.type == "application/x-www-form-urlencoded" else {
                throw Problem(
                    .unsupportedMediaType, "The parameters of a search are a form. Send them as `application/x-www-form-urlencoded`.")
            }
            let form = FormEncoding.pairs(String(decoding: bytes, as: UTF8.self))
            guard form.allSatisfy({ !Call.general.contains($0.name) }) else {
                throw Problem(.badValue, "`_format` and `_pretty` say how to answer. Write them in the address, not in the form.")
            }
            parameters += form
        }
        return try Find.work(for: call, parameters)
    }
}

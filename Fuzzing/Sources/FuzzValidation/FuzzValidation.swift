import FHIR
import Input
import Validation

/// A resource in JSON or XML: read, validated, told about.
@_cdecl("LLVMFuzzerTestOneInput") public func fuzzValidation(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Input(start, count).bytes
    let isXML = bytes.first { $0 > 0x20 } == UInt8(ascii: "<")
    guard let resource = isXML ? try? Resource(xml: bytes) : try? Resource(json: bytes) else { return 0 }
    let problems = Validator.shared.validate(resource)
    for problem in problems {
        precondition(!problem.location.isEmpty && !problem.message.isEmpty)
        precondition((0...resource.bytes.count).contains(problem.offset))
    }
    let outcome = Resource.outcome(of: problems, in: resource)
    precondition(Validator.shared.validate(outcome).isValid)
    return 0
}

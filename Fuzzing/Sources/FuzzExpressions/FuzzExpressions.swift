import FHIR
import FHIRPath
import Input

/// An expression, and the resource that it is asked of: read, checked against the resource's type, evaluated, made text.
@_cdecl("LLVMFuzzerTestOneInput") public func fuzzExpressions(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = Input(start, count)
    guard let resource = input.second.isEmpty ? Input.patient : try? Resource(json: Array(input.second)) else { return -1 }
    let text = String(decoding: input.first, as: UTF8.self)
    _ = try? Expression.tree(text)
    var environment = Environment()
    environment.now = TemporalValue(dateTime: "2026-03-04T05:06:07.008+01:00")
    environment.maximumSteps = 20_000
    environment.resolver = { $0.hasPrefix("Patient/") ? Input.patient : nil }
    environment.terminology = { set, _, code in set.isEmpty ? nil : code.hasPrefix("a") }
    environment.profiles = { _, profile in profile.isEmpty ? nil : true }
    environment.trace = { _, items in _ = items.map(\.description) }
    environment.variables = ["a": [.integer(1)], "b": [.string("x")], "none": []]
    for type in [nil, resource.type] {
        do throws(ExpressionError) {
            let items = try Expression(text, type: type).evaluate(Node(resource), in: environment)
            for item in items { _ = item.description }
        } catch {
            precondition((0...text.utf8.count).contains(error.offset) && error.line > 0 && error.column > 0 && !error.message.isEmpty)
        }
    }
    return 0
}

import FHIR
import FHIRPath

/// The functions that views add to FHIRPath, or want otherwise.
/// https://sql-on-fhir.org/ig/latest/StructureDefinition-ViewDefinition.html#required-additional-functions
///
/// A key is the resource's type and id (`Patient/1`): a reference to a Group never finds a Patient of the same id.
enum ViewFunctions {
    static let all = ["getResourceKey": resourceKey, "getReferenceKey": referenceKey, "join": join]

    static let resourceKey = CustomFunction(arguments: 0...0) { input, _, _ throws(ExpressionError) in
        var keys: [Item] = []
        for item in input {
            guard case .node(let node) = item, let element = node.element, let type = element["resourceType"]?.text else {
                throw ExpressionError(
                    .execution,
                    "getResourceKey() is asked of something that is no resource. Ask it of the resource: %resource.getResourceKey().",
                    offset: 0)
            }
            if let id = element["id"]?.text { keys.append(.string(type + "/" + id)) }
        }
        return keys
    }

    static let referenceKey = CustomFunction(arguments: 0...1) { input, arguments, _ throws(ExpressionError) in
        var wanted: Substring?
        if let argument = arguments.first {
            guard argument.count == 1, let name = argument[0].asString else { return [] }
            wanted = name.split(separator: ".").last
        }
        return input.compactMap { item in
            guard case .node(let node) = item, let text = node.element?["reference"]?.text else { return nil }
            return key(text, wanted).map { .string($0) }
        }
    }

    /// As in FHIRPath, but nothing joined is an empty text: that is what a column of names is where there are none.
    static let join = CustomFunction(arguments: 0...1) { input, arguments, _ throws(ExpressionError) in
        var mark = ""
        if let argument = arguments.first, let item = argument.first {
            guard argument.count == 1, let text = item.asString else {
                throw ExpressionError(.execution, "`join()` takes one string to put between; give it one.", offset: 0)
            }
            mark = text
        }
        var joined = ""
        var isFirst = true
        for item in input {
            guard let text = item.asString else {
                throw ExpressionError(.execution, "`join()` joins strings, and here is something else; choose strings.", offset: 0)
            }
            if !isFirst { joined += mark }
            joined += text
            isFirst = false
        }
        return [.string(joined)]
    }

    /// `Patient/1` of `Patient/1` and `Patient/1/_history/2`; nil of what leads out of this store or into the resource itself.
    static func key(_ reference: String, _ wanted: Substring?) -> String? {
        let parts = reference.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2 || parts.count == 4 && parts[2] == "_history", !parts[1].isEmpty, R4.isKnown(String(parts[0])) else {
            return nil
        }
        guard wanted == nil || wanted == parts[0] else { return nil }
        return parts[0] + "/" + parts[1]
    }
}

import HTTPTypes

/// Where the entries of one Bundle go. Most create resources of a few types: what such an address means is worked out once.
struct BundleTargets {
    struct Target {
        var interaction: any Interaction
        var segments: [String]
        var query: [(name: String, value: String)]
    }

    private var known: [String: Target] = [:]

    mutating func target(_ method: HTTPRequest.Method, _ url: String, in context: Call.Context) throws(Problem) -> Target {
        // Addresses with ids and conditions seldom come twice.
        let isOfType = !url.utf8.contains { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") }
        let name = isOfType ? method.rawValue + " " + url : ""
        if isOfType, let target = known[name] { return target }
        let (path, query) = Self.parts(url, base: context.base)
        let segments = ["fhir"] + FormEncoding.decode(path, plusIsSpace: false).split(separator: "/").map(String.init)
        let target = Target(
            interaction: try context.registry.interaction(method, segments), segments: segments, query: FormEncoding.pairs(query))
        if isOfType { known[name] = target }
        return target
    }

    private static func parts(_ url: String, base: String) -> (path: String, query: String) {
        let relative = url.hasPrefix(base + "/") ? String(url.dropFirst(base.count + 1)) : url
        let parts = relative.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        return (parts[0], parts.count > 1 ? parts[1] : "")
    }
}

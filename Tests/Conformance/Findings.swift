import Foundation

/// What validation rightly finds in resources that others published: `findings.tsv`, a line for each resource, rule and element.
public enum Findings {
    /// The lines of one group: `examples`, `medcom`, `profiles`.
    public static func known(of group: String) -> Set<String> { table.filter { $0.hasPrefix(group + "/") } }

    private static let table: Set<String> = {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "findings.tsv")
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        return Set(text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init))
    }()
}

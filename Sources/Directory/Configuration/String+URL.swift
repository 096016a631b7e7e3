/// The little that a configuration needs to know of URLs and hosts.
extension String {
    /// `https` of `https://…`; nil for a path.
    var scheme: String? {
        guard let mark = firstRange(of: "://") else { return nil }
        return String(self[..<mark.lowerBound])
    }

    /// What stands between the scheme and the path.
    private var authority: Substring {
        guard let mark = firstRange(of: "://") else { return "" }
        return self[mark.upperBound...].prefix { !"/?#".contains($0) }
    }

    var userInfo: String? {
        authority.lastIndex(of: "@").map { String(authority[..<$0]) }
    }

    var host: String {
        let rest = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] } ?? authority
        return String(rest.prefix { $0 != ":" })
    }

    /// Without user, password and query.
    var withoutSecrets: String {
        guard let scheme else { return self }
        let plain = userInfo == nil ? self : scheme + "://…@" + self.dropFirst(scheme.count + 3 + (userInfo?.count ?? 0) + 1)
        return plain.contains("?") ? plain.prefix { $0 != "?" } + "?…" : plain
    }

    /// Whether only this machine reaches it.
    var isLoopback: Bool {
        if self == "localhost" || self == "::1" { return true }
        let parts = split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    private func firstRange(of text: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
            start = index(after: start)
        }
        return nil
    }
}

/// Which identities belong together.
public enum Groups {
    /// Splits `members` into the groups that `links` leave, each ascending, ordered by root.
    public static func split(_ members: [SubjectID], by links: some Sequence<Link>) -> [[SubjectID]] {
        var parents: [SubjectID: SubjectID] = Dictionary(uniqueKeysWithValues: members.map { ($0, $0) })
        func root(_ subject: SubjectID) -> SubjectID {
            var subject = subject
            while let parent = parents[subject], parent != subject { subject = parent }
            return subject
        }
        for link in links where parents[link.first] != nil && parents[link.second] != nil {
            let first = root(link.first)
            let second = root(link.second)
            parents[max(first, second)] = min(first, second)
        }
        return Dictionary(grouping: members.sorted(), by: root).sorted { $0.key < $1.key }.map(\.value)
    }
}

public import FHIR

extension Directory {
    /// Who has a role for a citizen at an instant.
    ///
    /// First those that already take part (in the citizen's letters), by their own role or that of an organisation above them; then those
    /// in the files that serve the citizen's municipality, or the one it was merged into. Learned parties count only when they take
    /// part, so that the letters of one citizen never change the answer for another.
    public func resolve(
        _ role: Role, municipality: String?, takingPart: some Sequence<OrganisationID> = [OrganisationID](), at instant: Instant
    ) -> Resolution {
        resolve(role, municipality: municipality, takingPart: TakingPart(takingPart.map { line(from: $0, at: instant) }), at: instant)
    }

    /// Those that take part, looked up once for several roles.
    public struct TakingPart: Sendable {
        /// Each with those above it, nearest first.
        fileprivate let lines: [[Member]]

        fileprivate init(_ lines: [[Member]]) { self.lines = lines }
    }

    fileprivate struct Member: Sendable {
        let id: OrganisationID
        let kinds: Set<Role>
        let isLearned: Bool
    }

    /// Those who are reached at these addresses, for ``resolve(_:municipality:takingPart:at:)``.
    public func takingPart(_ addresses: some Sequence<Address>, at instant: Instant) -> TakingPart {
        TakingPart(
            addresses.map { address in
                var members: [Member] = []
                let isWhole = walk(from: address, on: instant) { version in
                    members.append(
                        Member(
                            id: version.organisation.id, kinds: version.organisation.kinds, isLearned: version.organisation.isLearned))
                }
                return isWhole ? members : line(from: holder(at: address, on: instant) ?? OrganisationID(address), at: instant)
            })
    }

    /// Who has a role among those that take part, else who serves the municipality.
    public func resolve(_ role: Role, municipality: String?, takingPart: TakingPart, at instant: Instant) -> Resolution {
        var present: [OrganisationID] = []
        for line in takingPart.lines {
            if let one = holder(of: role, in: line, at: instant), !present.contains(one) { present.append(one) }
        }
        if present.count > 1 { return .several(present.sorted(), because: .severalTakePart(role: role)) }
        if let one = present.first { return .one(one, because: .takesPart(role: role)) }
        guard let municipality else { return .none(because: .municipalityUnknown(role: role)) }

        let now = successor(ofMunicipality: municipality, at: instant)
        let serving = uppermost((register.serving[role]?[now] ?? []).filter { serves($0, role, now, instant) }, at: instant)
        switch serving.count {
        case 0: return .none(because: .nobodyServes(role: role, municipality: now))
        case 1 where now == municipality: return .one(serving[0], because: .serves(role: role, municipality: now))
        case 1: return .one(serving[0], because: .servesSuccessor(role: role, municipality: municipality, now: now))
        default: return .several(serving, because: .severalServe(role: role, municipality: now))
        }
    }

    /// The municipality that another has become part of at an instant; itself when it still exists or the files say nothing.
    public func successor(ofMunicipality municipality: String, at instant: Instant) -> String {
        // Most still exist.
        if register.municipalities[municipality]?.contains(where: { $0.span.contains(instant) }) ?? true { return municipality }
        var current = municipality
        var seen: Set<String> = []
        while seen.insert(current).inserted {
            let holders = register.municipalities[current] ?? []
            if holders.isEmpty || holders.contains(where: { $0.span.contains(instant) }) { return current }
            let ended = holders.filter { $0.span.end <= instant }.max { $0.span.end < $1.span.end }
            guard let next = ended?.organisation.successor.flatMap({ nearest($0, instant)?.municipality }) else { return current }
            current = next
        }
        return current
    }

    /// The topmost of the organisation and those above it that has the role; for a learned one its enterprise, since a letter says what
    /// the sender's enterprise is, not which of its units.
    private func holder(of role: Role, in line: [Member], at instant: Instant) -> OrganisationID? {
        guard let holder = line.last(where: { $0.kinds.contains(role) }) else { return nil }
        return holder.isLearned ? enterprise(of: holder.id, on: instant) : holder.id
    }

    private func line(from id: OrganisationID, at instant: Instant) -> [Member] {
        ancestry(of: id, on: instant).compactMap { id in
            if let versions = register.versions[id] {
                return nearest(versions, instant).map {
                    Member(id: $0.organisation.id, kinds: $0.organisation.kinds, isLearned: $0.organisation.isLearned)
                }
            }
            return learned[id].map { Member(id: id, kinds: $0.roles, isLearned: true) }
        }
    }

    private func serves(_ id: OrganisationID, _ role: Role, _ municipality: String, _ instant: Instant) -> Bool {
        guard let version = register.versions[id]?.first(where: { $0.span.contains(instant) }),
            version.organisation.kinds.contains(role)
        else { return false }
        return version.organisation.isIn(municipality)
    }

    /// Without those that are units of another among them.
    private func uppermost(_ ids: [OrganisationID], at instant: Instant) -> [OrganisationID] {
        if ids.count < 2 { return ids }
        let all = Set(ids)
        return ids.filter { id in !ancestry(of: id, on: instant).dropFirst().contains(where: all.contains) }
    }
}

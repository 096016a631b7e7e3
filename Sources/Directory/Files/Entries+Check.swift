import FHIR

extension Entries {
    /// Refuses what no single line shows: unknown references, circles and overlaps.
    func check() throws(Mistakes) {
        let byID = Dictionary(grouping: organisations, by: \.value.id)
        var mistakes = overlapping(byID) + references(byID) + claims() + overlappingParts()
        mistakes += unknownSubjects(byID)
        if mistakes.isEmpty { mistakes = cycles(byID) + endlessSuccessors(byID) }
        if !mistakes.isEmpty { throw Mistakes(mistakes) }
    }

    private typealias ByID = [OrganisationID: [Entry<Organisation>]]

    private func overlapping(_ byID: ByID) -> [Mistake] {
        byID.values.flatMap { versions in
            pairs(versions) { $0.span.overlaps($1.span) }.map { first, second in
                Mistake(
                    .overlap, second.place(of: "from"), key: "from",
                    "\"\(second.value.id)\" holds \(second.value.validity) here and \(first.value.validity) in \(first.place)",
                    remedy: "Let one end (\"to\") the day before the other begins (\"from\"), or remove one.")
            }
        }
    }

    private func references(_ byID: ByID) -> [Mistake] {
        let ids = byID.keys.map(\.text)
        return organisations.flatMap { entry -> [Mistake] in
            var mistakes: [Mistake] = []
            if let parent = entry.value.parent {
                if let versions = byID[parent] {
                    mistakes += gap(entry, parent: parent, versions)
                } else {
                    mistakes.append(unknown("parent", parent, entry, ids))
                }
            }
            if let successor = entry.value.successor {
                if byID[successor] == nil { mistakes.append(unknown("successor", successor, entry, ids)) }
                if entry.value.validity.to == nil {
                    mistakes.append(
                        Mistake(
                            .value, entry.place(of: "successor"), key: "successor",
                            "\"\(entry.value.id)\" has a successor but no last day",
                            remedy: "Write its last day in \"to\", or leave \"successor\" empty."))
                }
            }
            return mistakes
        }
    }

    private func unknown(_ key: String, _ id: OrganisationID, _ entry: Entry<Organisation>, _ ids: [String]) -> Mistake {
        let advice = id.text.nearest(in: ids).map { "Write \"\($0)\", or add an organisation with that id." }
        return Mistake(
            .reference, entry.place(of: key), key: key,
            "The \(key) \(id.text.quoted) of \"\(entry.value.id)\" is no organisation in these files",
            remedy: advice ?? "Add an organisation with that id, or leave \"\(key)\" empty.")
    }

    /// The parent must exist on every day that the unit does.
    private func gap(_ entry: Entry<Organisation>, parent: OrganisationID, _ versions: [Entry<Organisation>]) -> [Mistake] {
        var reached = entry.value.span.start
        let end = entry.value.span.end
        for span in versions.map(\.value.span).sorted(by: { $0.start < $1.start }) where span.start <= reached {
            reached = max(reached, span.end)
        }
        guard reached < end else { return [] }
        let day = reached == Instant(nanoseconds: .min) ? "before its first day" : "on \(entry.value.zone.day(at: reached))"
        return [
            Mistake(
                .reference, entry.place(of: "parent"), key: "parent",
                "\"\(entry.value.id)\" is a unit of \"\(parent)\" \(entry.value.validity), but \"\(parent)\" does not exist \(day)",
                remedy: "Limit this line with \"from\" and \"to\" to the days of its parent, and add a line for the other days.")
        ]
    }

    private func claims() -> [Mistake] {
        var holders: [Address: [Entry<Organisation>]] = [:]
        for entry in organisations {
            for address in entry.value.addresses { holders[address, default: []].append(entry) }
        }
        return holders.flatMap { address, entries in
            pairs(entries) { $0.id != $1.id && $0.span.overlaps($1.span) }.map { first, second in
                Mistake(
                    .overlap, second.place(of: "addresses"), key: "addresses",
                    "\"\(second.value.id)\" claims \(address), which \"\(first.value.id)\" has at the same time in \(first.place)",
                    remedy: "Remove it from one, or limit them with \"from\" and \"to\" so that they do not meet.")
            }
        }
    }

    private func overlappingParts() -> [Mistake] {
        let groups = Dictionary(grouping: parts) { "\($0.value.subject) \($0.value.letterType ?? "*")" }
        return groups.values.flatMap { rules in
            pairs(rules) { $0.validity.span(in: .utc).overlaps($1.validity.span(in: .utc)) }.map { first, second in
                Mistake(
                    .overlap, second.place(of: "from"), key: "from",
                    "The part for \(second.value.subject) holds \(second.value.validity) here and \(first.value.validity) in \(first.place)",
                    remedy: "Let one end (\"to\") the day before the other begins (\"from\"), or remove one.")
            }
        }
    }

    private func unknownSubjects(_ byID: ByID) -> [Mistake] {
        let addresses = Set(organisations.flatMap(\.value.addresses))
        return parts.compactMap { entry -> Mistake? in
            switch entry.value.subject {
            case .organisation(let id):
                guard byID[id] == nil else { return nil }
                let near = id.text.nearest(in: byID.keys.map(\.text)).map { "Write \"\($0)\", or add an organisation with that id." }
                return Mistake(
                    .reference, entry.place(of: "for"), key: "for", "\(id.text.quoted) is no organisation in these files",
                    remedy: near ?? "Write the id of an organisation in these files, or an address such as her:990000101.")
            case .address(let address):
                guard !addresses.contains(address) else { return nil }
                return Mistake(
                    .reference, entry.place(of: "for"), key: "for", "No organisation in these files has the address \(address)",
                    remedy: "Add the address to an organisation, or correct it.")
            }
        }
    }

    /// A circle exists from the latest first day in it, so it is seen from that line's own first day.
    private func cycles(_ byID: ByID) -> [Mistake] {
        organisations.compactMap { entry -> Mistake? in
            let start = entry.value.span.start
            var seen: Set<OrganisationID> = [entry.value.id]
            var path = [entry.value.id]
            var current = entry.value
            while let parent = current.parent, let above = byID[parent]?.first(where: { $0.value.span.contains(start) })?.value {
                path.append(parent)
                if parent == entry.value.id {
                    return Mistake(
                        .cycle, entry.place(of: "parent"), key: "parent",
                        "\"\(parent)\" is its own parent: \(path.map(\.text).joined(separator: " → "))",
                        remedy: "Remove the parent that is not real.")
                }
                if !seen.insert(parent).inserted { return nil }
                current = above
            }
            return nil
        }
    }

    private func endlessSuccessors(_ byID: ByID) -> [Mistake] {
        organisations.compactMap { entry -> Mistake? in
            var seen: Set<OrganisationID> = []
            var current = entry.value.successor
            while let id = current, seen.insert(id).inserted {
                if id == entry.value.id {
                    return Mistake(
                        .cycle, entry.place(of: "successor"), key: "successor", "\"\(id)\" succeeds itself",
                        remedy: "Write who took over after its last day.")
                }
                current = byID[id]?.max { $0.value.span.end < $1.value.span.end }?.value.successor
            }
            return nil
        }
    }

    /// Each entry that conflicts with an earlier one, with the first such.
    private func pairs<Value>(
        _ entries: [Entry<Value>], where conflict: (Value, Value) -> Bool
    ) -> [(Entry<Value>, Entry<Value>)] {
        let sorted = entries.sorted { $0.place < $1.place }
        var result: [(Entry<Value>, Entry<Value>)] = []
        for (index, second) in sorted.enumerated() {
            if let first = sorted[..<index].first(where: { conflict($0.value, second.value) }) { result.append((first, second)) }
        }
        return result
    }
}

extension Organisation {
    /// Its days as instants of its country.
    var span: Span { validity.span(in: zone) }
}

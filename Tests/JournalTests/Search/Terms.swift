import FHIR
import Samples

@testable import Journal

/// Value sets and code systems made of the codes that resources have, and what they and the types of references mean, said once more: of
/// what a search is made of, nothing but the values of a parameter is used.
struct Terms {
    private struct Code: Hashable {
        var system: String
        var code: String
    }

    private struct Members {
        /// By which it may be asked for.
        var names: [String]
        var codes: Set<Code> = []
        var systems: Set<String> = []
    }

    /// What is asked, and of which resources it is true.
    struct Question {
        var name: String
        var value: String
        var holds: (Element) -> Bool
    }

    /// To be stored beside the others, after them.
    private(set) var resources: [Resource] = []
    private let parameters: SearchParameters
    private var sets: [Members] = []
    /// By system and code: what stands right above it.
    private var parents: [String: [String: Set<String>]] = [:]

    /// Of so many systems so many codes.
    private static let (mostSystems, most) = (40, 8)

    init(_ parameters: SearchParameters, _ known: [Resource], _ numbers: inout SeededNumbers) {
        self.parameters = parameters
        var codes: [String: Set<String>] = [:]
        for resource in known {
            for parameter in parameters.of(resource.type) where parameter.kind == .token && parameter.code != "_id" {
                for token in Self.tokens(parameter, resource.root, parameters) where token.isFolded && !token.isContact {
                    guard let code = token.code, !code.isEmpty, let system = token.system ?? parameter.systems.first else { continue }
                    if !codes[system, default: []].contains(where: { Self.same($0, code) }) { codes[system, default: []].insert(code) }
                }
            }
        }
        var systems: [String: [String]] = [:]
        for system in codes.keys.sorted().shuffled(using: &numbers).prefix(Self.mostSystems) {
            systems[system] = Array((codes[system] ?? []).sorted().shuffled(using: &numbers).prefix(Self.most))
        }
        for (number, system) in systems.keys.sorted().enumerated() { grow(system, systems[system] ?? [], "terms-\(number)", &numbers) }
        collect(systems, &numbers)
    }

    private static func tokens(_ parameter: SearchParameter, _ root: Element, _ parameters: SearchParameters) -> [SearchValue.Token] {
        parameters.values(parameter, root).compactMap { value -> SearchValue.Token? in
            guard case .token(let token) = value else { return nil }
            return token
        }
    }

    private static func same(_ one: String, _ other: String) -> Bool { one.lowercased() == other.lowercased() }

    // MARK: Making them

    /// A code system whose codes stand below one another, some in two places: by nesting, and by naming their parent or child.
    private mutating func grow(_ system: String, _ codes: [String], _ id: String, _ numbers: inout SeededNumbers) {
        var nested: [String: [String]] = [:]
        var named: [(parent: String, child: String, atParent: Bool)] = []
        var roots: [String] = []
        for (place, code) in codes.enumerated() {
            let before = codes[..<place]
            if let parent = before.randomElement(using: &numbers), numbers.next() % 4 > 0 {
                nested[parent, default: []].append(code)
                parents[system, default: [:]][code, default: []].insert(parent)
            } else {
                roots.append(code)
            }
            if let parent = before.randomElement(using: &numbers), numbers.next() % 3 == 0 {
                named.append((parent, code, numbers.next() % 2 == 0))
                parents[system, default: [:]][code, default: []].insert(parent)
            }
        }
        func write(_ codes: [String], _ json: inout JSONWriter) {
            json.array("concept") { json in
                for code in codes {
                    json.object { json in
                        json.field("code", code)
                        let own = named.filter { ($0.atParent ? $0.parent : $0.child) == code }
                        if !own.isEmpty {
                            json.array("property") { json in
                                for one in own {
                                    json.object { json in
                                        json.field("code", one.atParent ? "child" : "parent")
                                        json.field("valueCode", one.atParent ? one.child : one.parent)
                                    }
                                }
                            }
                        }
                        if let below = nested[code] { write(below, &json) }
                    }
                }
            }
        }
        resources.append(
            Resource.build("CodeSystem", id: id) { json in
                json.field("url", system)
                json.field("content", "complete")
                write(roots, &json)
            })
    }

    /// Value sets of codes, of whole systems, of what is below a code, of another value set, less some, and one that is expanded already.
    private mutating func collect(_ systems: [String: [String]], _ numbers: inout SeededNumbers) {
        let names = systems.keys.sorted().shuffled(using: &numbers)
        var listed = Members(names: ["urn:terms:listed", "ValueSet/terms-listed", "terms-listed", "urn:terms:listed|1"])
        for system in names {
            for code in systems[system] ?? [] where numbers.next() % 2 == 0 { listed.codes.insert(Code(system: system, code: code)) }
        }
        add(listed) { Self.include(listed.codes, &$0) }

        var whole = Members(names: ["urn:terms:whole", "ValueSet/terms-whole"])
        for (place, system) in names.enumerated() where place % 3 == 0 { whole.systems.insert(system) }
        for (place, system) in names.enumerated() where place % 3 == 1 {
            if let code = systems[system]?.first { whole.codes.insert(Code(system: system, code: code)) }
        }
        add(whole) { json in
            json.array("include") { json in
                for system in whole.systems.sorted() { json.object { $0.field("system", system) } }
                for code in whole.codes.sorted(by: { $0.system < $1.system }) { Self.write([code], of: code.system, &json) }
            }
        }

        var mixed = Members(names: ["urn:terms:mixed", "ValueSet/terms-mixed"])
        mixed.codes = listed.codes
        var heads: [Code] = []
        for system in names.prefix(names.count / 2 + 1) {
            guard let head = systems[system]?.first else { continue }
            heads.append(Code(system: system, code: head))
            for code in systems[system] ?? [] where above(code, system).contains(head) {
                mixed.codes.insert(Code(system: system, code: code))
            }
        }
        let gone = Set(mixed.codes.filter { $0.code.utf8.count % 3 == 0 })
        mixed.codes.subtract(gone)
        add(mixed) { json in
            json.array("include") { json in
                json.object { json in json.array("valueSet") { $0.value("urn:terms:listed") } }
                for head in heads {
                    json.object { json in
                        json.field("system", head.system)
                        json.array("filter") { json in
                            json.object { json in
                                json.field("property", "concept")
                                json.field("op", "is-a")
                                json.field("value", head.code)
                            }
                        }
                    }
                }
            }
            if !gone.isEmpty { Self.include(gone, as: "exclude", &json) }
        }

        let expanded = Members(names: ["urn:terms:expanded", "ValueSet/terms-expanded"], codes: gone)
        sets.append(expanded)
        resources.append(
            Resource.build("ValueSet", id: "terms-expanded") { json in
                json.field("url", "urn:terms:expanded")
                json.object("expansion") { json in
                    json.array("contains") { json in
                        json.object { json in
                            json.field("display", "all")
                            json.array("contains") { json in
                                for code in gone {
                                    json.object { json in
                                        json.field("system", code.system)
                                        json.field("code", code.code)
                                    }
                                }
                            }
                        }
                    }
                }
            })
    }

    private mutating func add(_ members: Members, _ compose: (inout JSONWriter) -> Void) {
        sets.append(members)
        resources.append(
            Resource.build("ValueSet", id: String(members.names[1].dropFirst("ValueSet/".count))) { json in
                json.field("url", members.names[0])
                json.field("version", "1")
                json.object("compose", compose)
            })
    }

    private static func include(_ codes: Set<Code>, as name: String = "include", _ json: inout JSONWriter) {
        json.array(name) { json in
            for (system, codes) in Dictionary(grouping: codes, by: \.system) { write(codes, of: system, &json) }
        }
    }

    private static func write(_ codes: [Code], of system: String, _ json: inout JSONWriter) {
        json.object { json in
            json.field("system", system)
            json.array("concept") { json in
                for code in codes { json.object { $0.field("code", code.code) } }
            }
        }
    }

    // MARK: What they mean

    /// The code itself and all that stands above it.
    private func above(_ code: String, _ system: String) -> Set<String> {
        var found: Set<String> = [code]
        while true {
            let more = found.union(found.flatMap { parents[system]?[$0] ?? [] })
            if more == found { return found }
            found = more
        }
    }

    private func questions(_ token: SearchParameter, _ codes: [Code], _ numbers: inout SeededNumbers) -> [Question] {
        let parameters = parameters
        func has(_ isMember: @escaping (String, String, Bool) -> Bool) -> (Element) -> Bool {
            return { root in
                Self.tokens(token, root, parameters).contains { one in
                    guard !one.isContact else { return false }
                    let systems = one.system.map { [$0] } ?? token.systems
                    return systems.contains { isMember($0, one.code ?? "", one.isFolded) }
                }
            }
        }
        func isSame(_ one: String, _ other: String, _ isFolded: Bool) -> Bool { isFolded ? Self.same(one, other) : one == other }
        var found: [Question] = []
        if let set = sets.randomElement(using: &numbers), let name = set.names.randomElement(using: &numbers) {
            let holds = has { system, code, isFolded in
                set.systems.contains(system)
                    || !code.isEmpty && set.codes.contains { $0.system == system && isSame($0.code, code, isFolded) }
            }
            let value = Self.escaped(name)
            found += [
                Question(name: "\(token.code):in", value: value, holds: holds),
                Question(name: "\(token.code):not-in", value: value) { !holds($0) },
            ]
        }
        for code in codes.shuffled(using: &numbers).prefix(2) {
            guard let own = written(code) else { continue }
            let terms = self
            let value = "\(Self.escaped(own.system))|\(Self.escaped(own.code))"
            let under = has { system, code, isFolded in
                guard system == own.system else { return false }
                if isSame(code, own.code, isFolded) { return true }
                return terms.parents[system]?.keys.contains { isSame($0, code, isFolded) && terms.above($0, system).contains(own.code) }
                    ?? false
            }
            let higher = above(own.code, own.system)
            let over = has { system, code, isFolded in system == own.system && higher.contains { isSame($0, code, isFolded) } }
            found += [
                Question(name: "\(token.code):below", value: value, holds: under),
                Question(name: "\(token.code):above", value: value, holds: over),
            ]
        }
        return found
    }

    /// As the code system writes it; nil when it has none of the kind.
    private func written(_ code: Code) -> Code? {
        let known = parents[code.system].map { Set($0.keys).union($0.values.flatMap { $0 }) } ?? []
        return known.first { $0 == code.code }.map { Code(system: code.system, code: $0) }
    }

    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { result, sign in
            if [",", "$", "|", "\\"].contains(sign) { result.append("\\") }
            result.append(sign)
        }
    }

    /// Questions that a parameter's own values suggest.
    func about(_ parameter: SearchParameter, _ stored: [StoredResource], _ numbers: inout SeededNumbers) -> [Question] {
        let roots = stored.compactMap(\.resource?.root)
        switch parameter.kind {
        case .token where parameter.code != "_id":
            let codes = Set(
                roots.flatMap { Self.tokens(parameter, $0, parameters) }.compactMap { token -> Code? in
                    guard let code = token.code, let system = token.system ?? parameter.systems.first else { return nil }
                    return Code(system: system, code: code)
                })
            return questions(parameter, codes.sorted { ($0.system, $0.code) < ($1.system, $1.code) }, &numbers)
        case .reference: return typed(parameter, roots, &numbers)
        case .number, .date, .string, .token, .composite, .quantity, .uri, .special: return []
        }
    }

    // MARK: Types of references

    private func typed(_ parameter: SearchParameter, _ roots: [Element], _ numbers: inout SeededNumbers) -> [Question] {
        let parameters = parameters
        /// What a resource refers to here, as `Type/id`.
        func names(_ root: Element) -> Set<String> {
            Set(
                parameters.values(parameter, root).compactMap { value -> String? in
                    switch value {
                    case .reference(let text): Self.name(text)
                    case .canonical(let text): Self.name(text.split(separator: "|").first.map(String.init) ?? "")
                    case .contained(let type, let id): "\(type)/\(id)"
                    case .token, .label, .typed, .text, .identifier, .uri, .time, .number, .place: nil
                    }
                })
        }
        var found: [Question] = []
        for name in Set(roots.flatMap(names)).sorted().shuffled(using: &numbers).prefix(3) {
            let parts = name.split(separator: "/").map(String.init)
            let other = parameter.targets.filter { $0 != parts[0] }.randomElement(using: &numbers)
            for (type, value) in [(parts[0], parts[1]), (parts[0], name), (other ?? parts[0], parts[1])]
            where parameter.targets.contains(type) {
                found.append(
                    Question(name: "\(parameter.code):\(type)", value: value) { names($0).contains("\(type)/\(parts[1])") })
            }
        }
        return found
    }

    /// `Type/id` of a literal reference to something that the hub may have.
    private static func name(_ text: String) -> String? {
        var parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        if text.hasPrefix(SearchBench.base + "/") {
            parts.removeFirst(SearchBench.base.split(separator: "/", omittingEmptySubsequences: false).count)
        }
        if parts.count == 4, parts[2] == "_history" { parts.removeLast(2) }
        guard parts.count == 2, parts[0].first?.isUppercase ?? false, ResourceID.isValid(parts[1]) else { return nil }
        return parts.joined(separator: "/")
    }
}

@testable import Pages

/// Goes through every tag of a page with the values it is rendered with, and notes each name that no value has.
struct TagWalk {
    /// `CitizenPage.Form.label`: stored properties that some tag shows or asks for.
    private(set) var used: Set<String> = []
    /// Stored properties of all the values met.
    private(set) var known: Set<String> = []
    private(set) var problems: [String] = []
    private(set) var templates: Set<String> = []
    private var blocks: [String: [Tag]] = [:]

    mutating func walk(_ page: some Template) throws {
        try walk(template: type(of: page).name, [page])
    }

    private mutating func walk(template name: String, _ stack: [Any]) throws {
        guard let source = Templates.sources[name] else {
            problems.append("there is no template \(name)")
            return
        }
        templates.insert(name)
        try walk(Tag.all(of: source), stack, in: name)
    }

    private mutating func walk(_ tags: [Tag], _ stack: [Any], in template: String) throws {
        for tag in tags {
            switch tag {
            case .value(let name):
                if let value = find(name, stack, in: template), !(value is String) {
                    problems.append("\(template): {{\(name)}} is no text")
                }
            case .section(let name, let isInverted, let inside):
                guard let value = find(name, stack, in: template) else { continue }
                if isInverted || value is Bool {
                    try walk(inside, stack, in: template)
                } else if let list = value as? [Any] {
                    if list.isEmpty { problems.append("\(template): the sample has nothing for {{#\(name)}}") }
                    for item in list.prefix(1) { try walk(inside, stack + [item], in: template) }
                } else {
                    try walk(inside, stack + [value], in: template)
                }
            case .partial(let name): try walk(template: name, stack)
            case .inherited(let name, let replaced):
                blocks.merge(replaced) { $1 }
                try walk(template: name, stack)
            case .block(let name, let usual):
                guard template == "layout" else { continue }
                if blocks[name] == nil { problems.append("nothing replaces {{$\(name)}}") }
                try walk(blocks[name] ?? usual, stack, in: template)
            }
        }
    }

    /// The value that Mustache would take: from the innermost outwards, or with a leading dot from the innermost alone.
    private mutating func find(_ name: String, _ stack: [Any], in template: String) -> Any? {
        if name == "." { return stack.last }
        let path = name.split(separator: ".").map(String.init)
        let reach = name.hasPrefix(".") ? stack.suffix(1) : stack[...]
        guard let place = reach.indices.last(where: { property(path[0], of: reach[$0]) != nil }) else {
            problems.append("\(template): nothing has {{\(name)}}")
            return nil
        }
        var value = stack[place]
        for step in path {
            guard let found = property(step, of: value) else {
                problems.append("\(template): nothing has {{\(name)}}")
                return nil
            }
            used.insert("\(type(of: value)).\(step)")
            if found.isOptional, step == path[0], !name.hasPrefix(".") {
                let others = stack[..<place].filter { property(step, of: $0) != nil }
                for other in others {
                    problems.append(
                        "\(template): {{\(name)}} of \(type(of: value)) is that of \(type(of: other)) when nil; write {{.\(name)}}")
                }
            }
            guard let inner = found.value else {
                problems.append("\(template): the sample has nothing for {{\(name)}}")
                return nil
            }
            value = inner
        }
        return value
    }

    private mutating func property(_ name: String, of value: Any) -> (value: Any?, isOptional: Bool)? {
        let mirror = Mirror(reflecting: value)
        guard mirror.displayStyle == .struct else { return nil }
        for child in mirror.children { if let label = child.label { known.insert("\(type(of: value)).\(label)") } }
        guard let child = mirror.children.first(where: { $0.label == name }) else { return nil }
        let inner = Mirror(reflecting: child.value)
        guard inner.displayStyle == .optional else { return (child.value, false) }
        return (inner.children.first?.value, true)
    }
}

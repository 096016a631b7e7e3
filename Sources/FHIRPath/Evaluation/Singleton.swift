/// What is done with a collection where one value is wanted. https://hl7.org/fhirpath/N1/#singleton-evaluation-of-collections
extension [Item] {
    /// The only item; nil when there is none. Several are an error.
    func single(_ what: String, _ offset: Int) throws -> Item? {
        guard count <= 1 else {
            throw Fault(.execution, "\(what) takes one item, and here are several; choose one, with `first()` or `where(…)`.", offset)
        }
        return first
    }

    /// As a condition: any single item that is no boolean counts as true.
    func condition(_ what: String, _ offset: Int) throws -> Bool? {
        guard let item = try single(what, offset) else { return nil }
        return item.asBoolean ?? true
    }

    func text(_ what: String, _ offset: Int) throws -> String? {
        guard let item = try single(what, offset) else { return nil }
        guard let text = item.asString else { throw Fault(.execution, "\(what) takes a string, and here is \(item.kindName).", offset) }
        return text
    }

    func whole(_ what: String, _ offset: Int) throws -> Int? {
        guard let item = try single(what, offset) else { return nil }
        guard let value = item.asInteger else {
            throw Fault(.execution, "\(what) takes a whole number, and here is \(item.kindName).", offset)
        }
        return Int(value)
    }

    func number(_ what: String, _ offset: Int) throws -> DecimalNumber? {
        guard let item = try single(what, offset) else { return nil }
        guard let value = item.asDecimal else { throw Fault(.execution, "\(what) takes a number, and here is \(item.kindName).", offset) }
        return value
    }
}

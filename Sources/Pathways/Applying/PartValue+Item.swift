import FHIR
import FHIRPath

extension PartValue {
    /// What an expression gave, as it is written into a resource; nil for what no resource can have.
    init?(_ item: Item) {
        switch item {
        case .node(let node):
            guard let element = node.element else { return nil }
            let type = element["resourceType"]?.text ?? node.type
            self.init(part: Part(element, as: type), type: type)
        case .boolean(let value): self.init(part: .bool(value), type: "boolean")
        case .integer(let value): self.init(part: .number(String(value)), type: "integer")
        case .decimal(let value): self.init(part: .number(value.description), type: "decimal")
        case .string(let text):
            guard !text.isEmpty else { return nil }
            self.init(part: .text(text), type: "string")
        case .temporal(let value):
            let type =
                switch value.kind {
                case .date: "date"
                case .dateTime: "dateTime"
                case .time: "time"
                }
            self.init(part: .text(value.description), type: type)
        case .quantity(let quantity):
            var part: Part = .object([("value", .number(quantity.value.description)), ("unit", .text(quantity.unit))])
            if !quantity.isCalendar {
                part.put("system", .text("http://unitsofmeasure.org"))
                part.put("code", .text(quantity.unit))
            }
            self.init(part: part, type: "Quantity")
        }
    }
}

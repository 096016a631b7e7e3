/// One item of a collection: what an expression takes and gives. https://hl7.org/fhirpath/N1/#collections
///
/// Integers are 64 bits wide; what FHIR calls integer fits in 32.
public enum Item: Sendable {
    /// A place in a resource, a primitive too: `Patient.birthDate` is a node until a System type is asked for.
    case node(Node)
    case boolean(Bool)
    case integer(Int64)
    case decimal(DecimalNumber)
    case string(String)
    /// A Date, DateTime or Time.
    case temporal(TemporalValue)
    case quantity(Quantity)
}

/// A resource as somebody wrote it: its bytes, which nobody has read back yet.
///
/// Who compares or stores what was written needs no tape; who asks for elements takes ``resource``, which reads the bytes each time.
public struct WrittenResource: Sendable, Hashable {
    public let type: String
    public let id: String?
    /// JSON, without `meta`.
    public let bytes: [UInt8]

    /// Writes `resourceType` and `id`, then what `body` writes.
    public static func build(
        _ type: String, id: String? = nil, capacity: Int = 1024, _ body: (inout JSONWriter) -> Void
    ) -> WrittenResource {
        var writer = JSONWriter(capacity: capacity)
        writer.begin(0x7B)
        writer.field("resourceType", type)
        writer.field("id", id)
        body(&writer)
        writer.finish(0x7D)
        return WrittenResource(type: type, id: id, bytes: writer.bytes)
    }

    private init(type: String, id: String?, bytes: [UInt8]) {
        self.type = type
        self.id = id
        self.bytes = bytes
    }

    /// One that was read.
    public init(_ resource: Resource) {
        self.init(type: resource.type, id: resource.id, bytes: resource.bytes)
    }

    public var resource: Resource { Resource(trusted: bytes) }
}

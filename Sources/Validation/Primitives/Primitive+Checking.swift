extension Primitive {
    /// Whether bytes without escapes are a value of this kind. Written by hand: it runs once for every value of every resource.
    func accepts(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        switch self {
        case .boolean, .decimal: true
        case .integer: Primitive.integer(text).map { $0 >= -2_147_483_648 && $0 <= 2_147_483_647 } ?? false
        case .unsignedInt: Primitive.integer(text).map { $0 >= 0 && $0 <= 2_147_483_647 } ?? false
        case .positiveInt: Primitive.integer(text).map { $0 >= 1 && $0 <= 2_147_483_647 } ?? false
        case .string, .markdown, .xhtml: !text.isEmpty
        case .code: Primitive.isCode(text)
        case .id: !text.isEmpty && text.count <= 64 && text.allSatisfy(Primitive.isIDByte)
        case .elementID: !text.isEmpty && !text.contains(where: Primitive.isSpace)
        case .uri, .url, .canonical: Primitive.isAddress(text)
        case .oid: Primitive.isOID(text)
        case .uuid: Primitive.isUUID(text, allowsUpperCase: false)
        case .date: Times.isDate(text)
        case .dateTime: Times.isDateTime(text)
        case .instant: Times.isInstant(text)
        case .time: Times.isTime(text)
        case .base64Binary: Primitive.isBase64(text)
        }
    }

    @inline(__always) private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte >= 0x09 && byte <= 0x0D }

    @inline(__always) private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    @inline(__always) static func isIDByte(_ byte: UInt8) -> Bool {
        isDigit(byte) || (byte | 0x20) &- 0x61 < 26 || byte == 0x2D || byte == 0x2E
    }

    /// A number that JSON allows, as FHIR allows integers: no fraction, no exponent, no minus before zero.
    private static func integer(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
        let isNegative = text.first == 0x2D
        let digits = text.dropFirst(isNegative ? 1 : 0)
        guard !digits.isEmpty, digits.count <= 10, !(isNegative && digits.first == 0x30) else { return nil }
        var value: Int64 = 0
        for byte in digits {
            guard isDigit(byte) else { return nil }
            value = value &* 10 &+ Int64(byte &- 0x30)
        }
        return isNegative ? -value : value
    }

    private static func isCode(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let last = text.last, !isSpace(last) else { return false }
        var isAfterSpace = true
        for byte in text {
            let space = isSpace(byte)
            if space && isAfterSpace { return false }
            isAfterSpace = space
        }
        return true
    }

    private static func isAddress(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard !text.isEmpty else { return false }
        for byte in text where isSpace(byte) { return false }
        guard text[0] == 0x75, text.count > 8 else { return true }
        if begins(text, "urn:uuid:") { return isUUID(text, allowsUpperCase: true) }
        if begins(text, "urn:oid:") { return isOID(text) }
        return true
    }

    @inline(__always) static func begins(_ text: UnsafeBufferPointer<UInt8>, _ prefix: StaticString) -> Bool {
        guard text.count >= prefix.utf8CodeUnitCount else { return false }
        for i in 0..<prefix.utf8CodeUnitCount where text[i] != prefix.utf8Start[i] { return false }
        return true
    }

    private static func isOID(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard begins(text, "urn:oid:"), text.count >= 11, text[8] >= 0x30, text[8] <= 0x32, text[9] == 0x2E else { return false }
        var length = 0
        var first: UInt8 = 0
        for byte in text[10...] {
            if byte == 0x2E {
                guard length > 0 else { return false }
                length = 0
            } else {
                // No zeros before a number.
                guard isDigit(byte), length == 0 || first != 0x30 else { return false }
                if length == 0 { first = byte }
                length += 1
            }
        }
        return length > 0
    }

    private static func isUUID(_ text: UnsafeBufferPointer<UInt8>, allowsUpperCase: Bool) -> Bool {
        guard text.count == 45, begins(text, "urn:uuid:") else { return false }
        for i in 9..<45 {
            let byte = text[i]
            switch i {
            case 17, 22, 27, 32: if byte != 0x2D { return false }
            default:
                let isHexadecimal = isDigit(byte) || byte &- 0x61 < 6 || allowsUpperCase && byte &- 0x41 < 6
                if !isHexadecimal { return false }
            }
        }
        return true
    }

    private static func isBase64(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var count = 0
        var padding = 0
        for byte in text {
            if isDigit(byte) || (byte | 0x20) &- 0x61 < 26 || byte == 0x2B || byte == 0x2F {
                if padding > 0 { return false }
                count &+= 1
            } else if byte == 0x3D {
                padding &+= 1
            } else if !isSpace(byte) {
                return false
            }
        }
        return count > 0 && padding <= 2 && (count &+ padding) % 4 == 0
    }
}

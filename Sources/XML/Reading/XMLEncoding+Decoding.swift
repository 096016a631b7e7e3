extension XMLEncoding {
    /// Offset of the first byte that is no part of valid UTF-8; nil when all is well.
    static func firstInvalidUTF8(_ bytes: [UInt8]) -> Int? {
        bytes.withUnsafeBufferPointer { buffer in
            let count = buffer.count
            var i = 0
            while i < count {
                if i + 8 <= count,
                    UnsafeRawPointer(buffer.baseAddress.unsafelyUnwrapped + i).loadUnaligned(as: UInt64.self) & 0x8080_8080_8080_8080 == 0
                {
                    i += 8
                    continue
                }
                let length = sequenceLength(buffer, at: i)
                if length == 0 { return i }
                i += length
            }
            return nil
        }
    }

    /// Bytes of the well-formed UTF-8 sequence at `i` (Unicode table 3-7), 0 when it is none.
    private static func sequenceLength(_ b: UnsafeBufferPointer<UInt8>, at i: Int) -> Int {
        func tail(_ k: Int, _ low: UInt8 = 0x80, _ high: UInt8 = 0xBF) -> Bool { i + k < b.count && b[i + k] >= low && b[i + k] <= high }
        switch b[i] {
        case 0..<0x80: return 1
        case 0xC2...0xDF: return tail(1) ? 2 : 0
        case 0xE0: return tail(1, 0xA0) && tail(2) ? 3 : 0
        case 0xED: return tail(1, 0x80, 0x9F) && tail(2) ? 3 : 0
        case 0xE1...0xEF: return tail(1) && tail(2) ? 3 : 0
        case 0xF0: return tail(1, 0x90) && tail(2) && tail(3) ? 4 : 0
        case 0xF1...0xF3: return tail(1) && tail(2) && tail(3) ? 4 : 0
        case 0xF4: return tail(1, 0x80, 0x8F) && tail(2) && tail(3) ? 4 : 0
        default: return 0
        }
    }

    static func append(_ scalar: UInt32, to out: inout [UInt8]) {
        switch scalar {
        case 0..<0x80:
            out.append(UInt8(scalar))
        case 0x80..<0x800:
            out.append(UInt8(0xC0 | scalar >> 6))
            out.append(UInt8(0x80 | scalar & 0x3F))
        case 0x800..<0x10000:
            out.append(UInt8(0xE0 | scalar >> 12))
            out.append(UInt8(0x80 | scalar >> 6 & 0x3F))
            out.append(UInt8(0x80 | scalar & 0x3F))
        default:
            out.append(UInt8(0xF0 | scalar >> 18))
            out.append(UInt8(0x80 | scalar >> 12 & 0x3F))
            out.append(UInt8(0x80 | scalar >> 6 & 0x3F))
            out.append(UInt8(0x80 | scalar & 0x3F))
        }
    }

    static func utf16(_ bytes: [UInt8], from start: Int, bigEndian: Bool) throws(XMLError) -> [UInt8] {
        func broken(_ offset: Int) -> XMLError {
            XMLError(
                kind: .encoding, offset: offset,
                message: "The bytes at offset \(offset) are not UTF-16, which the document says it is. Send it in UTF-8.")
        }
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count / 2 + bytes.count / 8)
        var i = start
        func unit(_ i: Int) -> UInt32 {
            bigEndian ? UInt32(bytes[i]) << 8 | UInt32(bytes[i + 1]) : UInt32(bytes[i + 1]) << 8 | UInt32(bytes[i])
        }
        while i < bytes.count {
            guard i + 1 < bytes.count else { throw broken(i) }
            let first = unit(i)
            if first >= 0xD800 && first < 0xE000 {
                guard first < 0xDC00, i + 3 < bytes.count else { throw broken(i) }
                let second = unit(i + 2)
                guard second >= 0xDC00 && second < 0xE000 else { throw broken(i) }
                append(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00), to: &out)
                i += 4
            } else {
                append(first, to: &out)
                i += 2
            }
        }
        return out
    }

    /// Bytes 80–9F of windows-1252; 0 where the code page has none. https://encoding.spec.whatwg.org/index-windows-1252.txt
    private static let windows1252High: [UInt32] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
        0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
    ]

    static func windows1252(_ bytes: [UInt8]) throws(XMLError) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count + bytes.count / 16)
        for (offset, byte) in bytes.enumerated() {
            switch byte {
            case 0..<0x80:
                out.append(byte)
            case 0x80..<0xA0:
                let scalar = windows1252High[Int(byte - 0x80)]
                guard scalar != 0 else {
                    throw XMLError(
                        kind: .encoding, line: line(of: offset, in: bytes), offset: offset,
                        message: "The byte at offset \(offset) stands for nothing in the encoding that the document declares. "
                            + "Send it in UTF-8, or declare the encoding it has.")
                }
                append(scalar, to: &out)
            default:
                append(UInt32(byte), to: &out)
            }
        }
        return out
    }
}

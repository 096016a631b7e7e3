/// Scanning of JSON's strings and numbers.
enum JSONText {
    /// The offset of the closing quotation mark of the string that begins at `start`, and whether it has escapes; -1 when it is no string.
    ///
    /// Sixteen bytes at a time: one comparison as signed bytes finds control characters and everything outside ASCII.
    @inline(__always) static func scan(_ base: UnsafePointer<UInt8>, _ count: Int, _ start: Int) -> (end: Int, escaped: Bool) {
        let quote = SIMD16<Int8>(repeating: 0x22)
        let backslash = SIMD16<Int8>(repeating: 0x5C)
        let space = SIMD16<Int8>(repeating: 0x20)
        var i = start
        var escaped = false
        while true {
            while i &+ 16 <= count {
                let block = UnsafeRawPointer(base + i).loadUnaligned(as: SIMD16<Int8>.self)
                let special = (block .== quote) .| (block .== backslash) .| (block .< space)
                let halves = unsafeBitCast(special, to: SIMD2<UInt64>.self)
                if halves[0] != 0 {
                    i &+= halves[0].littleEndian.trailingZeroBitCount &>> 3
                    break
                }
                if halves[1] != 0 {
                    i &+= 8 &+ halves[1].littleEndian.trailingZeroBitCount &>> 3
                    break
                }
                i &+= 16
            }
            guard i < count else { return (-1, false) }
            let c = base[i]
            if c == 0x22 { return (i, escaped) }
            if c >= 0x80 {
                let length = sequenceLength(base, count, i)
                if length == 0 { return (-1, false) }
                i &+= length
            } else if c == 0x5C {
                let length = escapeLength(base, count, i)
                if length == 0 { return (-1, false) }
                escaped = true
                i &+= length
            } else if c < 0x20 {
                return (-1, false)
            } else {
                i &+= 1
            }
        }
    }

    /// Bytes of the well-formed UTF-8 sequence at `i` (Unicode table 3-7), 0 when it is none.
    @inline(__always) static func sequenceLength(_ base: UnsafePointer<UInt8>, _ count: Int, _ i: Int) -> Int {
        let c = base[i]
        if c < 0xE0 {
            return c >= 0xC2 && i &+ 1 < count && isTail(base[i &+ 1]) ? 2 : 0
        }
        return longSequenceLength(base, count, i)
    }

    @inline(__always) private static func isTail(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }

    private static func longSequenceLength(_ base: UnsafePointer<UInt8>, _ count: Int, _ i: Int) -> Int {
        let c = base[i]
        guard c <= 0xF4, i &+ 2 < count else { return 0 }
        let second = base[i &+ 1]
        guard isTail(second), isTail(base[i &+ 2]) else { return 0 }
        if c < 0xF0 {
            if c == 0xE0 && second < 0xA0 || c == 0xED && second > 0x9F { return 0 }
            return 3
        }
        guard i &+ 3 < count, isTail(base[i &+ 3]) else { return 0 }
        if c == 0xF0 && second < 0x90 || c == 0xF4 && second > 0x8F { return 0 }
        return 4
    }

    /// Bytes of the escape sequence at `i`, a surrogate pair counting as one; 0 when it is none.
    private static func escapeLength(_ base: UnsafePointer<UInt8>, _ count: Int, _ i: Int) -> Int {
        guard i &+ 1 < count else { return 0 }
        switch base[i &+ 1] {
        case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74:
            return 2
        case 0x75:
            guard let unit = unit(base, count, i &+ 2) else { return 0 }
            if unit < 0xD800 || unit > 0xDFFF { return 6 }
            guard unit < 0xDC00, i &+ 7 < count, base[i &+ 6] == 0x5C, base[i &+ 7] == 0x75 else { return 0 }
            guard let low = self.unit(base, count, i &+ 8), low >= 0xDC00, low <= 0xDFFF else { return 0 }
            return 12
        default:
            return 0
        }
    }

    /// The UTF-16 unit in the four hexadecimal digits at `i`.
    private static func unit(_ base: UnsafePointer<UInt8>, _ count: Int, _ i: Int) -> UInt32? {
        guard i &+ 4 <= count else { return nil }
        var value: UInt32 = 0
        for k in 0..<4 {
            let c = base[i &+ k]
            let digit: UInt8
            switch c {
            case 0x30...0x39: digit = c &- 0x30
            case 0x41...0x46: digit = c &- 0x37
            case 0x61...0x66: digit = c &- 0x57
            default: return nil
            }
            value = value &<< 4 | UInt32(digit)
        }
        return value
    }

    /// Why `scan` answered -1, found by going through the string again, byte by byte.
    static func diagnose(_ base: UnsafePointer<UInt8>, _ count: Int, _ start: Int) -> (TapeParser.Failure, Int) {
        var i = start
        while i < count {
            let c = base[i]
            if c < 0x20 { return (.controlCharacter, i) }
            var length = 1
            if c >= 0x80 {
                length = sequenceLength(base, count, i)
                if length == 0 { return (.invalidUTF8, i) }
            } else if c == 0x5C {
                length = escapeLength(base, count, i)
                if length == 0 {
                    if i &+ 1 >= count { return (.incomplete, count) }
                    if base[i &+ 1] == 0x75, let unit = unit(base, count, i &+ 2), unit >= 0xD800, unit <= 0xDFFF {
                        return (.loneSurrogate, i)
                    }
                    return (.badEscape, i)
                }
            }
            i &+= length
        }
        return (.incomplete, count)
    }

    /// The offset after the number that begins at `i`; -1 when it is no number by RFC 8259, section 6.
    @inline(__always) static func numberEnd(_ base: UnsafePointer<UInt8>, _ count: Int, _ start: Int) -> Int {
        var i = start
        if base[i] == 0x2D {
            i &+= 1
            guard i < count, isDigit(base[i]) else { return -1 }
        }
        if base[i] == 0x30 {
            i &+= 1
        } else {
            while i < count && isDigit(base[i]) { i &+= 1 }
        }
        if i < count && base[i] == 0x2E {
            i &+= 1
            guard i < count, isDigit(base[i]) else { return -1 }
            while i < count && isDigit(base[i]) { i &+= 1 }
        }
        if i < count && base[i] | 0x20 == 0x65 {
            i &+= 1
            if i < count && (base[i] == 0x2B || base[i] == 0x2D) { i &+= 1 }
            guard i < count, isDigit(base[i]) else { return -1 }
            while i < count && isDigit(base[i]) { i &+= 1 }
        }
        // `01`, `1x`, `1.2.3`: a number must be followed by what may follow a value.
        if i < count {
            switch base[i] {
            case 0x2C, 0x7D, 0x5D, 0x20, 0x0A, 0x0D, 0x09: break
            default: return -1
            }
        }
        return i
    }

    @inline(__always) private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    /// The string between `start` and `end`, whose escapes are valid, without escapes.
    static func unescape(_ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: end &- start) { out, written in
            var i = start
            var n = 0
            func put(_ byte: UInt8) {
                out[n] = byte
                n &+= 1
            }
            while i < end {
                let c = base[i]
                guard c == 0x5C else {
                    put(c)
                    i &+= 1
                    continue
                }
                let kind = base[i &+ 1]
                i &+= 2
                switch kind {
                case 0x62: put(0x08)
                case 0x66: put(0x0C)
                case 0x6E: put(0x0A)
                case 0x72: put(0x0D)
                case 0x74: put(0x09)
                case 0x75:
                    var scalar = unit(base, end, i) ?? 0xFFFD
                    i &+= 4
                    if scalar >= 0xD800 && scalar < 0xDC00 {
                        scalar = 0x10000 &+ (scalar &- 0xD800) &<< 10 &+ ((unit(base, end, i &+ 2) ?? 0xDC00) &- 0xDC00)
                        i &+= 6
                    }
                    for byte in String(Character(Unicode.Scalar(scalar) ?? "\u{FFFD}")).utf8 { put(byte) }
                default: put(kind)
                }
            }
            written = n
        }
    }
}

extension String {
    /// The one order of names and numbers in this room: by their UTF-8 bytes, the same in every language and on every machine.
    func precedes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}

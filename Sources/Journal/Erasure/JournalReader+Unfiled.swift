extension JournalReader {
    /// Those of these letters that are filed under nobody and have their content still. For a store that erases a citizen.
    ///
    /// Refuses a letter of anybody but the citizen (`.invalid`), and one that is not there (`.notFound`).
    public func unfiled(_ numbers: [Int64], besides group: [SubjectID]) throws -> [LetterRecord] {
        var letters: [LetterRecord] = []
        for number in Set(numbers).sorted() {
            guard let letter = try letter(number) else { throw JournalError.noLetter }
            if let subject = letter.subject, !group.contains(subject) { throw JournalError.anothersLetter }
            if letter.subject == nil, letter.erasure == nil { letters.append(letter) }
        }
        return letters
    }
}

extension Configuration {
    /// Reads a configuration from its layers: flags go before environment variables, those before the file, that before the defaults.
    ///
    /// `text` is nil when there is no file. `environment` is the whole environment; only names that begin with `HELHET_` are looked at.
    /// `flags` have the keys of ``Key`` as names; lists are separated by commas. Relative paths in the file are taken from the file's own
    /// folder, others from where the program was started.
    ///
    /// Throws everything that is wrong at once, each with its place and remedy.
    public static func read(
        _ text: String?, file: String = "helhet.yaml", environment: [String: String] = [:], flags: [String: String] = [:]
    ) throws(Mistakes) -> Configuration {
        var mistakes: [Mistake] = []
        var remarks: [String] = []
        var written: [Key: Written] = [:]
        if let text { written = Self.written(in: SourceFile(name: file, text: text), &mistakes) }
        let overridden = Dictionary(uniqueKeysWithValues: Key.allCases.compactMap { key in key.environment.map { ($0, key) } })
        for (name, value) in environment.sorted(by: { $0.key.precedes($1.key) }) where name.hasPrefix("HELHET_") {
            if let key = overridden[name] {
                written[key] = Written(source: .environment(name), items: key.items(value))
            } else if let near = name.dropped("HELHET_").nearest(in: overridden.keys.map { $0.dropped("HELHET_") }) {
                remarks.append("The environment variable \(name) is not a setting; did you mean HELHET_\(near)?")
            }
        }
        for (name, value) in flags.sorted(by: { $0.key.precedes($1.key) }) {
            if let key = Key(rawValue: name), key.form != .map {
                written[key] = Written(source: .flag(name), items: key.items(value))
            } else {
                mistakes.append(
                    Mistake(
                        .key, Place(file: "--\(name)", line: 0), key: name, "The flag is not a setting",
                        remedy: "Use the keys of helhet.yaml that hold one value or a list."))
            }
        }
        var reader = SettingReader(written: written, folder: folder(of: file), mistakes: mistakes)
        let result = reader.configuration(remarks)
        if !reader.mistakes.isEmpty { throw Mistakes(reader.mistakes) }
        return result
    }

    private static func folder(of file: String) -> String {
        guard let slash = file.lastIndex(of: "/") else { return "" }
        return String(file[...slash])
    }
}

extension Configuration.Key {
    /// A value from the command line or the environment.
    func items(_ text: String) -> [String] {
        guard form == .list else { return [text.trimmed] }
        return text.split(separator: ",").map { String($0).trimmed }.filter { !$0.isEmpty }
    }
}

extension String {
    fileprivate func dropped(_ prefix: String) -> String { String(dropFirst(prefix.count)) }
}

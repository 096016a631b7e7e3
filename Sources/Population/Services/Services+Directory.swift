/// The services as files that a hub reads: see Documentation/directory.md.
extension Services {
    /// `organisations.csv`
    public var organisationsCSV: String {
        let nation = residents.nation
        var lines = ["id,name,roles,country,municipality,serves,parent,addresses"]
        for organisation in all {
            let fields = [
                organisation.id, organisation.name, organisation.role?.rawValue ?? "", nation.rawValue,
                "\(nation.rawValue):\(organisation.municipality)",
                organisation.serves.map { "\(nation.rawValue):\($0)" }.joined(separator: " "), organisation.parent ?? "",
                organisation.addresses(in: nation).joined(separator: " "),
            ]
            lines.append(fields.map(Self.field).joined(separator: ","))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// `parts.csv`: the hub answers for municipalities and hospitals, and has a copy of what the others get.
    public var partsCSV: String {
        let lines = all.filter { $0.parent == nil }.map { organisation in
            switch organisation.role {
            case .hospital, .municipality: "\(organisation.id),endpoint"
            default: "\(organisation.id),observer"
            }
        }
        return (["for,part"] + lines).joined(separator: "\n") + "\n"
    }

    /// `helhet.yaml`: a hub for trying out, with these files beside it.
    public var configuration: String {
        """
        # A hub for the citizens of `helhet population`. Nobody in it is real.
        store: hub.sqlite
        host: 127.0.0.1
        port: 8080
        production: false
        unknown-parties: learn
        directory:
          - organisations.csv
          - parts.csv
        languages: [nb, nn, da, en]
        time-zone: \(residents.nation == .norway ? "Europe/Oslo" : "Europe/Copenhagen")

        """
    }

    private static func field(_ text: String) -> String {
        text.contains(",") || text.contains("\"") ? "\"\(text.replacing("\"", with: "\"\""))\"" : text
    }
}

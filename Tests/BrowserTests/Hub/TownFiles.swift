import Foundation
import Running

/// The directory of the tests' invented towns, as files beside a store.
enum TownFiles {
    /// The path of their configuration.
    static func write(to program: Program) throws -> String {
        try program.write("organisations.csv", organisations)
        try program.write("parts.yaml", parts)
        return try program.write(
            "helhet.yaml",
            """
            directory: [organisations.csv, parts.yaml]
            pathways: \(Program.root.appending(path: "pathways").path)
            languages: [nb, nn, da, en]
            time-zone: Europe/Oslo
            delivery:
              her:990000101: out
              her:990000102: out
              sor:900000000000001: out
            """)
    }

    private static let organisations = """
        id,name,roles,country,municipality,serves,parent,addresses,from,to,successor
        fjellheim,Fjellheim sykehus,hospital,no,no:9911,,,her:990000101,,,
        fjellheim-surgical,"Fjellheim sykehus, kirurgisk sengepost",,no,no:9911,,fjellheim,her:990000102,,,
        havvik,Havvik kommune,municipality,no,no:9911,,,her:990000201,,,
        havvik-home-care,Hjemmetjenesten i Havvik,home-care,no,no:9911,,havvik,her:990000202,,,
        proevehospitalet,Prøvehospitalet,hospital,dk,dk:992,,,sor:900000000000001,,,
        proevekoebing,Prøvekøbing Kommune,municipality,dk,dk:992,,,sor:900000000000003,,,
        """

    private static let parts = """
        parts:
          - for: havvik
            part: endpoint
          - for: proevekoebing
            part: endpoint
        """
}

public import Directory
public import FHIR

extension Configuration {
    /// Where letters for an address are handed over: its own way, else that of the nearest organisation above it; nil when there is none.
    public func way(to address: Address, in directory: Directory, on instant: Instant) -> DeliveryEndpoint? {
        if let own = delivery[address] { return own }
        guard let organisation = directory.organisation(at: address, on: instant) else { return nil }
        for id in directory.ancestry(of: organisation.id, on: instant) {
            for other in directory.organisation(id, on: instant)?.addresses ?? [] {
                if let way = delivery[other] { return way }
            }
        }
        return nil
    }
}

import Directory
import FHIR

/// What the hub is for each receiver of a letter.
struct Routing: Sendable {
    struct Leg: Sendable {
        var receiver: Receiver
        /// nil: nobody of ours.
        var part: Part?
        /// Letters from before the receiver's go-live build the record and send nothing.
        var isLive: Bool
    }

    var legs: [Leg]

    init(_ letter: PartialLetter, in directory: Directory, _ configuration: Configuration, at now: Instant) {
        let sent = letter.sent?.instant ?? now
        legs = letter.receivers.map { receiver in
            let addresses = (receiver.party.unit?.addresses ?? []) + receiver.party.addresses
            let parts = addresses.compactMap {
                directory.part(for: $0, letterType: letter.type.rawValue, on: sent)
            }
            let enterprise = directory.enterprise(at: receiver.party.address, on: sent)
            return Leg(receiver: receiver, part: parts.first, isLive: configuration.isLive(enterprise, at: sent))
        }
    }

    /// No receiver is one of ours, and none gets a copy through us.
    var isNobodys: Bool { legs.allSatisfy { $0.part == nil } }

    /// Receivers that the hub answers for: as endpoint always; as observer only for a copy.
    var answering: [Receiver] { legs.filter(\.isAnswering).map(\.receiver) }

    /// Those of them that have gone live: each gives a receipt.
    var owing: [Receiver] { legs.filter { $0.isAnswering && $0.isLive }.map(\.receiver) }

    /// Receivers to whom the bytes are passed on.
    var relayed: [Receiver] { legs.filter { $0.part == .relay }.map(\.receiver) }
}

extension Routing.Leg {
    fileprivate var isAnswering: Bool { part == .endpoint || (part == .observer && receiver.isCopy) }
}

extension Letter {
    /// What can be said of its header alone.
    var header: PartialLetter {
        var header = PartialLetter(
            standard: standard, type: type, id: id, envelope: envelope, sender: sender, receivers: receivers, sent: sent,
            asksReceipt: asksReceipt, digest: digest)
        header.activity = activity
        return header
    }

    /// Everybody named as sender or receiver, enterprise and unit, with what their place in the letter tells of them.
    var parties: [LearnedParty] {
        let country: Country = standard == .medcom ? .dk : .no
        let kinds = Set(statements.map(\.kind))
        let isFromHospital = !kinds.isDisjoint(with: [
            .admitted, .readyForDischarge, .discharged, .earlyNotice, .updatedNotice, .dischargeReport,
        ])
        func learned(_ party: Party, _ roles: Set<Role>) -> [LearnedParty] {
            let address = party.address
            var all = [LearnedParty(address: address, name: party.name, country: country, roles: roles)]
            for other in party.addresses.dropFirst() {
                all.append(LearnedParty(address: other, name: party.name, parent: address, country: country))
            }
            for unit in party.unit?.addresses ?? [] {
                all.append(LearnedParty(address: unit, name: party.unit?.name ?? "", parent: address, country: country))
            }
            return all
        }
        return learned(sender, isFromHospital ? [.hospital] : [])
            + receivers.flatMap { learned($0.party, isFromHospital && !$0.isCopy ? [.municipality] : []) }
    }
}

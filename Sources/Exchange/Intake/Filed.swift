import FHIR
import Journal

/// What a commit filed, and the receipt that is written once it is on disk.
struct Filed: Sendable {
    private var reception: Reception
    private var record: LetterRecord
    private var receipt: KeptReceipt?
    private var at: Instant

    init(_ outcome: Reception.Outcome, _ record: LetterRecord, _ receipts: [KeptReceipt], at now: Instant) {
        at = now
        reception = Reception(outcome)
        reception.number = record.number
        reception.type = LetterType(record.type)
        reception.id = record.id
        reception.citizen = record.subject
        reception.because = record.because
        reception.receiptCode = receipts.first?.code
        self.record = record
        receipt = receipts.first
    }

    func answered(in format: any Format) -> Reception {
        var reception = reception
        reception.answer = receipt?.rendered(format, record: record, at: at)
        return reception
    }
}

import FHIR
import FHIRPath
import Input
import Views

/// A view may give ten million rows of a resource; so many are not waited for.
private struct Enough: Error {}

/// A ViewDefinition, and the lines of resources that it makes rows of: read, run, written in each format.
@_cdecl("LLVMFuzzerTestOneInput") public func fuzzViews(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = Input(start, count)
    do {
        var view = try View(json: Array(input.first))
        view.now = TemporalValue(dateTime: "2026-03-04T05:06:07.008+01:00")
        let lines = input.second.isEmpty ? (Input.patient?.bytes ?? []).filter { $0 != 0x0A } : Array(input.second)
        for format in RowFormat.allCases {
            // In two pieces, so that a line is cut.
            var pieces = [Array(lines[..<(lines.count / 2)]), Array(lines[(lines.count / 2)...])]
            var written: [UInt8] = []
            func take(_ piece: ArraySlice<UInt8>) throws {
                written += piece
                if written.count > 1_000_000 { throw Enough() }
            }
            _ = try view.write(format, of: { pieces.isEmpty ? nil : pieces.removeFirst() }, to: { try take($0) })
            if format == .json { precondition((try? Document(json: written)) != nil) }
        }
    } catch is Enough {
        return 0
    } catch let refusal as ViewRefusal {
        precondition(!refusal.problems.isEmpty && refusal.problems.allSatisfy { !$0.message.isEmpty })
    } catch let error as ViewError {
        precondition(!error.message.isEmpty)
    } catch {
        preconditionFailure("another error")
    }
    return 0
}

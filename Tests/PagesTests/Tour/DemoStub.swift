import Directory
import Journal
import Synchronization

@testable import Pages

/// A demo that says what a test wants, and writes down what it is asked to do.
final class DemoStub: PageDemo {
    private struct State {
        var view = DemoView(mode: .running, citizens: 10_000, day: 1_800, organisation: OrganisationID("fjordby"), figure: SubjectID(1))
        var done: [DemoDeed] = []
        var brings: SubjectID? = SubjectID(1)
    }

    private let state = Mutex(State())

    init(_ mode: DemoView.Mode = .running, citizens: Int = 10_000, day: Int = 1_800, figure: SubjectID? = SubjectID(1)) {
        state.withLock {
            $0.view = DemoView(mode: mode, citizens: citizens, day: day, organisation: OrganisationID("fjordby"), figure: figure)
        }
    }

    var done: [DemoDeed] { state.withLock { $0.done } }

    func brings(_ citizen: SubjectID?) { state.withLock { $0.brings = citizen } }

    var shown: DemoView { state.withLock { $0.view } }

    func perform(_ deed: DemoDeed) async throws -> SubjectID? {
        state.withLock { state in
            state.done.append(deed)
            return deed == .ready || deed == .deadline ? state.brings : nil
        }
    }
}

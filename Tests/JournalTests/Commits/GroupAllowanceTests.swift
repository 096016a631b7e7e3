import Journal
import Testing

@Suite("What a group of commits takes") struct GroupAllowanceTests {
    @Test("An empty group takes anything, letters first, however late it is") func anythingFirst() {
        #expect(GroupAllowance().order(after: 1_000_000_000) == [.letters, .timers, .people, .background])
    }

    @Test("A group of timers goes on for 20 ms, and then for letters only") func timersAlone() {
        var allowance = GroupAllowance()
        allowance.take(.timers)
        #expect(allowance.order(after: 19_999_999) == WorkClass.allCases)
        #expect(allowance.order(after: 20_000_000) == [.letters])
    }

    @Test("A group has three timers at most, and then still takes somebody else") func fewTimers() {
        var allowance = GroupAllowance()
        for _ in 0..<3 {
            #expect(allowance.order(after: 0).contains(.timers))
            allowance.take(.timers)
        }
        #expect(allowance.order(after: 1_000) == [.letters, .people, .background])
        #expect(allowance.order(after: 1_000_000_000) == [.letters, .people, .background])
        allowance.take(.people)
        #expect(allowance.order(after: 1_000) == [.letters, .people, .background])
        #expect(allowance.order(after: 20_000_000) == [.letters])
    }

    @Test("A group with a letter has one timer at most, whichever came first", arguments: [true, false])
    func oneTimer(letterFirst: Bool) {
        var allowance = GroupAllowance()
        for work in letterFirst ? [WorkClass.letters, .timers] : [.timers, .letters] { allowance.take(work) }
        #expect(allowance.order(after: 0) == [.letters, .people, .background])
    }

    @Test("Once a letter has come into a group of others, they soon wait for the next", arguments: [WorkClass.people, .background])
    func lettersCutItShort(other: WorkClass) {
        var allowance = GroupAllowance()
        allowance.take(other)
        allowance.take(.letters)
        #expect(allowance.order(after: 3_999_999) == WorkClass.allCases)
        #expect(allowance.order(after: 4_000_000) == [.letters])
    }

    @Test("Letters and timers without a pause keep nobody out: the last places of a full group are for the others") func lastPlaces() {
        var allowance = GroupAllowance()
        for _ in 0..<61 { allowance.take(.letters) }
        #expect(allowance.order(after: 60_000_000) == WorkClass.allCases)
        allowance.take(.letters)
        #expect(allowance.order(after: 60_000_000) == [.timers, .letters, .people, .background])
        var withoutTimers = allowance
        allowance.take(.timers)
        #expect(allowance.order(after: 60_000_000) == [.people, .background, .letters])
        withoutTimers.take(.letters)
        #expect(withoutTimers.order(after: 60_000_000) == [.people, .background, .letters, .timers])
        allowance.take(.people)
        #expect(allowance.order(after: 0) == [])
    }

    @Test("With thousands of letters, timers and imports waiting, each group has some of each") func everybody() {
        var queue = CommitQueue<WorkClass>()
        for work in [WorkClass.letters, .timers, .background] { for _ in 0..<1_000 { _ = queue.add(work, work) } }
        for _ in 0..<10 {
            var (allowance, taken): (GroupAllowance, Set<WorkClass>) = (GroupAllowance(), [])
            // Time enough for none but letters.
            while let next = queue.next(allowance.order(after: 30_000_000)) {
                allowance.take(next)
                taken.insert(next)
            }
            #expect(taken == [.letters, .timers, .background])
        }
    }

    @Test("The queue gives the oldest of the first class that has any") func queueOrder() {
        var queue = CommitQueue<String>()
        for (name, work) in [("import", WorkClass.background), ("timer", .timers), ("letter 1", .letters), ("letter 2", .letters)] {
            _ = queue.add(name, work)
        }
        #expect(queue.next([.letters]) == "letter 1")
        #expect(queue.next([.timers, .people, .background, .letters]) == "timer")
        #expect(queue.next() == "letter 2")
        #expect(queue.next([.letters]) == nil)
        #expect(queue.next() == "import")
        #expect(queue.first() == nil)
    }
}

/// A definition as lanes and phases: who does what after what, and by when, as values with coordinates and words.
///
/// Lanes are roles, columns are phases and what follows what in them, a pill is a step with its deadline, an arrow goes from what opens a step
/// to the step. What opens steps from outside (events, measurements, resources) stands above them.
public struct DefinitionDrawing: Sendable, Hashable {
    public var title: String
    /// What starts and ends the pathway.
    public var note: String
    public var width: Double
    public var height: Double
    public var lanes: [LaneRow]
    public var phases: [PhaseColumn]
    public var pills: [StepPill]
    public var arrows: [Arrow]

    public struct LaneRow: Sendable, Hashable {
        public var name: String
        public var top: Double
        public var height: Double
        public var isShaded: Bool
    }

    public struct PhaseColumn: Sendable, Hashable {
        public var name: String
        public var x: Double
    }

    public struct StepPill: Sendable, Hashable {
        public var step: String
        public var x: Double
        public var y: Double
        public var width: Double
        public var text: String
        /// What opens it from outside, above it.
        public var above: String?
        /// The zone of the measurement that opens it.
        public var zone: MeasurementDefinition.Zone?
        public var isChoice: Bool
        /// It is only planned, never late.
        public var isExpected: Bool
        /// What can be chosen, below it.
        public var options: [Option]
        /// The whole of it, for whoever rests on it and for screen readers.
        public var tip: String
    }

    public struct Option: Sendable, Hashable {
        public var id: String
        public var text: String
    }

    public struct Arrow: Sendable, Hashable {
        public var points: [Point]
        /// How the step before must have ended, when not done; or how long it takes.
        public var label: String?
        /// It opens only when the step before went another way than it should.
        public var isException: Bool
    }

    public struct Point: Sendable, Hashable {
        public var x: Double
        public var y: Double
    }
}

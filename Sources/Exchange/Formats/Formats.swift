/// Every format that this hub reads.
public enum Formats {
    public static let all: [any Format] = []
}

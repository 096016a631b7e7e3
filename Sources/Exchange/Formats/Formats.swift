/// Every format that this hub reads, in the order in which they are asked.
public enum Formats {
    public static let all: [any Format] = [
        HospitalNotification(), CareCommunication(), Acknowledgement(), MsgHeadFormat(), AppRecFormat(), MessageFormat(), UnknownMessage(),
    ]
}

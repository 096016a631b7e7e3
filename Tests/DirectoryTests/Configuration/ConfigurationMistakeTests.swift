import Directory
import Testing

@Suite("A mistake in a configuration") struct ConfigurationMistakeTests {
    static func mistakes(
        _ text: String?, environment: [String: String] = [:], flags: [String: String] = [:]
    ) -> [String] {
        do {
            _ = try Configuration.read(text, environment: environment, flags: flags)
            return []
        } catch {
            return error.list.map(\.description)
        }
    }

    @Test(
        "is told with file, line and remedy",
        arguments: [
            ("prot: 1\n", "helhet.yaml:1: The key \"prot\" is not known. Write \"port\"."),
            ("port: 1\nresned:\n  denmark: {}\n", "helhet.yaml:2: The key \"resned\" is not known. Write \"resend\"."),
            (
                "resend:\n  sweden:\n    times: 1\n",
                "helhet.yaml:2: The key \"resend.sweden\" is not known. Use one of resend.denmark, resend.norway."
            ),
            (
                "resend:\n  norway:\n    afetr: 1 hours\n",
                "helhet.yaml:3: The key \"resend.norway.afetr\" is not known. Write \"resend.norway.after\"."
            ),
            (
                "resend: 3\n",
                "helhet.yaml:1: \"resend\" has no keys below it. Write \"denmark.after\", \"denmark.times\", \"norway.after\", \"norway.times\" there, indented."
            ),
            ("# a\n\nport: many\n", "helhet.yaml:3: \"port\": \"many\" is out of range or no number. Write a number from 0 to 65535."),
            ("port: 70000\n", "helhet.yaml:1: \"port\": \"70000\" is out of range or no number. Write a number from 0 to 65535."),
            ("port: [1]\n", "helhet.yaml:1: \"port\" is not written as it should be. Write a number from 0 to 65535."),
            ("production: yes\n", "helhet.yaml:1: \"production\": \"yes\" is neither. Write true or false."),
            ("unknown-parties: maybe\n", "helhet.yaml:1: \"unknown-parties\": \"maybe\" is neither. Write learn or refuse."),
            (
                "host: 0.0.0.0\n",
                "helhet.yaml:1: The hub would listen on \"0.0.0.0\", where other machines reach it, and there is no sign-in yet. Write 127.0.0.1, ::1 or localhost."
            ),
            (
                "host: 127.0.0.1.example\n",
                "helhet.yaml:1: The hub would listen on \"127.0.0.1.example\", where other machines reach it, and there is no sign-in yet. Write 127.0.0.1, ::1 or localhost."
            ),
            (
                "store: mysql://db/x\n",
                "helhet.yaml:1: \"store\": \"mysql://db/x\" is no file, and there is no other store. Write the name of a file."
            ),
            (
                "store: postgres://me:secret@db/x\n",
                "helhet.yaml:1: \"store\": \"postgres://…@db/x\" is no file, and there is no other store. Write the name of a file."
            ),
            (
                "go-live:\n  fjordby: 2026-01-01\n",
                "helhet.yaml:2: \"go-live\": \"2026-01-01\" is no instant with an offset. Write an organisation's id and an instant with its offset, for instance fjordby: 2026-01-01T00:00:00+01:00."
            ),
            (
                "delivery:\n  fjordby: out\n",
                "helhet.yaml:2: \"delivery\": \"fjordby\" is no address. Write an address and a folder or http URL, for instance her:990000201: outbox/vestnes."
            ),
            (
                "delivery:\n  her:1: ftp://x/y\n",
                "helhet.yaml:2: \"delivery\": \"ftp://x/y\" is neither a folder nor an http URL. Write an address and a folder or http URL, for instance her:990000201: outbox/vestnes."
            ),
            (
                "delivery:\n  her:1: https://me:secret@x/y\n",
                "helhet.yaml:2: The URL for \"her:1\" holds a user or password. Remove it: secrets are given by path, never in this file."
            ),
            (
                "languages: [nb, sv]\n",
                "helhet.yaml:1: \"languages\": \"sv\" is no language of the pages. Write a list of nb, nn, da and en, the default first."
            ),
            (
                "languages: [nb, nb]\n",
                "helhet.yaml:1: \"languages\": \"nb\" is there twice. Write a list of nb, nn, da and en, the default first."
            ),
            (
                "languages: []\n",
                "helhet.yaml:1: \"languages\": There is no language. Write a list of nb, nn, da and en, the default first."
            ),
            (
                "time-zone: Oslo\n",
                "helhet.yaml:1: \"time-zone\": \"Oslo\" is no time zone. Write a time zone such as Europe/Oslo or Europe/Copenhagen."
            ),
            (
                "resend:\n  denmark:\n    after: 3 days\n",
                "helhet.yaml:3: \"resend.denmark.after\": \"3 days\" is no time to wait. Write a number of minutes or hours, for instance 30 minutes."
            ),
            (
                "disk-refusal-percent: 0\n",
                "helhet.yaml:1: \"disk-refusal-percent\": \"0\" is out of range or no number. Write a number from 1 to 100."
            ),
            ("- a\n", "helhet.yaml:1: The file is no configuration. Write one key and value on each line."),
        ])
    func mistake(_ text: String, _ sentence: String) {
        #expect(Self.mistakes(text) == [sentence])
    }

    @Test("is told with the variable or flag that it stands in")
    func otherSources() {
        #expect(
            Self.mistakes("port: 1\n", environment: ["HELHET_PORT": "x"]) == [
                "HELHET_PORT: \"port\": \"x\" is out of range or no number. Write a number from 0 to 65535."
            ])
        #expect(
            Self.mistakes(nil, flags: ["host": "10.0.0.1"]) == [
                "--host: The hub would listen on \"10.0.0.1\", where other machines reach it, and there is no sign-in yet. Write 127.0.0.1, ::1 or localhost."
            ])
        #expect(
            Self.mistakes(nil, flags: ["prot": "1"]) == [
                "--prot: The flag is not a setting. Use the keys of helhet.yaml that hold one value or a list."
            ])
    }

    @Test(
        "never shows a password",
        arguments: [
            "store: postgres://me:hunter2@db/x\n", "store: mysql://me:hunter2@db/x?p=hunter2\n",
            "delivery:\n  her:1: ftp://me:hunter2@db/x\n",
        ])
    func secrets(_ text: String) {
        let mistakes = Self.mistakes(text)
        #expect(!mistakes.isEmpty)
        #expect(!mistakes.joined().contains("hunter2"))
    }

    @Test("does not hide the next one")
    func all() {
        #expect(Self.mistakes("port: x\nhots: y\ndrain-seconds: z\n").count == 3)
    }
}

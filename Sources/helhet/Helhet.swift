import Access
import ArgumentParser
import Foundation

/// The command line: a contract that scripts depend on.
///
/// Results go to standard output, narration to standard error. Exit codes: 0 done, 1 something was refused, 2 wrong usage, 3 the store or
/// the network failed.
@main struct Helhet: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "helhet",
        abstract: "One shared pathway for a citizen and everybody around: letters in, one journal, every deadline watched.",
        subcommands: [
            Serve.self, Receive.self, Show.self, Check.self, AuditCommand.self, Backup.self, StoreCommand.self, Erase.self, Erasures.self,
            ConfigCommand.self, DirectoryCommand.self,
            Refold.self, PathwayCommand.self,
            FHIRPathCommand.self, Validate.self, ViewCommand.self, PopulationCommand.self,
        ])

    static func main() async {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            Outcome(error).leave()
        }
    }
}

/// How the program ends.
struct Outcome {
    var code: Int32
    var message: String

    static let refused = ExitCode(1)

    init(_ error: any Error) {
        switch error {
        case let error as Problem:
            self.init(code: error.code, message: error.message)
        case let error as Denial:
            self.init(code: 1, message: error.message)
        case let error as AccessError:
            self.init(code: 3, message: error.message)
        case let error as ExitCode:
            self.init(code: error.rawValue, message: "")
        default:
            let code = Helhet.exitCode(for: error)
            self.init(code: code == .success ? 0 : 2, message: Helhet.fullMessage(for: error))
        }
    }

    init(code: Int32, message: String) {
        self.code = code
        self.message = message
    }

    func leave() -> Never {
        if !message.isEmpty {
            if code == 0 { print(message) } else { Narration.say(message) }
        }
        exit(code)
    }
}

/// Why a command could not do what it was asked to, in one sentence that says the remedy.
struct Problem: Error {
    var code: Int32
    var message: String

    static func usage(_ message: String) -> Problem { Problem(code: 2, message: message) }
    static func failed(_ message: String) -> Problem { Problem(code: 3, message: message) }
    static func refused(_ message: String) -> Problem { Problem(code: 1, message: message) }
}

/// What people read while a command runs; results go to standard output.
enum Narration {
    static func say(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }
}

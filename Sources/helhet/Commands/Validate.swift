import ArgumentParser
import FHIR
import Foundation
import Validation

struct Validate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check whether resources are valid FHIR R4.",
        discussion: """
            Each problem is one line: file, line and column in the JSON, severity, rule, place and sentence. Exit code 1 when anything is an \
            error. XML is checked as the JSON that says the same, so its lines and columns are left out.

            With --definitions, resources are also checked against the profiles that they name in meta.profile and against those of --profile.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    @Argument(help: "Files with one resource each, JSON or XML.") var files: [String]
    @Option(help: "The address of a profile that every resource must conform to; may be repeated.") var profile: [String] = []
    @OptionGroup var definitions: DefinitionOptions
    @Option(help: "text, or json: an OperationOutcome for each file, one a line.") var format = Format.text

    func run() async throws {
        var validator = Validator()
        validator.definitions = try definitions.read()
        for one in profile {
            if let reason = validator.definitions.reasonNotToUse(one) { throw Problem.usage(reason) }
        }
        var isValid = true
        for file in files {
            let (resource, isXML) = try ResourceFile(file).read()
            let problems = validator.validate(resource, against: profile)
            isValid = isValid && problems.isValid
            switch format {
            case .json: print(String(decoding: Resource.outcome(of: problems, in: resource).bytes, as: UTF8.self))
            case .text:
                for problem in problems {
                    let place = problem.place(in: resource)
                    let here = isXML ? file : "\(file):\(place.line):\(place.column)"
                    print("\(here): \(problem.severity.rawValue) \(problem.rule) at \(problem.location): \(problem.message)")
                }
            }
        }
        if !isValid { throw Outcome.refused }
    }
}

/// Where profiles, value sets and code systems are.
struct DefinitionOptions: ParsableArguments {
    @Option(
        help: "A folder of StructureDefinitions, ValueSets and CodeSystems, such as an unpacked package; may be repeated.",
        completion: .directory)
    var definitions: [String] = []

    func read() throws -> Definitions { try Self.read(definitions) }

    static func read(_ folders: [String]) throws -> Definitions {
        guard !folders.isEmpty else { return .none }
        do {
            let read = try Definitions(folders: folders)
            for remark in read.remarks { Narration.say(remark) }
            return read
        } catch {
            throw Problem.usage(error.description)
        }
    }
}

/// A file with one resource, in JSON or XML; `-` is standard input.
struct ResourceFile {
    let name: String

    init(_ name: String) { self.name = name }

    func read() throws -> (resource: Resource, isXML: Bool) {
        let data: Data
        do {
            data = name == "-" ? try FileHandle.standardInput.readToEnd() ?? Data() : try Data(contentsOf: URL(filePath: name))
        } catch {
            throw Problem.failed("\(name) cannot be read. Look whether it is there and may be read.")
        }
        let bytes = [UInt8](data)
        let isXML = bytes.first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 } == UInt8(ascii: "<")
        do throws(DocumentError) {
            return (isXML ? try Resource(xml: bytes) : try Resource(json: bytes), isXML)
        } catch {
            throw Problem.refused("\(name): \(error.message)")
        }
    }
}

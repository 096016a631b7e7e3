import ArgumentParser
import AsyncHTTPClient
import Hummingbird

@main struct Helhet: AsyncParsableCommand { mutating func run() async throws {} }

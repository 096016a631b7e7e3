import FHIR
import HashTreeCollections
import Journal

extension MemoryReader {
    func record(_ type: String, _ id: String) -> MemoryState.Record? {
        state.rows[MemoryState.Key(type: type, id: id)].flatMap { state.resources[$0] }
    }

    func resource(_ type: String, _ id: String) throws -> StoredResource? { record(type, id)?.current }

    func version(_ type: String, _ id: String, _ version: Int64) throws -> StoredResource? {
        record(type, id)?.versions.first { $0.version == version }
    }

    func versions(_ type: String, _ id: String, before: Int64?, limit: Int) throws -> [StoredResource] {
        let versions = record(type, id)?.versions ?? []
        return Array(versions.reversed().filter { $0.version < before ?? .max }.prefix(limit))
    }
}

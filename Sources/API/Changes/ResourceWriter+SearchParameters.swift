import FHIR
import Journal

extension ResourceWriter {
    /// Refuses an active SearchParameter that no search could use: stored, it would say that it can be asked for, and it could not.
    func check(searchParameter resource: Resource) throws(Problem) {
        do throws(SearchError) {
            _ = try SearchParameters(adding: [resource], to: context.journal.searchParameters)
        } catch {
            throw Problem(.unprocessable, error.message)
        }
    }
}

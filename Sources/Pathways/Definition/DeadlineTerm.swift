public import Directory

/// How long somebody has; named so that it is not mistaken for a search term of the journal.
public typealias DeadlineTerm = Term

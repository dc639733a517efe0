"""A case in the formats of others: editors, annotators, fact-checkers, investigators."""

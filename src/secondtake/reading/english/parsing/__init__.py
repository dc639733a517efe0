"""Text to a parsed document: sentences, quotation marks, spans."""

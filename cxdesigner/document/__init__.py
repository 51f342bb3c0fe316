"""The nouns and the truth: records, changes, the document and its history. No Qt."""

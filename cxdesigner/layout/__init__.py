"""Where everything goes, in real lengths, from the document alone. No Qt."""

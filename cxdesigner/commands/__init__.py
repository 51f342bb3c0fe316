"""The verbs: each plans an edit, returns it and touches nothing. No Qt."""

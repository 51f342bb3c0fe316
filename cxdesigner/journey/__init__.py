"""The journey as a graph: who meets whom in what order, and what the room has missed. No Qt."""

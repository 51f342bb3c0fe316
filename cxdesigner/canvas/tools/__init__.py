"""What the hand does: one file a tool, each with a start, a move, an end and a way back."""

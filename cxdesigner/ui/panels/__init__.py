"""The parts of the editor window, each knowing only what it shows."""

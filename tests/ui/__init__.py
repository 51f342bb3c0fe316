"""Tests of the windows: they press, type and look."""

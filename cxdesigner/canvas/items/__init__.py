"""What stands in the scene: one item for each card, link and note, painted by `painting.py`."""

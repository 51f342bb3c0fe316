"""The picture of a map: how it looks, and how the hand moves it."""

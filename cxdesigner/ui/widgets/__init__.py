"""Small parts that know nothing of journeys."""

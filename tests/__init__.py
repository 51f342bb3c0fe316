"""The tests: one folder for each room, and here those that look at the whole house."""

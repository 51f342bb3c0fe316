"""What the menus offer: one row of data for each action, one file for each menu."""

"""What is handed out: checklists on paper, set by reportlab. No Qt."""

"""Elements that are empty, idle, misplaced or never closed."""

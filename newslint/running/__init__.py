"""Which files are checked, in how many processes, what is remembered, and how files are written."""

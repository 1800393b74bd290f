"""What could run, or could be made to run."""

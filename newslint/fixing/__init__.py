"""From findings to a fixed text, and the proof that nothing was lost on the way."""

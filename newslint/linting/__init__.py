"""What a rule is, which rules run, what they look things up in, and what they find."""

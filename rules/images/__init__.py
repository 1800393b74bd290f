"""Pictures, their addresses, alternatives and captions."""

"""Frames, players and embedded posts."""

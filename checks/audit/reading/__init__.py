"""Heads and choices read from files."""

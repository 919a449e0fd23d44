"""Searching for an instance on which a claim fails."""

"""Falsified claims and tightest instances: how they are found and kept."""

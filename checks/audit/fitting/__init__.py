"""Heads estimated from choices, and how much of them is signal."""

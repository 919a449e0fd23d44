"""Exact enumeration: certified enclosures of what a learner does, at finite and infinite horizons."""

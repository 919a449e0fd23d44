"""Instances in which a standing assumption fails, and what the claims conclude there."""

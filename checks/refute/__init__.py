"""Refutation: claims with a hypothesis dropped, what refutes them, and how much each bound gives away."""

"""A population read as a continuous class of rewards with bounded gaps: whether greedy is bounded, and what hides."""

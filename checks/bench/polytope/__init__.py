"""Learners on polytopes: how fast they are played, and what they lose near a decision boundary."""

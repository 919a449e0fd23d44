"""How each learner is simulated."""

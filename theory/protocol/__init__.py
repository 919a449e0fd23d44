"""How feedback comes about: what a learner chooses, what it serves, and what is compared."""

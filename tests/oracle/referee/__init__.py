"""A second implementation of the contract, from its text and the theory alone: nothing of the project is imported."""

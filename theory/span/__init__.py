"""Linear latent rewards: exposed and relevant directions, heads, hidden alternatives, recruiting."""

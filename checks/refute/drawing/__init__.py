"""Random instances for the searches."""

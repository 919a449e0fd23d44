"""Lines below what one comparison adds to a deficit."""

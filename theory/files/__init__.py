"""Instance files: reading, validating and writing them, and their JSON Schema."""

"""Is a real population diverse enough? Heads or choices in, a verdict out, with what it does not say."""

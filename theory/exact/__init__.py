"""Linear algebra over ℚ and certified enclosures of reals."""

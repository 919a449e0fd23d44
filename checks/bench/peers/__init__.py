"""The same game played by other means, for benchmarks to compare with."""

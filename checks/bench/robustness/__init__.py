"""Bounded jobs on robustness: fuzzing, determinism, packaging, mutation."""

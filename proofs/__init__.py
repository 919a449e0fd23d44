"""Why it holds: symbolic proofs in Python and the kernel-checked development in ``rocq/``."""

"""A certificate checked again with rationals alone: no solver, and no code of the one that wrote it."""

"""The review: one page a referee can read, made from the ledger and the evidence of a run."""

"""New users of an audited population: what they need, and how that is told."""

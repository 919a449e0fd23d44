"""Whether it holds: random populations, exact enumeration, simulation, refutation and audit."""

"""One instance examined: conditions, constants, hidden alternatives."""

"""Making a counterexample smaller while it still refutes."""

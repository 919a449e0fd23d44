"""Continuous classes: a polytope of parameters, its cells, and the exact decision of T23."""

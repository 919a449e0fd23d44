"""Instances of the lower bound: confusing pairs with given constants, and populations that lack a head."""

"""Instances of the lower bound, built on purpose: confusing pairs with given constants, and populations that lack a head."""

"""Exact ranks, coverage and strength of a population's heads."""

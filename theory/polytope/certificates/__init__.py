"""Certificates of what is decided about a polytope, as documents."""

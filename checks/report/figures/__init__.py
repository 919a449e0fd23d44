"""Figures of the review as inline SVG."""

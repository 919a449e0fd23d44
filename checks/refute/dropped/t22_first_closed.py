"""T22a and T22b where a wrong belief confirms itself: its policy is deployed in every round."""

from checks.refute.dropped.silent_start import dropping

DROPPED = dropping("first-closed", "greedy is wrong finitely often, and deploys a wrong policy O(log T) times")
"""The search."""

"""Learners on a polytope of linear rewards, compiled: the likeliest model, the policy, the rounds."""

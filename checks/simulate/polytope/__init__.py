"""Learners on a polytope of linear rewards: the likeliest model is found anew in every round."""

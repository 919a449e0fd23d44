"""Description of the model for page and README: terms, formulas, words."""

from __future__ import annotations

from typing import NamedTuple

READING = (
    "The source is one abstract; the body of the paper was not available to this project. The model below is "
    "our reading of the abstract, chosen so that each of its sentences becomes a statement with explicit constants "
    "that can be proved, checked and refuted."
)


class Term(NamedTuple):
    """One object of the model."""

    name: str
    latex: str
    words: str


MODEL = (
    Term(
        "contexts", r"c = (u, x) \sim p", "a user with a prompt, drawn independently each round; responses y are finite"
    ),
    Term("models", r"r_{m}(c, y),\; m \in \Theta", "a finite class of latent rewards; the truth θ is one of them"),
    Term("linear form", r"r_{\theta}(c, y) = \langle h_{c}(y), \theta \rangle", "known heads h, unknown θ"),
    Term("user heads", r"r_{u}(x, y) = w_{u}^{\top} B \phi(x, y)", "the factored form, user heads w, unknown B"),
    Term(
        "feedback",
        r"Z \sim \mathrm{Bernoulli}\left(\sigma(r_{\theta}(c, y) - r_{\theta}(c, y'))\right)",
        "the deployed response y is compared with y′, drawn from κ(·|c, y), which the learner does not choose",
    ),
    Term(
        "regret",
        r"R_{T}(\theta) = \mathbb{E}_{\theta} \sum_{t \leq T} \left[ \max_{y} r_{\theta}(c_{t}, y) - "
        r"r_{\theta}(c_{t}, y_{t}) \right]",
        "what deployment loses against the best response to each user",
    ),
    Term(
        "greedy",
        r"\pi_{m}(c) \in \arg\max_{y} r_{m}(c, y)",
        "deploys the policy of a maximum-likelihood model; ties are broken before the context is seen",
    ),
    Term(
        "wrong models",
        r"W(\theta) = \left\{ m : \Delta(m, \theta) > 0 \right\}",
        "Δ(m, θ) is the mean regret of one round of m's policy when θ is true",
    ),
    Term(
        "looks alike",
        r"a \sim_{\pi} b",
        "deploying π, every comparison that can occur has the same law under a and under b",
    ),
    Term(
        "diversity (D)",
        r"a \sim_{\pi_{a}} b \implies \Delta(a, b) = 0",
        "for all a, b: what the population does not reveal while everybody is served the response believed best for "
        "them cannot change anybody's best response. A pair that violates it is a confusing pair: a is believed, "
        "b stays hidden",
    ),
)
"""The objects and the condition, in order."""

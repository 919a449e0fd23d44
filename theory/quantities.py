"""The derived quantities of section 1, for models by index: Δ, W, ρ, ρ_off, K and the gaps that bounds need.

Probabilities and rewards are rationals, so Δ, the gaps and every comparison are exact; ρ and K are enclosed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import lru_cache

from flint import arb, ctx, fmpq

from theory.comparisons import Exposure, exposed, exposed_offline, exposed_uniformly
from theory.exact.enclosure import ball, certify
from theory.preference import bernoulli_kl, bhattacharyya, bhattacharyya_deficit
from theory.problem import Problem
from theory.protocol import actions
from theory.protocol.actions import choice, policy, shown
from theory.protocol.softened import drawn

Policy = Sequence[int]

_KEPT = 1 << 16
"""How many enclosures of one comparison are kept."""


def policy_of(problem: Problem, m: int) -> tuple[int, ...]:
    """π_m as a tuple, context → response."""
    return tuple(int(y) for y in problem.policy[m])


def policy_regret(problem: Problem, policy: Policy, theta: int) -> Fraction:
    """Mean regret of one round of ``policy`` under ``theta``, with contexts from p.

    Claim: section 1 (Δ, for the policy of a model).
    """
    return problem.mean_shortfall(theta, policy)


def mean_regret(problem: Problem, m: int, theta: int) -> Fraction:
    """Δ(m, θ) = Σ_c p_c [max_y r_θ(c, y) − r_θ(c, π_m(c))], in units of reward per round."""
    return policy_regret(problem, policy_of(problem, m), theta)


def wrong_models(problem: Problem, theta: int) -> tuple[int, ...]:
    """W(θ) = {m : Δ(m, θ) > 0}, in model order."""
    on = list(problem.deployed)
    chosen = problem.optimal[theta][on, problem.policy[:, on]]
    return tuple(int(m) for m in (~chosen.all(axis=1)).nonzero()[0])


def affinity_deficit(problem: Problem, served: Policy, m: int, theta: int) -> arb:
    """Enclose 1 − ρ_π(m, θ) to full relative accuracy; exactly 0 iff m ~_π θ.

    Parameters
    ----------
    served : sequence of int
        The action in each context: π(c), or the selected model under slates.
    """
    return _mean_deficit(exposed(problem, tuple(served)), problem, m, theta)


def own_deficit(problem: Problem, m: int, theta: int) -> arb:
    """Enclose 1 − ρ(m, θ): what one round tells while m is believed."""
    return affinity_deficit(problem, choice(problem, m), m, theta)


def uniform_affinity_deficit(problem: Problem, m: int, theta: int) -> arb:
    """Enclose 1 − ρ_U(m, θ), ρ_U the affinity of one round that deploys uniformly at random; 0 iff nothing tells.

    Claim: T11.
    """
    return _mean_deficit(exposed_uniformly(problem), problem, m, theta)


def offline_deficit(problem: Problem, m: int, theta: int) -> arb:
    """Enclose 1 − ρ_off(m, θ), the affinity of one offline tuple under q, β and κ.

    Claim: T12.
    """
    return _mean_deficit(exposed_offline(problem), problem, m, theta)


def _mean_deficit(exposure: Exposure, problem: Problem, m: int, theta: int) -> arb:
    """Sum weight · (1 − BC(a, b)) over comparisons with a ≠ b; the sum of none is exactly 0."""
    gaps = enumerate(exposure.whole_gaps(problem, m, theta))
    telling = [(i, a, b, parts) for i, (a, b, parts) in gaps if a != b]
    if not telling:
        return arb(0)

    def mean() -> arb:
        weights, precision = exposure.weights(), ctx.prec
        return sum((weights[i] * _deficit(a, b, parts, precision) for i, a, b, parts in telling), arb(0))

    return certify(mean)


@lru_cache(maxsize=_KEPT)
def _deficit(a: int, b: int, parts: int, precision: int) -> arb:
    """1 − BC(a, b), a and b over parts, at the precision in force: the same gaps meet again and again."""
    return bhattacharyya_deficit(_gap(a, parts, precision), _gap(b, parts, precision))


@lru_cache(maxsize=_KEPT)
def _affinity(a: int, b: int, parts: int, precision: int) -> arb:
    """BC(a, b), a and b over parts, at the precision in force."""
    return bhattacharyya(_gap(a, parts, precision), _gap(b, parts, precision))


@lru_cache(maxsize=_KEPT)
def _gap(whole: int, parts: int, precision: int) -> arb:
    """A gap, enclosed at the precision in force."""
    return arb(fmpq(whole, parts))


def affinity(problem: Problem, m: int, theta: int) -> arb:
    """Enclose ρ(m, θ) = ρ_{π_m}(m, θ) to full relative accuracy; exactly 1 iff m ~_{π_m} θ."""
    return _mean_affinity(exposed(problem, choice(problem, m)), problem, m, theta)


def offline_affinity(problem: Problem, m: int, theta: int) -> arb:
    """Enclose ρ_off(m, θ) to full relative accuracy.

    Claim: T12.
    """
    return _mean_affinity(exposed_offline(problem), problem, m, theta)


def rate(deficit: arb, affinity: Callable[[], arb]) -> arb:
    """Enclose ln(1/ρ) to full relative accuracy, whether ρ is close to 1 or to 0; 0 iff ρ is 1.

    Parameters
    ----------
    deficit : arb
        1 − ρ.
    affinity : callable
        Encloses ρ; asked where that is the smaller.

    Claim: T12.
    """
    return -(-deficit).log1p() if deficit < 1 / arb(2) else -affinity().log()


def _mean_affinity(exposure: Exposure, problem: Problem, m: int, theta: int) -> arb:
    """Sum weight · BC(a, b); with nothing that tells the sum is exactly 1."""
    gaps = list(enumerate(exposure.whole_gaps(problem, m, theta)))
    telling = [(i, a, b, parts) for i, (a, b, parts) in gaps if a != b]
    alike = [i for i, (a, b, _) in gaps if a == b]
    if not telling:
        return arb(1)

    def mean() -> arb:
        weights, precision = exposure.weights(), ctx.prec
        told = (weights[i] * _affinity(a, b, parts, precision) for i, a, b, parts in telling)
        return sum(told, sum((weights[i] for i in alike), arb(0)))

    return certify(mean)


def cost_of_draw(problem: Problem, c: int, g: int, theta: int) -> arb:
    """Enclose Σ_y γ_g(y | c) [max_y' r_θ(c, y') − r_θ(c, y)]: what a response drawn in c costs while g is selected.

    Claim: T27.
    """
    law = [(mass, problem.shortfall(theta, c, y)) for mass, y in drawn(policy(problem, c, g))]
    return certify(lambda: sum((ball(mass) * ball(lost) for mass, lost in law if lost), arb(0)))


def drawn_cost(problem: Problem, g: int, theta: int) -> arb:
    """Enclose Σ_c p_c Σ_y γ_g(y | c) [max_y' r_θ(c, y') − r_θ(c, y)]: what a drawn response costs while g is selected.

    Claim: T27.
    """
    return sum((ball(problem.p[c]) * cost_of_draw(problem, c, g, theta) for c in problem.deployed), arb(0))


def information(problem: Problem, c: int, action: int, a: int, b: int) -> arb:
    """Enclose Σ_{y'} κ(y' | c, y) kl(σ(gap_a)‖σ(gap_b)): what one round of an action in c tells b from a, in nats."""
    terms = [
        (mass, problem.gap(a, c, y, other), problem.gap(b, c, y, other))
        for mass, y, other in shown(problem, c, action)
        if problem.gap(a, c, y, other) != problem.gap(b, c, y, other)
    ]
    if not terms:
        return arb(0)
    return certify(lambda: sum((ball(w) * bernoulli_kl(ball(g), ball(h)) for w, g, h in terms), arb(0)))


def information_per_regret(problem: Problem, a: int, b: int) -> arb:
    """Enclose K of L6: the most information about b that a learner buys per unit of regret under a.

    Over the actions that are suboptimal for a: all responses but π_a(c) where a's optimum is unique. Exactly 0 if none
    informs.

    Claim: L6.
    """
    best = arb(0)
    for c in problem.deployed:
        for action in range(actions.count(problem)):
            lost = problem.shortfall(a, c, actions.served(problem, c, action))
            gained = information(problem, c, action, a, b) if lost else arb(0)
            if not gained.is_zero():
                best = best.max(gained / ball(lost))
    return best


def suboptimal(problem: Problem, a: int, c: int) -> list[int]:
    """Return the responses that cost something under a in context c."""
    return [y for y in range(len(problem.responses)) if not problem.optimal[a, c, y]]


def second_best_gap(problem: Problem, a: int, c: int) -> Fraction:
    """δ_a = min over suboptimal y of gap_a(c, π_a(c), y): what a response that is not best costs under a at least.

    Some response must be suboptimal: one is, where a's optimum is unique.
    """
    return min(problem.shortfall(a, c, y) for y in suboptimal(problem, a, c))


def hidden_gap(problem: Problem, a: int, b: int, c: int) -> Fraction:
    """δ_b = max_y r_b(c, y) − r_b(c, π_a(c)): what a's response costs under b."""
    return problem.shortfall(b, c, int(problem.policy[a, c]))


def distinguished(problem: Problem, a: int, b: int) -> Fraction:
    """D_b = Σ p_c min(δ_a(c), δ_b(c)) over the contexts where π_a is suboptimal for b.

    Claim: T6 (all contexts), T25.
    """
    return sum(
        (
            problem.p[c] * min(second_best_gap(problem, a, c), hidden_gap(problem, a, b, c))
            for c in altered_contexts(problem, a, b)
        ),
        start=Fraction(0),
    )


def altered_contexts(problem: Problem, a: int, b: int) -> tuple[int, ...]:
    """The deployed contexts in which π_a is suboptimal for b."""
    return tuple(c for c in problem.deployed if not problem.optimal[b, c, problem.policy[a, c]])

"""T26: `tracking`, enumerated, against its bound; the constant is 0 exactly where nothing hides, by plain loops.

The learner is played from its definition: what hides is found on the rationals, the test is written as a product, and
the sequence is walked anew. Only which pairs and shares a model's sequence is made of is asked of the theory.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from flint import arb

from checks.claims import regrets
from checks.claims.judge import Case
from checks.learner_protocol import History, Learner, Memory, Rows
from checks.populations.online import exploring
from theory.claims.scope import Functions, Scope
from theory.errors import InputError
from theory.exploration.sequence import sequences
from theory.problem import Problem

POPULATION = exploring


def cases(scope: Scope) -> Iterator[Case]:
    """Yield every truth; the bound where `tracking` is defined, at every horizon that is affordable."""
    problem = scope.problem
    rounds = regrets.horizon(problem)
    regret = regrets.regret(problem, by_definition(problem), rounds)
    functions: Functions = {"R": regret, "NothingHides": lambda theta: nothing_hides(problem, theta)}
    for theta in scope.models:
        where = f"truth {problem.models[theta]}"
        yield Case(("pointwise",), {"theta": theta}, functions, where)
        if defined(problem):
            yield Case(("headline",), {"theta": theta, "T": rounds}, functions, f"{where}, T = {rounds}")


def defined(problem: Problem) -> bool:
    """Whether `tracking` can be played."""
    try:
        return bool(sequences(problem))
    except InputError:
        return False


def nothing_hides(problem: Problem, theta: int) -> bool:
    """Whether every model that looks like θ while θ is believed is served well by θ's policy; on the rationals."""
    return not hidden(problem, theta)


def hidden(problem: Problem, m: int) -> list[int]:
    """Return the models that look like m while m is believed and are served badly by m's policy; on the rationals."""
    served = {c: int(problem.policy[m, c]) for c in problem.deployed}
    return [
        b
        for b in range(len(problem.models))
        if all(_same(problem, m, b, c, y) for c, y in served.items())
        and any(problem.gap(b, c, other, y) > 0 for c, y in served.items() for other in range(len(problem.responses)))
    ]


def by_definition(problem: Problem) -> Learner:
    """Return `tracking`, written once more; it is not looked at where it is not defined."""
    conf = [hidden(problem, m) for m in range(len(problem.models))]

    def due(history: History, t: int) -> tuple[int, int] | None:
        m, (odd, visits) = history.leader, _mind(history)
        tested = all(history.leads(m, b, lambda: (arb(t) * (1 + arb(t).log()) ** 2).log()) for b in conf[m])
        return None if tested or not odd else walked(problem, m, visits)

    def plan(history: History, t: int) -> Rows:
        pair, rows = due(history, t), list(history.policy(history.leader))
        if pair is not None:
            rows[pair[0]] = tuple(Fraction(int(y == pair[1])) for y in range(len(problem.responses)))
        return tuple(rows)

    def recall(history: History, t: int, c: int) -> Memory:
        m, (odd, visits) = history.leader, _mind(history)
        if all(history.leads(m, b, lambda: (arb(t) * (1 + arb(t).log()) ** 2).log()) for b in conf[m]):
            return history.memory
        pair, kept = due(history, t), {row[0]: row for row in history.memory}
        kept[m] = (m, 1 - odd, visits + (pair is not None and pair[0] == c))
        return tuple(kept[key] for key in sorted(kept))

    return Learner("tracking", "by definition", plan, recalls=recall)


def _mind(history: History) -> tuple[int, int]:
    """Return the parity of the rounds in which the leader did not pass, and its visits."""
    return next(((row[1], row[2]) for row in history.memory if row[0] == history.leader), (0, 0))


def walked(problem: Problem, m: int, visits: int) -> tuple[int, int]:
    """Return the pair that is due after some visits: the largest share over visits + 1, twins at square numbers."""
    made = sequences(problem)[m]
    assert made is not None
    counts, turn = dict.fromkeys(made.pairs, 0), 0
    for number in range(1, visits + 2):
        square = any(root * root == number for root in range(1, number + 1))
        if square and made.others:
            pair, turn = made.others[turn % len(made.others)], turn + 1
            continue
        share = dict(zip(made.pairs, made.shares, strict=True))
        pair = max(made.pairs, key=lambda e: (Fraction(share[e], counts[e] + 1), [-part for part in e]))
        counts[pair] += 1
    return pair


def _same(problem: Problem, theta: int, m: int, c: int, y: int) -> bool:
    met = (other for other, mass in enumerate(problem.kappa[c][y]) if mass)
    return all(problem.gap(theta, c, y, other) == problem.gap(m, c, y, other) for other in met)

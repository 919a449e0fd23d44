"""A polytope of parameters examined: the ``class`` object of `check`, and the certificate of its decision.

Claim: T22, T23.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from theory.exact.enclosure import decimal_pair
from theory.files.writing import plain
from theory.instance import Box, Factored, Heads, Instance, Slate
from theory.polytope.certificates.certificate import certificate
from theory.polytope.continuous import NOT_BY_TABLE, NOT_COMPACT, ContinuousClass, Policy
from theory.polytope.decision import Decision, decide
from theory.polytope.hiding.proof import Deficit
from theory.polytope.regret import RegretBounds
from theory.polytope.trees import Tree
from theory.polytope.truth import AtTruth, examine

Document = dict[str, Any]


def silent(instance: Instance) -> str | None:
    """Return why nothing is said about a class as a whole, or None where T22 and T23 speak of it."""
    models = instance.models
    if not isinstance(models, Heads | Factored) or not isinstance(models.parameters, Box):
        return "T22, T23 and T24 speak of polytopes"
    if isinstance(instance.comparators, Slate):
        return NOT_BY_TABLE
    return None if models.parameters.bounded else NOT_COMPACT


@dataclass(frozen=True, eq=False)
class Examined:
    """An instance whose parameters are a bounded polytope, with what is decided about it.

    Attributes
    ----------
    instance : Instance
        With or without a truth.
    budget : int
        How many branches each search for models that hide may take.
    """

    instance: Instance
    budget: int = 300

    @cached_property
    def problem(self) -> ContinuousClass:
        """The class."""
        return ContinuousClass.of(self.instance)

    @cached_property
    def decision(self) -> Decision:
        """T23 over all of Θ."""
        return decide(self.problem)

    @cached_property
    def truth(self) -> AtTruth | None:
        """(i) and (ii) at the truth; None without one."""
        return None if self.problem.theta is None else examine(self.problem)

    @cached_property
    def bounds(self) -> RegretBounds | None:
        """The certified rates at the truth; None where it has several best responses, or there is none."""
        if self.truth is None or not self.truth.unique_optimum:
            return None
        return RegretBounds(self.problem, self._count(self.decision.closed), self.budget)

    def certificate(self) -> Document:
        """Return the certificate of the decision, with every branch."""
        return certificate(self.instance, self.decision, self.truth, self.bounds)

    def fields(self) -> Document:
        """Return the ``class`` object of ``user-diversity/check/1``."""
        decision, pair = self.decision, self.decision.pair
        return {
            "policies": self._count(decision.closed),
            "strict_policies": self._count(decision.strict),
            "decision": decision.verdict,
            "confusing": None
            if pair is None
            else {
                "believed": plain(pair.believed),
                "hidden": plain(pair.hidden),
                "policy": self._policy(pair.policy),
                **self._place(pair.context, pair.response),
            },
            "coinciding_responses": [
                {
                    "context": list(self.instance.contexts[c].pair),
                    "responses": [self.instance.responses[y], self.instance.responses[other]],
                }
                for c, y, other in decision.coinciding
            ],
            "truth": None if self.truth is None else self._at_truth(self.truth),
        }

    def _at_truth(self, truth: AtTruth) -> Document:
        found, survivor = truth.self_confirming, truth.survivor
        return {
            "unique_optimum": truth.unique_optimum,
            "self_confirming": None
            if found is None
            else {"policy": self._policy(found.policy), "model": plain(found.model)},
            "surviving": None
            if survivor is None
            else {
                "model": plain(survivor.model),
                **self._place(survivor.context, survivor.response),
            },
            **self._numbers(truth),
        }

    def _numbers(self, truth: AtTruth) -> Document:
        """Return ρ̂, ρ̂_* and the bounds of T22, each rounded outwards; null where θ has several best responses."""
        bounds = self.bounds
        if bounds is None:
            return dict.fromkeys(("rho", "rho_at_optimum", "greedy_regret_bound", "greedy_regret_bounds"))
        known = {name: None if bound is None else decimal_pair(bound)[1] for name, bound in bounds.all().items()}
        finite = [bound for bound in known.values() if bound is not None]
        return {
            "rho": _affinity(bounds.believed, truth.self_confirming is not None),
            "rho_at_optimum": _affinity(bounds.settled, truth.survivor is not None),
            "greedy_regret_bound": min(finite, key=float, default=None),
            "greedy_regret_bounds": known,
        }

    def _count(self, tree: Tree | None) -> int | None:
        contexts, responses, _ = self.problem.shape
        return None if tree is None else tree.count(contexts, responses)

    def _policy(self, policy: Policy) -> list[str]:
        return [self.instance.responses[y] for y in policy]

    def _place(self, c: int, y: int) -> Document:
        return {"context": list(self.instance.contexts[c].pair), "response": self.instance.responses[y]}


def _affinity(deficit: Deficit, attained: bool) -> list[str]:
    """Return ρ between two decimals; exactly 1 where a model with ρ = 1 is known."""
    if attained:
        return ["1", "1"]
    return [decimal_pair(1 - deficit.high)[0], decimal_pair(1 - deficit.low)[1]]

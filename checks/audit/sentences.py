"""What an audit says of a population, and what nobody should read into it, in sentences."""

from __future__ import annotations

import numpy as np

from checks.audit.certifying.population import Population
from checks.audit.classes import saying as classes
from checks.audit.newcomers import saying
from checks.audit.verdict import Answer


def says(result: Answer) -> list[str]:
    """What the verdict says, in sentences, each with the claim that certifies it."""
    population, signal = result.population, result.signal
    relevant = population.relevant
    lines = []
    if result.verdict == "vacuous":
        return [
            "No feature differs between responses: nothing can alter anybody's best response, "
            "and the condition holds for lack of cases."
        ]
    lines.append(_spans(population))
    if population.exact.rank < relevant and not population.fitted:
        lines.append(
            "The missing directions are hidden: a reward along them changes no answer of any of these users (T15, T16)."
            if population.certain
            else "The missing directions are missing from the estimates; the true heads may have what noise took away."
        )
    if signal is not None:
        percent = f"{100 * result.confidence:g} %"
        lines.append(
            f"With {percent} confidence the true heads span at least {signal.dimension} of {relevant} dimensions."
        )
    if result.coverage is not None:
        lines.append(f"Coverage of the target population: {result.coverage} (T16a).")
    if result.versus is not None and result.versus.uncovered:
        lines.append(
            f"In {result.versus.uncovered} of {relevant} dimensions the target users certainly have heads "
            "and these users are not known to have any."
        )
    lacking = [a.response for a in result.audiences if a.users and not a.spans]
    if lacking:
        lines.append(f"{len(lacking)} of {len(result.audiences)} responses have an audience that does not span (T16b).")
    lines += saying.says(result.new_users) + classes.says(result.class_view)
    unserved = sum(not a.users for a in result.audiences)
    if unserved:
        lines.append(
            f"{unserved} of {len(result.audiences)} responses are nobody's best: they have no audience (T16b)."
        )
    return lines


def _spans(population: Population) -> str:
    """What the heads span, and how sure that is."""
    relevant, exposed, rank = population.relevant, population.exposed, population.exact.rank
    if population.fitted:
        told = f"The tasks of these users vary {rank} of {relevant} relevant dimensions, exactly"
        return f"{told}." if rank == relevant else f"{told}; the others are hidden: no answer tells of them (T15)."
    if population.moved is None:
        return f"As given, the heads span {exposed} of {relevant} relevant dimensions, exactly (T16)."
    told = f"As given, the heads span {exposed} of {relevant} relevant dimensions above rounding (T16, Weyl)"
    return f"{told}." if rank == exposed else f"{told}; {rank - exposed} more are at rounding: no telling them from 0."


def does_not_say(result: Answer) -> list[str]:
    """What nobody should read into the verdict."""
    lines = []
    if result.signal is None:
        lines.append(
            "Nothing is known of the estimation noise: that the numbers span does not show that the true heads do. "
            "--standard-errors, --covariances or --replicate FILE would say more."
        )
    if result.population.fitted and result.signal is not None and np.isnan(result.spectrum.values).any():
        lines.append(
            "Nobody has two tasks: no answer can check what another one suggests, and nothing is known of heads."
        )
    if result.verdict == "undecided":
        lines.append("Undecided is not a refutation: the uncertified directions may be weak, or not be there at all.")
    if result.population.fitted:
        lines.append(
            "The certified dimensions hold for every law of the heads if people answer independently by a logit; the "
            "heads shown are fitted with a penalty, which shrinks them, and carry no certificate themselves."
        )
    if result.scale is not None:
        lines.append(
            "The regret scale is an order of magnitude: its constants come from these heads, and all pairs shown alike."
        )
    if result.new_users is not None and result.new_users.advice is not None:
        lines.append(
            "The comparisons for a new user take these heads as exact; whether her head lies in their span is assumed."
        )
    if result.escapes is not None and not result.escapes.exact:
        lines.append("Not every subspace was examined: fuller ones would raise the numbers of users of T18.")
    if result.audiences:
        lines.append(
            "Spanning audiences decide under the baseline protocol with a feature of its own for every response."
        )
    lines.append("Users are the ones given; whether they stand for others is not examined.")
    return lines

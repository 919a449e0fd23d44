"""The instances of the picture: one for each regime of T9, and a family whose diversity fades."""

from __future__ import annotations

from fractions import Fraction
from importlib import resources

from theory.files.instance_file import loads
from theory.instance import Baseline, Context, Heads, Instance

REGIMES = ("bounded", "logarithmic", "linear")


def regime(name: str) -> Instance:
    """Return the instance of a regime; its two models are ``a`` and ``b``.

    Examples
    --------
    >>> regime("bounded").model_names
    ('a', 'b')
    """
    source = resources.files("checks.data") / "regimes" / f"{name}.json"
    return loads(source.read_text("utf-8"), name)


def fading(share: Fraction) -> Instance:
    """Return an instance whose diversity coefficient under the wrong belief is ``share``.

    The latent reward is one number θ ∈ {−1, 1}. Whatever is believed, Ann, who arrives with probability
    ``share``, is served a response that reveals θ; Bob, while −1 is believed, is served the baseline, which does not.

    Claim: T17.

    Examples
    --------
    >>> fading(Fraction(1, 4)).contexts[0].probability
    Fraction(1, 4)
    """
    zero, one = (Fraction(0),), (Fraction(1),)
    return Instance(
        contexts=(Context("ann", "x", share), Context("bob", "x", 1 - share)),
        responses=("baseline", "one", "minus one"),
        comparators=Baseline("baseline"),
        models=Heads(((zero, one, (Fraction(-1),)), (zero, one, zero)), {"minus": (Fraction(-1),), "plus": one}),
        truth="plus",
        name=f"diversity {share}",
    )

import json
from fractions import Fraction

from flint import arb

from checks.refute.searching.document import WITNESSES, agrees, written
from checks.refute.searching.observation import Observation


def test_values_are_rationals_or_decimals_that_enclose() -> None:
    assert written(Fraction(1, 3)) == "1/3" and written(2) == "2"
    low, high = written(arb(2).sqrt())
    assert float(low) <= 2**0.5 <= float(high)


def test_a_document_agrees_with_what_is_observed_and_with_nothing_else() -> None:
    kept = json.loads((WITNESSES / "T1-drop-D.json").read_text("utf-8"))
    cost = Fraction(kept["values"]["regret_per_round"])
    seen = Observation(kept["claimed"], kept["observed"], {"regret_per_round": cost, "rho": 1}, kept["learner"])
    assert agrees(kept, seen)
    other = Observation(kept["claimed"], kept["observed"], {"regret_per_round": cost + 1, "rho": 1}, kept["learner"])
    assert not agrees(kept, other)

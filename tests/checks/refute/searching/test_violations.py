from checks.claims import load
from checks.claims.judge import judge
from checks.refute.searching.document import WITNESSES
from checks.refute.searching.violations import violation
from theory.claims import claim
from theory.claims.scope import Scope
from theory.files.instance_file import load as load_instance


def test_both_sides_and_what_they_are_made_of_are_shown() -> None:
    one, scope = claim("T10"), Scope(load_instance(WITNESSES / "T6-drop-H3.json"))
    case = next(iter(load(one).cases(scope)), None)
    scope = scope if case is not None else Scope(load_instance(WITNESSES / "T8-drop-consistency.json"))
    case = next(iter(load(one).cases(scope)))
    judgement = judge(one, scope, case)[0]
    seen = violation(one, scope, case, judgement, "in this world", None)
    if judgement.left is None:
        return
    assert seen is not None
    assert seen.claimed.startswith("headline: ") and seen.observed.startswith("in this world")
    assert {"left", "right"} <= set(seen.values)
    assert any(name.startswith("Delta") for name in seen.values)

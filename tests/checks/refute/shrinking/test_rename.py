from fractions import Fraction

from checks.refute.shrinking.rename import renamed
from theory.instance import Baseline, Instance


def test_plain_names_in_order_and_the_truth_is_called_so() -> None:
    drawn = Instance.from_arrays({"p": [[0, 1]], "q": [[1, 0]]}, comparators="y1", truth="q")
    plain = renamed(drawn)
    assert plain.model_names == ("m0", "truth") and plain.truth == "truth"
    assert plain.responses == ("y0", "y1") and plain.comparators == Baseline("y1")
    assert [context.user for context in plain.contexts] == ["u0"]


def test_without_a_truth_models_keep_their_names_and_heads_are_left_alone() -> None:
    drawn = Instance.from_arrays({"a": [[0, 1]], "b": [[1, 0]]})
    assert renamed(drawn).model_names == ("a", "b")
    assert renamed(drawn).models == drawn.models
    assert sum((context.probability for context in renamed(drawn).contexts), Fraction(0)) == 1

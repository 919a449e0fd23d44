import json
import re
from fractions import Fraction

import pytest

from proofs.certificates import certificate
from tests.proofs.certificates.draws import instance
from theory.problem import Problem


def term(text: str, name: str) -> str:
    """The term of a definition or of a field of a record."""
    found = re.search(
        rf"Definition {name} : [^=]*:=\n(.*?)\.\n\n|    {name} := (.*?)(?:;\n    \w+ :=|\n  \|}})", text, re.DOTALL
    )
    assert found is not None
    return found[1] or found[2]


def numbers(text: str) -> list:
    return json.loads(re.sub(r"\[::? ?", "[", text).replace(";", ","))


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("kind", ["rewards", "heads", "user heads"])
def test_the_file_is_about_this_very_instance(kind: str, seed: int) -> None:
    given = instance(kind, seed)
    problem, text = Problem.of(given), certificate(given).text
    weights, unit = numbers(term(text, "weights")), int(term(text, "reward_unit"))
    assert [Fraction(w, sum(weights)) for w in weights] == list(problem.p)
    for m in range(len(problem.models)):
        for c, row in enumerate(numbers(term(text, f"rewards_{m}"))):
            assert [Fraction(x, unit) for x in row] == [problem.reward(m, c, y) for y in range(len(row))]
    named = term(text, "comparators")
    many = re.fullmatch(r"nseq (\d+)%N (comparators_0)", " ".join(named.split()))
    names = [many[2]] * int(many[1]) if many else re.findall(r"comparators_\d+", named)
    scale = int(term(text, "comparator_unit"))
    for c, name in enumerate(names):
        assert [[Fraction(x, scale) for x in row] for row in numbers(term(text, name))] == list(
            map(list, problem.kappa[c])
        )
    assert len(names) == len(problem.p) and term(text, "others") == f"{len(problem.responses) - 1}%N"

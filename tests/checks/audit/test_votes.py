"""Votes on statements as choices."""

import numpy as np
import pytest

from checks.audit.votes import FACTORS, LEAST_VOTES, of_votes, votes
from theory.errors import InputError


@pytest.fixture
def table(tmp_path):
    """Sixty people who each vote on fifteen of twenty statements, and one who hardly votes."""
    rng = np.random.default_rng(0)
    cells = rng.choice([-1, 1], size=(60, 20)).astype(int)
    cells[rng.random(cells.shape) < 0.25] = 0
    cells[-1, 2:] = 0
    path = tmp_path / "votes.csv"
    lines = ["participant,group," + ",".join(map(str, range(20)))]
    lines += [f"p{i},g," + ",".join("" if v == 0 and i % 2 else str(v) for v in row) for i, row in enumerate(cells)]
    path.write_text("\n".join(lines) + "\n")
    return path, cells


def test_statements_are_the_columns_with_numbers_for_names_and_nothing_is_a_pass(table):
    path, cells = table
    people, statements, found = votes(path)
    assert people[:2] == ("p0", "p1") and statements == tuple(map(str, range(20)))
    assert (found == cells).all()


def test_half_of_the_people_give_the_factors_and_the_other_half_the_choices(table):
    path, _ = table
    choices = of_votes(path, 0)
    assert len(choices.columns) == FACTORS and 0 < len(choices.users) <= 30 and "p59" not in choices.users
    assert set(np.diff(choices.starts)) == {2}
    other = of_votes(path, 1)
    assert set(other.users) != set(choices.users)


def test_every_choice_is_between_a_statement_and_nothing(table):
    path, _ = table
    choices = of_votes(path, 0)
    values = choices.values.reshape(-1, 2, FACTORS)
    assert (values[:, 1] == 0).all() and values[:, 0].any(axis=1).all()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("participant,1\na,2\n", r"line 2, column '1': a vote is 1, -1, 0 or empty"),
        ("participant,x\na,1\n", "no statements"),
        ("participant,1\na,1\nb,-1\n", f"with {LEAST_VOTES} votes are needed"),
    ],
)
def test_what_is_no_table_of_votes_is_refused(tmp_path, text, why):
    path = tmp_path / "votes.csv"
    path.write_text(text)
    with pytest.raises(InputError, match=why):
        of_votes(path, 0)


def test_votes_that_are_all_alike_have_one_factor(tmp_path):
    path = tmp_path / "votes.csv"
    path.write_text(
        "\n".join(["participant," + ",".join(map(str, range(12))), *[f"p{i}" + ",1" * 12 for i in range(30)]])
    )
    found = of_votes(path, 0)
    assert found.columns == ("factor 1",) and any("1 factors of 12" in note for note in found.notes)

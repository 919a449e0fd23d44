"""The table of hypotheses: complete, computed, and the kernel theorems really do without what is not needed."""

import re
from pathlib import Path

import pytest

import proofs
from checks.refute import necessity_table
from checks.refute.not_needed import ABOUT_OBJECTS, ANY_KNOWN_LINK, NOT_NEEDED, SPELT
from checks.refute.registry import named
from checks.refute.witnesses import path
from theory.claims import LEDGER, claim

ROWS = {(row.claim, row.hypothesis): row for row in necessity_table.committed()}
HEADLINE = (Path(proofs.__file__).parent / "rocq/theories/Headline.v").read_text("utf-8")
STATED = dict(re.findall(r"^Theorem (\w+)(.*?)^Proof\.", HEADLINE, re.M | re.S))


def test_every_hypothesis_of_the_ledger_is_in_the_table():
    for entry in LEDGER:
        for hypothesis in entry.hypotheses:
            search = named(entry.id, hypothesis)
            assert (entry.id, hypothesis) in ROWS or (entry.id, search.hypothesis) in ROWS


def test_the_table_lists_the_pairs_in_their_order():
    assert [(entry.id, hypothesis) for entry, hypothesis in necessity_table.pairs()] == list(ROWS)


def test_the_table_says_what_the_witnesses_and_the_proofs_say():
    for (identifier, hypothesis), row in ROWS.items():
        if row.status == necessity_table.NEEDED:
            assert path(row.witness).exists()
            assert necessity_table.standing(claim(identifier), hypothesis) == row
        elif row.status == necessity_table.NOT:
            survival = NOT_NEEDED[identifier, hypothesis]
            assert (row.reason, row.kernel) == (survival.reason, survival.kernel)
        elif row.status == necessity_table.OBJECT:
            assert hypothesis in ABOUT_OBJECTS
        else:
            assert row.searched > 0


@pytest.mark.parametrize("key", [("T10", "H3"), ("T2", "D")])
def test_the_instances_on_which_a_claim_survived_are_counted_again(key):
    assert necessity_table.standing(claim(key[0]), key[1]) == ROWS[key]
    assert 0 < ROWS[key].searched < necessity_table.EFFORT


@pytest.mark.parametrize("key", [key for key, survival in NOT_NEEDED.items() if survival.kernel])
def test_the_kernel_theorem_does_without_the_hypothesis(key):
    identifier, hypothesis = key
    theorem = NOT_NEEDED[key].kernel
    assert theorem in claim(identifier).kernel
    assert not any(word in STATED[theorem] for word in SPELT[hypothesis])


@pytest.mark.parametrize("identifier", ANY_KNOWN_LINK)
def test_the_kernel_theorem_speaks_of_every_link(identifier):
    """The link of an environment is any function with the three properties, unless a theorem says more about it."""
    assert ANY_KNOWN_LINK[identifier] in claim(identifier).kernel
    assert "link" not in STATED[ANY_KNOWN_LINK[identifier]]
    assert ROWS[identifier, "H5"].kernel == ANY_KNOWN_LINK[identifier]
    assert "injective link will do" in str(ROWS[identifier, "H5"])


def test_a_theorem_about_the_logistic_link_is_noticed():
    assert "link" in STATED["T17_quadratic"] and "link" in STATED["L1_bhattacharyya"]


@pytest.mark.parametrize(
    "theorem, hypothesis",
    [
        ("T3_exponential_convergence", "H3"),
        ("T1_greedy_bounded", "D"),
        ("T1_greedy_bounded", "H4"),
        ("T12_logarithmic", "H5"),
        ("T4_log_class", "some-wrong"),
    ],
)
def test_a_theorem_that_assumes_a_hypothesis_is_noticed(theorem, hypothesis):
    assert any(word in STATED[theorem] for word in SPELT[hypothesis])

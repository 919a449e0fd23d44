"""The real development: built, read, checked by the independent checker with the libraries, and as it was reviewed."""

import pytest

from proofs.kernel import available, compare, expectation, pins, run
from proofs.kernel.sources import HEADLINE, declared, load
from theory.claims import BEYOND, LEDGER

pytestmark = [pytest.mark.skipif(not available(), reason="Rocq with mathcomp is not installed"), pytest.mark.slow]


@pytest.fixture(scope="module")
def report():
    """Minutes where nothing is kept: everything is compiled, and coqchk checks the development and the libraries."""
    return run(timeout=1800.0)


def test_it_is_compiled_and_the_checker_accepts_it(report):
    assert report.errors == ()
    assert sorted(report.theorems) == sorted(declared(load().theories[HEADLINE]))


def test_it_is_what_the_ledger_says(report):
    named = [*(name for claim in LEDGER for name in claim.kernel), *BEYOND]
    assert compare(report, expectation(named)) == ()


def test_only_theorems_about_the_real_numbers_rest_on_axioms(report):
    assert {name: set(axioms) for name, axioms in report.theorems.items()} == expectation(report.theorems)


def test_it_states_what_was_reviewed(report):
    """Where this fails, review ``python -m proofs.kernel --write``."""
    found = pins.Pins(report.compiler, report.statements, report.definitions)
    assert pins.differences(found, pins.load()) == ()


def test_theorems_are_named_after_claims(report):
    claims = {claim.id for claim in LEDGER}
    assert {name.partition("_")[0].rstrip("abc") for name in set(report.theorems) - set(BEYOND)} <= claims

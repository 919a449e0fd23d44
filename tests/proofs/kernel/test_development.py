import re

import pytest

from proofs.kernel import available, expectation, run
from proofs.kernel.sources import HEADLINE, declared, load

pytestmark = pytest.mark.skipif(not available(), reason="Rocq with mathcomp is not installed")


@pytest.fixture(scope="module")
def report():
    return run(timeout=900.0)


def test_it_compiles(report):
    assert report.errors == ()
    assert sorted(report.theorems) == sorted(declared(load().theories[HEADLINE]))


def test_only_theorems_about_the_real_numbers_rest_on_axioms(report):
    assert {name: set(axioms) for name, axioms in report.theorems.items()} == expectation(report.theorems)


def test_theorems_are_named_after_claims(report):
    assert all(re.fullmatch(r"(?:L[1-6]|T(?:[1-9]|1[0-9]|2[01])[abc]?)_\w+", name) for name in report.theorems)

import numpy as np
import pytest

from checks.audit.cases import CASES, audit_case, cars, polis, raters
from checks.audit.certifying.exact_rank import exact_rank
from checks.audit.writing import document
from checks.data import FOLDER
from theory.errors import InputError

pytestmark = pytest.mark.slow


def test_centring_the_raters_loses_exactly_one_dimension():
    assert exact_rank(raters(centred=False).exact).rank == 6
    centred = exact_rank(raters(centred=True).exact)
    assert (centred.rank, centred.nullspace) == (5, ((1, 1, 1, 1, 1, 1),))
    found = document(audit_case("d3code_centred"))
    assert (found["verdict"], found["dimensions"]["exposed"]) == ("not diverse", 5)
    assert document(audit_case("d3code"))["verdict"] == "diverse as given"


def test_centring_in_floats_would_hide_the_drop():
    values = raters(centred=False).values
    floats = values - values.mean(axis=1, keepdims=True)
    from checks.audit.reading.numbers import from_floats

    assert exact_rank(from_floats(floats)).rank == 6


def test_car_surveys_are_whole():
    for country, people in (("us", 384), ("china", 448)):
        choices = cars(country)
        assert (len(choices.users), len(choices.owner), len(choices.columns)) == (people, 15 * people, 16)
        assert set(choices.labels) == {"gasoline", "hev", "phev10", "phev20", "phev40", "bev75", "bev100", "bev150"}


def test_factors_come_from_others_than_the_heads():
    choices = polis("15-per-hour-seattle", 0)
    assert choices.columns == tuple(f"factor {f}" for f in range(1, 6))
    assert (np.diff(choices.starts) == 2).all()
    assert (np.bincount(choices.owner) >= 10).all()
    assert choices.users != polis("15-per-hour-seattle", 1).users


@pytest.mark.parametrize("name", ["seattle"])
def test_conversations_are_audited(name):
    found = document(audit_case(name))
    assert found["dimensions"]["relevant"] == 5
    assert 1 <= found["dimensions"]["certified"] <= 5


def test_the_american_buyers_have_fewer_certain_directions_than_numerical_ones():
    found = document(audit_case("cars_us"))
    assert found["recruiting"]["users_needed"] is None
    assert found["signal"]["needed_for_one_more"]["tasks_a_user"] > 15
    assert found["verdict"] == "undecided"
    assert found["dimensions"]["exposed"] == 16 > found["dimensions"]["certified"] >= 1


def test_no_such_case():
    with pytest.raises(InputError, match="cars_us"):
        audit_case("mars")
    assert {"cars_us", "cars_china", "cars_us_for_china", "seattle", "biodiversity", "d3code"} <= set(CASES)


def test_every_case_is_documented():
    text = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in text for name in CASES)

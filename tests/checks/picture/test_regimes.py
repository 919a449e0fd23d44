from fractions import Fraction

import pytest

from checks.picture.regimes import REGIMES, fading, regime
from theory.claims.scope import Scope
from theory.diversity import Conditions
from theory.problem import Problem


@pytest.mark.parametrize("name", REGIMES)
def test_each_instance_is_of_the_regime_it_is_named_after(name: str) -> None:
    assert Conditions(Problem.of(regime(name))).regime == name


@pytest.mark.parametrize("share", [Fraction(1, 2), Fraction(1, 1024)])
def test_the_diversity_coefficient_is_the_share(share: Fraction) -> None:
    scope = Scope(fading(share))
    policy = tuple(int(y) for y in scope.problem.policy[0])
    mu = scope.functions["mu"](policy)
    assert float(mu.mid()) == pytest.approx(float(share))

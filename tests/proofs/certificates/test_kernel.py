import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction

import pytest

from checks.data import FOLDER
from proofs.certificates import certificate, kernel, rocq_file, statements
from proofs.certificates.numbers.tables import of_problem
from proofs.kernel import available
from proofs.kernel.assumptions import REALS
from tests.proofs.certificates.bundles import body, cut, together
from tests.proofs.certificates.draws import KINDS, POLYTOPE, SMALL, instance
from tests.proofs.certificates.test_certificate import polytope
from theory.errors import InputError
from theory.files.instance_file import load
from theory.problem import Problem

pytestmark = pytest.mark.skipif(not available(), reason="Rocq with mathcomp is not installed")


def regime(name: str) -> str:
    return certificate(load(FOLDER / "regimes" / f"{name}.json")).text


BOUNDED, LOGARITHMIC, LINEAR = map(regime, ("bounded", "logarithmic", "linear"))
SPANNED = next(c.text for c in (certificate(instance("all heads", s)) for s in range(99)) if "basis" in c.text)
HIDDEN = next(c.text for c in (certificate(instance("all heads", s)) for s in range(99)) if "alternative :" in c.text)


CONFUSED, UNCONFUSED = certificate(polytope(-2)).text, certificate(polytope(2)).text
TIED = certificate(replace(polytope(-2), truth=(Fraction(0), Fraction(0)))).text


def polytopes(seeds: Iterable[int]) -> Iterator[str]:
    """The certificates of the random polytopes that are decided."""
    for seed in seeds:
        with suppress(InputError):
            yield certificate(instance(POLYTOPE, seed, SMALL)).text


def changed(text: str, old: str, new: str) -> str:
    """A text with one place changed."""
    assert len(re.findall(old, text)) == 1, old
    return re.sub(old, new, text)


def claimed(name: str, what: str) -> str:
    """A certificate of what does not hold of a shipped instance."""
    problem = Problem.of(load(FOLDER / "regimes" / f"{name}.json"))
    wrong = statements.diversity() if what == "diversity" else statements.confusing(0, 1, ("a", "b"))[0]
    return rocq_file.whole_file("Wrong.", rocq_file.data(of_problem(problem)), statements.MODELS, [wrong])


FALSE = {
    "the bound below T1's": ("greedy_regret_1_computed", BOUNDED, lambda t: t.replace("5419", "5400")),
    "the bound halved": ("greedy_regret_1_computed", BOUNDED, lambda t: t.replace("5419", "2710")),
    "a share": ("greedy_regret_1_computed", BOUNDED, lambda t: changed(t, r"5419%BZ", "5300%BZ")),
    "the sum of the shares": ("greedy_regret_1_computed", BOUNDED, lambda t: t.replace("5419 100", "5418 100")),
    "the denominator": ("greedy_regret_1_computed", BOUNDED, lambda t: t.replace("5419 100", "5419 200")),
    "too few bits": ("greedy_regret_1_computed", BOUNDED, lambda t: changed(t, r", 12%N,", ", 2%N,")),
    "too few halvings": ("greedy_regret_1_computed", BOUNDED, lambda t: changed(t, r"\(16%N", "(1%N")),
    "a reward": ("hidden", LOGARITHMIC, lambda t: changed(t, r"\[:: 0; -1\]", "[:: 0; 1]")),
    "a weight that is 0": (
        "instance_valid",
        LOGARITHMIC,
        lambda t: changed(t, r"weights := \[:: 1;", "weights := [:: 0;"),
    ),
    "a weight": ("stakes", LOGARITHMIC, lambda t: changed(t, r"weights := \[:: 1;", "weights := [:: 2;")),
    "a law that is none": (
        "instance_valid",
        LOGARITHMIC,
        lambda t: changed(t, r"\[:: \[:: 1; 0\]; \[:: 1; 0\]\]", "[:: [:: 1; 0]; [:: 1; 1]]"),
    ),
    "the unit of rewards": ("stakes", LOGARITHMIC, lambda t: changed(t, r"reward_unit := 1", "reward_unit := 2")),
    "the unit of comparators": (
        "instance_valid",
        BOUNDED,
        lambda t: changed(t, r"comparator_unit := 1", "comparator_unit := 2"),
    ),
    "the number of responses": ("instance_valid", BOUNDED, lambda t: changed(t, r"others := 1", "others := 2")),
    "the pair turned around": (
        "hidden",
        LOGARITHMIC,
        lambda t: changed(t, r"instance model_0 model_1\.", "instance model_1 model_0."),
    ),
    "the least gap": ("stakes", LOGARITHMIC, lambda t: changed(t, r"pair 1 1 1 4", "pair 2 1 1 4")),
    "the shortfall": ("stakes", LOGARITHMIC, lambda t: changed(t, r"pair 1 1 1 4", "pair 1 2 1 4")),
    "the stakes": ("stakes", LOGARITHMIC, lambda t: changed(t, r"pair 1 1 1 4", "pair 1 1 2 4")),
    "the rate": ("rate", LOGARITHMIC, lambda t: changed(t, r"model_0 model_1 1 2\.", "model_0 model_1 1 3.")),
    "a rate of 0": ("rate", LOGARITHMIC, lambda t: changed(t, r"model_0 model_1 1 2\.", "model_0 model_1 0 2.")),
    "two best responses": ("unique", LOGARITHMIC, lambda t: changed(t, r"\[:: 0; -1\]", "[:: 0; 0]")),
    "D where it fails": ("diversity_computed", claimed("logarithmic", "diversity"), str),
    "a pair where D holds": ("hidden", claimed("bounded", "pair"), str),
    "a weight of a combination": (
        "spans",
        SPANNED,
        lambda t: re.sub(r"\(1%BZ, \[:: (\S+?)%BZ", "(1%BZ, [:: 7%BZ", t, count=1),
    ),
    "a divisor of 0": ("spans", SPANNED, lambda t: t.replace("(1%BZ, ", "(0%BZ, ")),
    "a basis that is not exposed": ("spans", SPANNED, lambda t: re.sub(r"(place :=\s*\[:: )\(\d+%N", r"\1(99%N", t)),
    "the alternative": (
        "alternative_hides",
        HIDDEN,
        lambda t: re.sub(r"(alternative : seq Z :=\s*\[:: )\S+;", r"\g<1>777;", t),
    ),
    "a larger polytope": (
        "none_confused",
        UNCONFUSED,
        lambda t: changed(t, r"\(\[:: -2; 0\], -4\)", "([:: -2; 0], 4)"),
    ),
    "a policy that is left out": (
        "none_confused",
        UNCONFUSED,
        lambda t: re.sub(r"cuts : seq cutting :=.*?\]\.\n", "cuts : seq cutting := [::].\n", t, flags=re.DOTALL),
    ),
    "a scale of 0": ("none_confused", UNCONFUSED, lambda t: re.sub(r"Exclusion [1-9]\d*", "Exclusion 0", t)),
    "a bound of the polytope": (
        "member_0",
        CONFUSED,
        lambda t: re.sub(r"(inequality :=\s*\[:: \(\[:: \S+ \S+\], )\S+\)", r"\g<1>-99)", t),
    ),
    "a coordinate of a member": (
        "member_0",
        CONFUSED,
        lambda t: re.sub(r"(theta : seq Z :=\s*\[:: )\S+;", r"\g<1>1;", t),
    ),
    "the truth as its own alternative": (
        "alternative_hides",
        HIDDEN,
        lambda t: changed(t, "theta alternative\\.", "theta theta."),
    ),
}
"""Which fact the kernel refuses, the certificate, and what is changed in it."""


def test_every_false_certificate_is_refused_and_every_true_one_is_not() -> None:
    wrong = {name: (change(text), lemma) for name, (lemma, text, change) in FALSE.items()}
    unchanged = {(lemma, text) for lemma, text, change in FALSE.values() if change is not str}
    assert all(
        text not in (BOUNDED, LOGARITHMIC, LINEAR, SPANNED, HIDDEN, CONFUSED, UNCONFUSED) for text, _ in wrong.values()
    )
    bodies = [cut(text, lemma, refused=True) for text, lemma in wrong.values()]
    assert together(bodies + [cut(text, lemma) for lemma, text in unchanged]) == kernel.Answer(None)


@pytest.mark.slow
def test_a_false_certificate_fails_as_a_whole() -> None:
    _, text, change = FALSE["the bound below T1's"]
    answer = kernel.check(change(text), timeout=600.0)
    assert answer.refused is not None and "certificate.v" in answer.refused and answer.axioms == ()


@pytest.mark.slow
def test_a_certificate_says_what_it_rests_on() -> None:
    assert kernel.check(HIDDEN, timeout=600.0) == kernel.Answer(None, tuple(sorted(REALS)))


@pytest.mark.slow
def test_an_axiom_of_its_own_is_noticed() -> None:
    cheat = LOGARITHMIC.replace("Lemma instance_valid", "Axiom free : False.\nLemma instance_valid")
    free = "Lemma rate : rateZ instance model_0 model_1 1 9. Proof. case: free. Qed."
    cheat = re.sub(r"Lemma rate : .*\n.*", free, cheat).replace("fraction 1 2", "fraction 1 9")
    assert kernel.check(cheat, timeout=600.0).refused == "rests on free"


@pytest.mark.slow
def test_random_instances_of_every_kind_are_certified() -> None:
    """The first of each kind at the truth, the others at every model that is listed."""
    chosen = [(kind, seed, "all" if seed >= 8 and "all" not in kind else None) for kind in KINDS for seed in range(26)]
    bodies = [body(certificate(instance(kind, seed), truth).text) for kind, seed, truth in chosen]
    bodies += map(body, polytopes(range(32)))
    assert together([*map(body, (BOUNDED, LOGARITHMIC, LINEAR, CONFUSED, UNCONFUSED, TIED)), *bodies]) == kernel.Answer(
        None
    )


def test_the_command_by_hand_names_the_file() -> None:
    assert kernel.by_hand("/tmp/x.v").endswith("coqc -R theories UserDiversity /tmp/x.v")
    assert kernel.by_hand("/tmp/my file.v").endswith(" '/tmp/my file.v'")

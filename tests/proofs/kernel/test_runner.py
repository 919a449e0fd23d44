import pytest

from proofs.kernel import available, compare, recheck, run
from proofs.kernel.sources import PROJECT_OPTIONS

pytestmark = pytest.mark.skipif(not available(), reason="Rocq with mathcomp is not installed")

HONEST = {
    "Base": "Lemma two : 1 + 1 = 2.\nProof. reflexivity. Qed.\n",
    "Headline": """From UserDiversity Require Import Base.
Theorem T1_two : 1 + 1 = 2.
Proof. exact two. Qed.
Print Assumptions T1_two.
""",
}
CLASSICAL = """From Coq Require Import Classical.
Theorem T2_middle : forall P : Prop, P \\/ ~ P.
Proof. exact classic. Qed.
Print Assumptions T2_middle.
"""


@pytest.fixture
def build(tmp_path):
    def build(theories, timeout=120.0, listed=None):
        root = tmp_path / "rocq"
        (root / "theories").mkdir(parents=True, exist_ok=True)
        for old in (root / "theories").glob("*.v"):
            old.unlink()
        for name, text in theories.items():
            (root / "theories" / f"{name}.v").write_text(text)
        lines = (*PROJECT_OPTIONS, *(f"theories/{name}.v" for name in listed or theories))
        (root / "_CoqProject").write_text("\n".join(lines) + "\n")
        return run(timeout, root, tmp_path / "cache")

    return build


def test_theorems_and_their_assumptions(build, tmp_path):
    report = build(HONEST)
    assert (report.theorems, report.errors, report.cached) == ({"T1_two": ()}, (), False)
    again = build(HONEST)
    assert (again.theorems, again.errors, again.cached) == ({"T1_two": ()}, (), True)
    assert again.source_hash == report.source_hash
    assert sorted(p.name for p in (tmp_path / "rocq" / "theories").iterdir()) == ["Base.v", "Headline.v"]
    assert recheck(120.0, tmp_path / "rocq", tmp_path / "cache") == ()


def test_an_extra_axiom_is_printed(build):
    report = build({**HONEST, "Headline": HONEST["Headline"] + CLASSICAL})
    assert report.theorems == {"T1_two": (), "T2_middle": ("classic",)}
    assert compare(report, {"T1_two": (), "T2_middle": ()}) == ("T2_middle rests on classic",)


def test_a_planted_admitted_is_caught(build):
    report = build({**HONEST, "Base": HONEST["Base"].replace("reflexivity. Qed", "Admitted")})
    assert report.theorems == {} and report.errors == ("theories/Base.v: Admitted",)


def test_a_removed_theory_is_caught(build):
    report = build({"Headline": HONEST["Headline"]}, listed=HONEST)
    assert report.theorems == {} and report.errors == ("theories/Base.v is missing",)
    unlisted = build({"Headline": HONEST["Headline"]})
    assert unlisted.theorems == {} and "Base" in unlisted.errors[0]


def test_a_broken_proof_is_caught_and_not_remembered(build):
    broken = {**HONEST, "Base": HONEST["Base"].replace("= 2", "= 3")}
    for _ in range(2):
        report = build(broken)
        assert report.theorems == {} and not report.cached
        assert "Base.v" in report.errors[0] and "Error" in report.errors[0]


def test_a_statement_that_its_proof_does_not_prove_is_caught(build):
    headline = HONEST["Headline"].replace("1 + 1 = 2", "1 + 2 = 2")
    assert "Headline.v" in build({**HONEST, "Headline": headline}).errors[0]


def test_time_is_limited(build):
    endless = "Lemma slow : True.\nProof. do 100000 (do 100000 idtac). exact I. Qed.\n"
    report = build({**HONEST, "Base": HONEST["Base"] + endless}, timeout=3.0)
    assert report.errors == ("the time given was not enough",)

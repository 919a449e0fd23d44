import pytest

from proofs.kernel.scan import PROJECT_OPTIONS, scan
from proofs.kernel.sources import Sources, load

HEADLINE = "Theorem T1_x : True.\nProof. exact I. Qed.\nPrint Assumptions T1_x.\n"


def development(headline=HEADLINE, **theories):
    files = {**theories, "Headline": headline}
    listed = [f"theories/{name}.v" for name in files]
    return Sources("\n".join((*PROJECT_OPTIONS, *listed)) + "\n", files)


def test_an_honest_development_passes():
    text = """(* Axiom in a comment (* nested Admitted *) *)
    Section S. Variable n : nat. Hypothesis n0 : n = 0. Lemma a : n = 0. Proof. exact: n0. Qed. End S.
    Lemma parameter_free : "Axiom" = "Axiom". Proof. by []. Qed."""
    assert scan(development(A=text)) == ()


@pytest.mark.parametrize(
    ("planted", "problem"),
    [
        ("Lemma a : False. Proof. Admitted.", "Admitted"),
        ("Lemma a : False. Proof. admit. Qed.", "admit"),
        ("Lemma a : False. Proof. by have: False; [give_up|]. Qed.", "give_up"),
        ("Lemma a : False. Proof. Abort.", "Abort"),
        ("Admit Obligations.", "Admit"),
        ("Axiom a : False.", "Axiom"),
        ("#[local] Axiom a : False.", "Axiom"),
        ("Axioms (a b : False).", "Axioms"),
        ("(* fine *) Parameter a : False.", "Parameter"),
        ("Module Type M. Parameters a : False. End M.", "Parameters"),
        ("Conjecture a : False.", "Conjecture"),
        ("Hypothesis a : False.", "Hypothesis a outside a section"),
        ("Section S. End S. Variable a : False.", "Variable a outside a section"),
        ("Local Variables a b : False.", "Local Variables outside a section"),
        ("Context (a : False).", "Context (a outside a section"),
        ("Section S. Time End S. Hypothesis a : False.", "Hypothesis a outside a section"),
        ('Section S. Redirect "f" Timeout 2 End S. Time Variable a : False.', "Variable a outside a section"),
        ('Notation "x <= y" := True.', 'Notation "x <= y" is not on the list of notations'),
        ('Local Infix "<=" := f.', 'Infix "<=" is not on the list of notations'),
        ("Notation Regret := 0.", "Notation Regret is not Local"),
        ("From elpi Require Import elpi.", "requires from elpi"),
        ("Unset Guard Checking.", "Guard Checking"),
        ("Unset   Positivity\nChecking.", "Positivity Checking"),
        ("#[bypass_check(guard)] Fixpoint f (n : nat) : False := f n.", "bypass_check"),
        ('Declare ML Module "x".', "Declare ML"),
        ('Load "x".', "Load"),
    ],
)
def test_what_weakens_a_proof_is_found(planted, problem):
    assert f"theories/A.v: {problem}" in scan(development(A=planted))


def test_a_removed_and_an_unlisted_theory_are_found():
    complete = development(A="Lemma a : True. Proof. by []. Qed.")
    without = Sources(complete.project, {"Headline": HEADLINE})
    assert scan(without) == ("theories/A.v is missing",)
    unlisted = Sources(development().project, complete.theories)
    assert scan(unlisted) == ("theories/A.v is not in _CoqProject",)
    assert "theories/Headline.v is missing" in scan(Sources(complete.project, {}))


def test_compiler_options_are_pinned():
    sources = development()
    weakened = Sources(sources.project + "-arg -type-in-type\n", sources.theories)
    assert scan(weakened) == ("_CoqProject: -arg -type-in-type",)


@pytest.mark.parametrize(
    ("headline", "problem"),
    [
        (HEADLINE + "Print nat.", "no place for: Print nat"),
        (HEADLINE + HEADLINE, "T1_x is stated twice"),
        (HEADLINE + "Lemma T2_x : True. Proof. exact I. Qed.", "no place for: Lemma T2_x : True"),
        (HEADLINE + "Definition T2_x := I.", "no place for: Definition T2_x := I"),
        (HEADLINE + "Goal True. idtac.", "no place for: Goal True"),
        (HEADLINE + "Set Universe Polymorphism.", "no place for: Set Universe Polymorphism"),
    ],
)
def test_the_headline_only_states(headline, problem):
    assert f"theories/Headline.v: {problem}" in scan(development(headline))


def test_the_development_of_this_project_is_fit_to_be_built():
    assert scan(load()) == ()


PLANTED = ("Lemma easy : False.\nProof. Admitted.", "Axiom easy : False.", "Hypothesis easy : False.")


@pytest.mark.parametrize("name", sorted(set(load().theories) - {"Headline"}))
def test_no_theory_of_this_project_can_be_weakened(name):
    text = load().theories[name]
    for planted in PLANTED:
        assert len(scan(development(**{name: f"{text}\n{planted}\n"}))) > len(scan(development(**{name: text})))


def test_no_theory_of_this_project_can_be_removed():
    whole = load()
    for name in whole.theories:
        without = {other: "" for other in whole.theories if other != name}
        assert f"theories/{name}.v is missing" in scan(Sources(whole.project, without))

import pytest

from proofs.kernel.assumptions import parse

ANSWER = """Axioms:
propositional_extensionality : forall P Q : Prop, P <-> Q -> P = Q
functional_extensionality_dep
  : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
    (forall x : A, f x = g x) -> f = g
boolp.constructive_indefinite_description
  : forall (A : Type) (P : A -> Prop), (exists x : A, P x) -> {x : A | P x}
"""


def test_answers_belong_to_the_questions_in_order():
    assert parse("Closed under the global context\n" + ANSWER, ["a", "b"]) == {
        "a": (),
        "b": (
            "boolp.constructive_indefinite_description",
            "functional_extensionality_dep",
            "propositional_extensionality",
        ),
    }
    assert parse(ANSWER + "Closed under the global context\n", ["a", "b"])["b"] == ()


@pytest.mark.parametrize("names", [[], ["a", "b"]])
def test_every_question_has_one_answer(names):
    with pytest.raises(ValueError, match="answers to"):
        parse("Closed under the global context\n", names)


@pytest.mark.parametrize(
    "noise",
    ["Warning: nothing\n", "  indented\n", "Section Variables:\nn : nat\n", "closed under the global context\n"],
)
def test_what_is_no_answer_is_refused(noise):
    with pytest.raises(ValueError, match="not an answer"):
        parse(noise + "Closed under the global context\n", ["a"])
    with pytest.raises(ValueError, match="not an answer"):
        parse("Closed under the global context\n" + noise, ["a"])

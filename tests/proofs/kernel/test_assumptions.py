import pytest

from proofs.kernel.assumptions import parse

CLOSED = "Closed under the global context\n"
ANSWER = """Axioms:
propositional_extensionality : forall P Q : Prop, P <-> Q -> P = Q
functional_extensionality_dep
  : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
    (forall x : A, f x = g x) -> f = g
boolp.constructive_indefinite_description
  : forall (A : Type) (P : A -> Prop), (exists x : A, P x) -> {x : A | P x}
"""


def test_axioms_are_read_by_name():
    assert parse(CLOSED) == ()
    assert parse(ANSWER) == (
        "boolp.constructive_indefinite_description",
        "functional_extensionality_dep",
        "propositional_extensionality",
    )


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "Axioms:\n",
        "Axioms:\n  indented\n",
        "Warning: nothing\n" + CLOSED,
        CLOSED + ANSWER,
        ANSWER + CLOSED,
        "Section Variables:\nn : nat\n",
        "closed under the global context\n",
        "Axioms:\nfoo is assumed to be guarded.\n",
    ],
)
def test_what_is_no_answer_is_refused(answer):
    with pytest.raises(ValueError, match="answer"):
        parse(answer)

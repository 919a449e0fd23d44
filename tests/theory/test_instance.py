"""What an instance says of itself."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings

from checks import strategies
from theory.files.writing import document
from theory.instance import Box, Context, Everything, Factored, Heads, Instance, Rewards, Training, Uniform

ONE = Fraction(1)
HERE = (Context("ann", "p", ONE),)


def of(models: Rewards | Heads | Factored) -> Instance:
    return Instance(HERE, ("y0", "y1"), Uniform(), models)


def test_which_classes_are_finite() -> None:
    heads = (((ONE, ONE), (ONE, -ONE)),)
    assert of(Rewards({"a": ((ONE, ONE),)})).finite
    assert of(Heads(heads, {"t": (ONE, ONE)})).finite
    assert not of(Heads(heads, Everything())).finite and of(Heads(heads, Everything())).model_names == ()
    assert not of(Heads(heads, Box((None, None), (ONE, ONE)))).finite
    assert Heads(heads, Everything()).dimension == 2
    assert Factored({"ann": (ONE,) * 3}, {"p": ((ONE,) * 2,) * 2}, Everything()).shape == (3, 2)


def test_training_contexts_that_are_never_deployed() -> None:
    other = Context("bob", "p", ONE / 2)
    training = Training((Context("ann", "p", ONE / 2), other), None)
    models = Rewards({"a": ((ONE, ONE),)})
    assert Instance(HERE, ("y0", "y1"), Uniform(), models, training=training).training_only == (other,)
    assert of(models).training_only == ()


@settings(deadline=None, max_examples=30)
@given(strategies.instances())
def test_names_come_in_the_order_of_the_document(instance: Instance) -> None:
    written = document(instance)
    members = written.get("rewards", written.get("parameters"))
    assert instance.finite == bool(instance.model_names)
    assert list(instance.model_names) == (list(members) if instance.finite else [])
    assert {context.pair for context in instance.contexts} == {(c["user"], c["prompt"]) for c in written["contexts"]}

"""From what the compiler prints to texts with every name in full."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofs.kernel.inquiry import _SHORT, Inquiry, _match, _said
from proofs.kernel.toolchain import BuildFailed, Deadline


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("Headline.T1\n     : forall R : type, \n       R\n", "forall R : type,\nR"),
        ("Model.best = \nfun x => x\n     : A -> B\n\nArguments Model.best x\n", "fun x => x\n     : A -> B"),
        ("Model.zero = 0\n     : nat\n", "0\n     : nat"),
        (
            "Record env (R : type) : Type := Env\n  { p : R }.\n\nArguments Env R p\n",
            "Record env (R : type) : Type := Env\n  { p : R }.",
        ),
    ],
)
def test_what_is_said_is_kept_without_its_name(answer: str, said: str) -> None:
    assert _said(answer) == said


def inquiry() -> Inquiry:
    found = Inquiry(Path(), Deadline())
    found.full = {f"Model.{name}": f"UserDiversity.Model.{name}" for name in ("law", "Env", "env")}
    found.elaborated = {
        "UserDiversity.A.bound": "@Model.law  R\n  (Model.Env x)",
        "UserDiversity.Model.Env": "forall x, Model.env x",
        "UserDiversity.Model.env": "Variant env := Env",
        "UserDiversity.Model.law": "0",
    }
    found.constructors = {"UserDiversity.Model.Env"}
    return found


def test_names_are_put_in_full_and_spaces_made_alike() -> None:
    assert inquiry().text("UserDiversity.A.bound") == "@UserDiversity.Model.law R (UserDiversity.Model.Env x)"


def test_a_constructor_stands_for_its_inductive() -> None:
    assert inquiry().uses("UserDiversity.A.bound") == {"UserDiversity.Model.law", "UserDiversity.Model.env"}


def test_what_looks_like_a_short_name() -> None:
    assert _SHORT.findall("@ssralg.GRing.add R (x.1) y' Model.rho' forall n.") == ["ssralg.GRing.add", "Model.rho'"]


def test_an_answer_that_fits_nothing_is_refused_by_name() -> None:
    with pytest.raises(BuildFailed, match=r"Model\.p: No object"):
        _match(_SHORT, "No object of basename p", "Model.p")

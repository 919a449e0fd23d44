from xml.etree import ElementTree

import pytest
import sympy as sp

from proofs.symbolic.catalogue import all_proofs, load
from proofs.symbolic.discharge import identity, kernel_only
from proofs.symbolic.engine.step import ELEMENTARY, Step, eq, gt, lt
from proofs.symbolic.engine.symbols import N, j, x
from proofs.symbolic.render import render_latex, render_mathml

pytestmark = pytest.mark.slow

STEPS = [
    pytest.param(step, id=f"{proof.claim}-{step.name}")
    for proof in [load(ELEMENTARY), *all_proofs()]
    for step in proof.steps
]


@pytest.mark.parametrize("step", STEPS)
def test_every_step_renders(step):
    root = ElementTree.fromstring(render_mathml(step))
    assert root.tag.endswith("math") and "".join(root.itertext()).strip()
    latex = render_latex(step)
    assert latex.count("{") == latex.count("}") and "Dummy" not in latex


def test_hypotheses_come_first():
    step = Step("s", lt(x, x**2), identity(), given=(gt(x, sp.Integer(1)),))
    assert render_latex(step) == r"x > 1 \;\Longrightarrow\; x < x^{2}"
    assert "".join(ElementTree.fromstring(render_mathml(step)).itertext()) == "x>1⟹x<x2"


def test_words_are_text():
    step = Step("s", "R_T(a) < 1 & ρ_π", kernel_only("T1_x"))
    assert render_latex(step) == r"\text{R\_T(a) < 1 \& ρ\_π}"
    assert "".join(ElementTree.fromstring(render_mathml(step)).itertext()) == "R_T(a) < 1 & ρ_π"


def test_sentences_are_text_and_long_names_upright():
    step = Step("s", sp.And(sp.Symbol("D_θ < 1"), eq(sp.Symbol("loss_a", real=True), x)), identity())
    assert r"\text{D\_θ < 1}" in render_latex(step) and r"\mathrm{loss}_{a}" in render_latex(step)
    assert "D_θ < 1" in "".join(ElementTree.fromstring(render_mathml(step)).itertext())


def test_unknown_functions_and_cases_keep_their_names():
    cases = sp.Piecewise((x, x < 1), (2, True))
    step = Step("s", eq(sp.Function("Phi")(N + 1, j), cases), identity())
    text = "".join(ElementTree.fromstring(render_mathml(step)).itertext())
    assert "Phi(" in text and "otherwise" in text and "x<1" in text

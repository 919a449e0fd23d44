"""A Sphinx renderer of formulas as MathML, so that pages need no script and no network."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from checks.report.words.formulas import mathml


def _inline(writer: Any, node: nodes.math) -> None:
    writer.body.append(mathml(node.astext()))
    raise nodes.SkipNode


def _block(writer: Any, node: nodes.math_block) -> None:
    writer.body.append(f'<div class="formula">{mathml(node.astext(), True)}</div>')
    raise nodes.SkipNode


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the renderer ``mathml``."""
    app.add_html_math_renderer("mathml", (_inline, None), (_block, None))
    app.add_css_file("formula.css")
    return {"parallel_read_safe": True}

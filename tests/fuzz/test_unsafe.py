"""No code in data files: nothing here unpickles, evaluates or executes what it reads."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(path for room in ("theory", "proofs", "checks") for path in (ROOT / room).rglob("*.py"))

MODULES = {"pickle", "cPickle", "dill", "cloudpickle", "marshal", "shelve", "yaml", "jsonpickle"}
NAMES = {"eval", "exec", "compile", "__import__"}
METHODS = {"read_pickle", "to_pickle", "unsafe_load", "full_load"}
PARSERS = {"sympify", "parse_expr"}
"""These evaluate the text they are given; numbers and objects are fine."""


def unsafe(source: str) -> Iterator[str]:
    """Yield what a module does that could run code from data."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [alias.name for alias in node.names]
            names += [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
            yield from (name for name in names if name.split(".")[0] in MODULES)
        if isinstance(node, ast.Call):
            yield from _calls(node)


def _calls(node: ast.Call) -> Iterator[str]:
    if isinstance(node.func, ast.Name) and node.func.id in NAMES:
        yield node.func.id
    if isinstance(node.func, ast.Attribute) and node.func.attr in METHODS:
        yield node.func.attr
    name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    if name in PARSERS and any(isinstance(argument, ast.Constant | ast.JoinedStr) for argument in node.args):
        yield name
    for keyword in node.keywords:
        value = getattr(keyword.value, "value", None)
        if keyword.arg == "allow_pickle" and value is not False:
            yield "allow_pickle"
        if keyword.arg == "shell" and value is not False:
            yield "shell"
        if keyword.arg == "autoescape" and value is False:
            yield "autoescape"


def test_nothing_unsafe() -> None:
    assert len(FILES) > 200
    found = {str(path.relative_to(ROOT)): list(unsafe(path.read_text("utf-8"))) for path in FILES}
    assert {path: names for path, names in found.items() if names} == {}


@pytest.mark.parametrize(
    "source",
    [
        "import pickle",
        "from pickle import loads",
        "eval(text)",
        "exec(text)",
        "import yaml\nyaml.load(text)",
        "np.load(path, allow_pickle=True)",
        "np.load(path, allow_pickle=flag)",
        "subprocess.run(text, shell=True)",
        "sympy.sympify('x + 1')",
        "pd.read_pickle(path)",
        "Environment(autoescape=False)",
    ],
)
def test_what_is_planted_is_found(source: str) -> None:
    assert list(unsafe(source))


def test_numpy_is_asked_to_load_nowhere() -> None:
    """Arrays are read by their header, whatever the defaults of numpy."""
    calls = [
        path
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "load" and getattr(node.value, "id", "") in {"np", "numpy"}
    ]
    assert calls == []

"""What the job with the lowest versions reads from the metadata, and what the metadata owe it."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest

from checks.bench.robustness.environment import PACKAGES, ROOT
from checks.bench.robustness.lowest import lowest

pytestmark = pytest.mark.slow

PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

COME_ALONG = {"distributed", "markupsafe"}
"""What dask[distributed] and jinja2 bring."""


def test_every_dependency_has_one_lower_bound() -> None:
    versions = lowest(PROJECT)
    assert {"numpy", "sympy", "python-flint", "pyarrow", "pytest", "mabwiser"} <= set(versions)
    assert PROJECT["name"] not in versions


@pytest.mark.parametrize(
    ("requirements", "complaint"),
    [
        (["numpy"], "numpy has no lower bound"),
        (["numpy==1.0"], "no lower bound"),
        (["numpy<2"], "no lower bound"),
        (["numpy>=1.0", "numpy>=1.1"], "two lower bounds"),
    ],
)
def test_a_dependency_without_a_bound_is_refused(requirements: list[str], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        lowest({"name": "p", "dependencies": requirements})


def imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


def test_what_is_imported_is_declared_and_what_is_declared_is_imported() -> None:
    """Tools that are run and not imported aside, the dependencies are the imports."""
    modules = {name for package in PACKAGES for path in (ROOT / package).rglob("*.py") for name in imported(path)}
    modules -= sys.stdlib_module_names | set(PACKAGES)
    homes = packages_distributions()
    distributions = {re.sub(r"[-_.]+", "-", name).lower() for module in modules for name in homes.get(module, [module])}
    declared = set(lowest(PROJECT))
    assert distributions - COME_ALONG <= declared
    needed = {re.split(r"[>\[]", requirement)[0] for requirement in PROJECT["dependencies"]}
    assert needed <= distributions

"""The plan of the house: imports run one way, folders make no circle, rooms and functions stay small."""

from __future__ import annotations

import ast
import functools
import importlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FLOORS = ("theory", "proofs", "checks")
"""From the ground up: a floor may import itself and those before it."""

MOST_MODULES, MOST_LINES, MOST_PARAMETERS = 12, 60, 8
ONE_FILE_A_CLAIM = {"theory.claims", "proofs.symbolic", "checks.claims", "checks.refute.dropped"}
LONG_SIGNATURES = ("checks.simulate.loops", "checks.commands")
"""Compiled loops take plain arrays, and a command has a parameter an option."""

ON_PURPOSE = {("theory.instance", "theory.arrays")}
"""An instance knows its own constructors from arrays, which read it as a file would be."""


def modules() -> dict[str, Path]:
    found = sorted(path for floor in FLOORS for path in (ROOT / floor).rglob("*.py"))
    return {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in found}


MODULES = modules()


@functools.cache
def trees() -> dict[str, ast.Module]:
    return {name: ast.parse(path.read_text("utf-8")) for name, path in MODULES.items()}


def room(module: str) -> str:
    """The folder of a module; a module that lies directly on a floor is a room by itself."""
    path = MODULES[module]
    folder = ".".join(path.parent.relative_to(ROOT).parts)
    return module if folder in FLOORS else folder


def known(name: str) -> str | None:
    """The module that a dotted name lies in."""
    while name and name not in MODULES:
        name = name.rpartition(".")[0]
    return name or None


def targets(node: ast.AST) -> Iterator[str]:
    """Names that a node imports, late imports included; of a name with holes, the package before the first."""
    if isinstance(node, ast.ImportFrom) and node.module and not node.level:
        yield from (f"{node.module}.{alias.name}" for alias in node.names)
    elif isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.Call) and called(node.func) == "import_module":
        first = node.args[0].values[0] if isinstance(node.args[0], ast.JoinedStr) else node.args[0]
        if isinstance(first, ast.Constant) and isinstance(first.value, str):
            yield first.value.removesuffix(".")


def called(function: ast.expr) -> str:
    """The last word of what is called."""
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def imports(trees: dict[str, ast.Module]) -> set[tuple[str, str]]:
    """Every (module, imported module) among those of the house."""
    pairs = (
        (name, known(target)) for name, tree in trees.items() for node in ast.walk(tree) for target in targets(node)
    )
    return {(name, target) for name, target in pairs if target is not None and target != name}


def circles(edges: set[tuple[str, str]]) -> list[tuple[str, str]]:
    """The edges that lie on a circle."""
    after: dict[str, set[str]] = defaultdict(set)
    for a, b in edges:
        after[a].add(b)

    def reached(start: str) -> set[str]:
        seen, todo = set(), [start]
        while todo:
            for other in after[todo.pop()] - seen:
                seen.add(other)
                todo.append(other)
        return seen

    return sorted((a, b) for a, b in edges if a in reached(b))


def between_rooms(pairs: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """The pairs of different rooms; the front doors of the three floors belong to none."""
    rooms = {(room(a), room(b)) for a, b in pairs if a not in FLOORS} - ON_PURPOSE
    return {(a, b) for a, b in rooms if a != b}


@pytest.mark.parametrize("name", [name for name, path in MODULES.items() if path.name == "__init__.py"])
def test_every_package_imports(name: str) -> None:
    assert importlib.import_module(name).__doc__


def test_no_circle_of_folders() -> None:
    assert circles(between_rooms(imports(trees()))) == []


def test_imports_run_one_way() -> None:
    height = {floor: level for level, floor in enumerate(FLOORS)}
    upward = [(a, b) for a, b in imports(trees()) if height[a.partition(".")[0]] < height[b.partition(".")[0]]]
    assert upward == []


def test_no_folder_holds_too_much() -> None:
    counted = (path for path in MODULES.values() if path.stem not in ("__init__", "__main__"))
    count = Counter(".".join(path.parent.relative_to(ROOT).parts) for path in counted)
    assert {folder: size for folder, size in count.items() if size > MOST_MODULES}.keys() <= ONE_FILE_A_CLAIM


def functions() -> Iterator[tuple[str, ast.FunctionDef]]:
    for name, tree in trees().items():
        if not name.startswith(LONG_SIGNATURES):
            yield from ((name, node) for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def parameters(node: ast.FunctionDef) -> int:
    given = [arg.arg for arg in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
    return len(given) - (given[:1] in (["self"], ["cls"]))


def test_no_function_is_long_or_takes_too_much() -> None:
    assert [(m, f.name) for m, f in functions() if (f.end_lineno or 0) - f.lineno >= MOST_LINES] == []
    assert [(m, f.name) for m, f in functions() if parameters(f) > MOST_PARAMETERS] == []


def test_a_module_is_specified_in_the_test_file_of_its_name() -> None:
    """Where one module serves one claim, parametrised tests specify all of them by their names."""
    code = {path.relative_to(ROOT) for path in MODULES.values() if path.stem not in ("__init__", "__main__")}
    wanted = {path for path in code if ".".join(path.parent.parts) not in ONE_FILE_A_CLAIM}
    assert sorted(p for p in wanted if not (ROOT / "tests" / p.parent / f"test_{p.name}").exists()) == []


def test_no_table_or_page_that_an_example_wrote_lies_at_the_top() -> None:
    written = {".csv", ".tsv", ".json", ".jsonl", ".npy", ".npz", ".parquet", ".html", ".svg", ".png"}
    assert [path.name for path in ROOT.iterdir() if path.suffix in written] == []


def test_a_circle_and_a_late_import_are_noticed() -> None:
    back = {"theory.problem": ast.parse("from importlib import import_module\nimport_module('proofs.seal')")}
    assert ("theory.problem", "proofs.seal") in imports(back)
    holes = {"theory.problem": ast.parse("import importlib\nimportlib.import_module(f'checks.claims.{name}')")}
    assert imports(holes) == {("theory.problem", "checks.claims")}
    assert circles({("a", "b"), ("b", "c"), ("c", "a"), ("c", "d")}) == [("a", "b"), ("b", "c"), ("c", "a")]
    circle = {("checks.exact.states", "checks.claims.samples"), ("checks.claims.samples", "checks.exact.states")}
    assert circles(between_rooms(circle))

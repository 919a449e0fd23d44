"""Where a claim is found: its statement, proofs, check, bound, witnesses and mutants, by file and line."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from checks.refute.searching.document import WITNESSES
from proofs.kernel.sources import HEADLINE, ROCQ
from theory.claims import Claim
from theory.claims.language import SetOf

ROOT = Path(__file__).resolve().parents[2]
"""The folder of the three packages."""

CATALOGUE = ROOT / "checks/refute/mutants/catalogue.json"
SCOPE = ROOT / "theory/claims/scope.py"


@dataclass(frozen=True)
class Place:
    """Where one part of a claim is found.

    Attributes
    ----------
    part : str
        ``statement``, ``symbolic``, ``kernel``, ``check``, ``bound``, ``witness``, ``search`` or ``mutant``.
    path : str
        From the folder of the three packages.
    line : int
        Where in the file, from 1.
    name : str
        What is there.
    """

    part: str
    path: str
    line: int
    name: str

    def __str__(self) -> str:
        return f"{self.part:<9}  {self.path}:{self.line}  {self.name}"


def places(claim: Claim) -> list[Place]:
    """Return where every part of a claim is found, computed from the sources.

    Examples
    --------
    >>> from theory.claims import claim
    >>> [place.path for place in places(claim("T18")) if place.part in ("symbolic", "check", "search")]
    ['proofs/symbolic/t18.py', 'checks/claims/t18.py', 'checks/refute/dropped/t18_iid_users.py']
    """
    modules = (("symbolic", f"proofs/symbolic/{claim.module}.py"), ("check", f"checks/claims/{claim.module}.py"))
    return [
        *_statement(claim),
        *(Place(part, path, 1, claim.id) for part, path in modules if (ROOT / path).exists()),
        *_kernel(claim),
        *_bound(claim),
        *_witnesses(claim),
        *_mutants(claim),
    ]


def _place(part: str, path: Path, line: int, name: str) -> Place:
    return Place(part, path.relative_to(ROOT).as_posix(), line, name)


@lru_cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def _statement(claim: Claim) -> Iterator[Place]:
    for path in sorted((ROOT / "theory/claims").glob("*.py")):
        for node in ast.walk(_tree(path)):
            if isinstance(node, ast.keyword) and (node.arg, ast.unparse(node.value)) == ("id", repr(claim.id)):
                yield _place("statement", path, node.value.lineno, claim.title)


def _kernel(claim: Claim) -> Iterator[Place]:
    path = ROCQ / "theories" / f"{HEADLINE}.v"
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        stated = re.match(r"Theorem (\w+)", line)
        if stated is not None and stated.group(1) in claim.kernel:
            yield _place("kernel", path, number, stated.group(1))


def _witnesses(claim: Claim) -> Iterator[Place]:
    for path in sorted(WITNESSES.glob("*.json")):
        if path.stem in claim.witnesses or path.stem.startswith(f"{claim.id}-drop-"):
            yield _place("witness", path, 1, path.stem)
    for path in sorted((ROOT / "checks/refute/dropped").glob(f"{claim.module}_*.py")):
        yield _place("search", path, 1, path.stem)


def _mutants(claim: Claim) -> Iterator[Place]:
    for number, line in enumerate(CATALOGUE.read_text("utf-8").splitlines(), 1):
        found = re.match(r'\s*\{"mutant": "([^"]+)"', line)
        if found is not None and found.group(1).startswith(f"{claim.id}:"):
            yield _place("mutant", CATALOGUE, number, found.group(1))


def _bound(claim: Claim) -> list[Place]:
    """Return the code of the quantities in the statements, and what says in its docstring that it belongs to them."""
    from sympy.core.function import AppliedUndef

    sides = [side for statement in claim.statements for side in (statement.left, statement.right)]
    names = {str(part.func) for side in sides for part in side.atoms(AppliedUndef)}
    names |= {part.name for side in sides for part in side.atoms(SetOf)}
    found = [place for name in names for place in _quantity(name)]
    return sorted({*found, *_tagged(claim.id)}, key=lambda place: (place.path, place.line))


def _quantity(name: str) -> Iterator[Place]:
    """Yield the functions of ``theory`` that compute a quantity on an instance."""
    for node in ast.walk(_tree(SCOPE)):
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if isinstance(key, ast.Constant) and key.value == name:
                    yield from _called(value)


def _called(value: ast.AST) -> Iterator[Place]:
    """Yield what an expression of the scope calls: functions of ``theory``, conditions, and its own methods' calls."""
    for node in ast.walk(value):
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) in ("conditions", "self.conditions"):
            yield from _defined(ROOT / "theory/diversity.py", node.attr)
        elif isinstance(node, ast.Attribute) and ast.unparse(node.value) == "self":
            methods = (one for one in ast.walk(_tree(SCOPE)) if isinstance(one, ast.FunctionDef))
            own = [one for one in methods if one.name == node.attr and one.name.startswith("_")]
            yield from (place for one in own for place in _called(one))
        elif isinstance(node, ast.Attribute) and (ROOT / f"theory/{ast.unparse(node.value)}.py").exists():
            yield from _defined(ROOT / f"theory/{ast.unparse(node.value)}.py", node.attr)
        elif isinstance(node, ast.Name):
            yield from _imported(node.id)


def _imported(name: str) -> Iterator[Place]:
    for node in _tree(SCOPE).body:
        if isinstance(node, ast.ImportFrom) and name in (alias.name for alias in node.names):
            yield from _defined(ROOT / f"{(node.module or '').replace('.', '/')}.py", name)


def _defined(path: Path, name: str) -> Iterator[Place]:
    for node in ast.walk(_tree(path)) if path.is_file() else ():
        if isinstance(node, ast.FunctionDef) and node.name == name:
            yield _place("bound", path, node.lineno, name)


@lru_cache
def _tags() -> tuple[tuple[str, Place], ...]:
    """Every (what a docstring's ``Claim:`` line says, where), functions and modules alike."""
    found = []
    for path in sorted(ROOT.glob("theory/**/*.py")):
        for node in ast.walk(_tree(path)):
            if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module):
                said = re.search(r"^Claim: (.+)", ast.get_docstring(node) or "", re.M)
                if said is not None:
                    name = getattr(node, "name", path.stem)
                    found.append((said.group(1), _place("bound", path, getattr(node, "lineno", 1), name)))
    return tuple(found)


def _tagged(identifier: str) -> Iterator[Place]:
    return (place for said, place in _tags() if re.search(rf"\b{identifier}\b", said))

"""The Rocq file of a certificate: the instance as data, and a theorem for each thing that is certified.

Every fact that is computed is one lemma that the kernel decides by running the computation.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from proofs.certificates import rocq_text as text
from proofs.certificates.numbers.spans import LinearTables
from proofs.certificates.numbers.tables import Table, Tables

COMPUTED = "vm_cast_no_check (erefl true)"
"""The proof of a fact that is computed: whether it is true is found out when the kernel checks the lemma."""

OPENING = """From Coq Require Import ZArith.
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import reals sequences exp.
From UserDiversity Require Import Model Certificate."""

ALL = "all_statements"
"""The name of what gathers the theorems of a file."""

TRUSTED = "What the statements mean is in Model.v and in the files that Certificate.v exports."


@dataclass(frozen=True)
class Statement:
    """One thing that a certificate proves.

    Attributes
    ----------
    theorem : str
        Its name in the file.
    claim : str
        The claim of the theory that it is an instance of.
    sentence : str
        What it says, for people.
    lemmas : tuple of str
        What is computed for it: definitions and lemmas that stand before the section.
    stated : str
        The theorem with its proof.
    """

    theorem: str
    claim: str
    sentence: str
    lemmas: tuple[str, ...]
    stated: str


def computed(name: str, fact: str) -> str:
    """Return a lemma that the kernel decides by computation."""
    return f"Lemma {name} : {fact}.\nProof. {COMPUTED}. Qed."


def proved(*terms: str) -> str:
    """Return the proof that is a term, written in full so that nothing is searched for."""
    inside = "\n  ".join(terms)
    return f"\nProof. exact ({inside}). Qed."


def whole_file(title: str, data: str, models: str, statements: Iterable[Statement]) -> str:
    """Return the whole file.

    Parameters
    ----------
    title : str
        What the certificate is about; becomes a comment.
    data : str
        The instance: definitions of integers and lists of them.
    models : str
        The class of models, a term over the real numbers R.
    statements : iterable of Statement
        What is certified.
    """
    listed = tuple(statements)
    lemmas = [lemma for statement in listed for lemma in statement.lemmas]
    parts = [
        "\n".join(map(text.comment, (title, *(s.sentence for s in listed), TRUSTED))),
        OPENING,
        f"Local Open Scope Z_scope.\n\n{data}\n\nLocal Close Scope Z_scope.\nLocal Open Scope ring_scope.",
        computed("instance_valid", "valid instance"),
        *dict.fromkeys(lemmas),
        f"Section Verdict.\nVariable R : realType.\nLocal Notation K := {models}.",
        *(statement.stated for statement in listed),
        "End Verdict.",
        f"(* Asked once, of all theorems: it takes seconds. *)\nDefinition {ALL} (R : realType) := "
        f"({', '.join(f'{statement.theorem} R' for statement in listed)}).\nPrint Assumptions {ALL}.",
    ]
    return "\n\n".join(parts) + "\n"


def data(tables: Tables) -> str:
    """Return the definitions of a population and the rewards of its models."""
    distinct = list(dict.fromkeys(tables.comparators))
    names = {table: f"comparators_{i}" for i, table in enumerate(distinct)}
    shared = [_definition(names[table], "seq (seq Z)", text.table(table)) for table in distinct]
    models = [_definition(f"rewards_{m}", "seq (seq Z)", text.table(rows)) for m, rows in enumerate(tables.rewards)]
    fields = {
        "others": f"{tables.others}%N",
        "weights": text.row(tables.weights),
        "comparator_unit": str(tables.comparator_unit),
        "comparators": _comparators(tables.comparators, names),
        "reward_unit": str(tables.reward_unit),
        "rewards": text.listed(f"rewards_{m}" for m in range(len(tables.rewards))),
    }
    return "\n\n".join([*shared, *models, _record("instance", "data", fields)])


def heads(tables: LinearTables) -> str:
    """Return the definitions of the heads and of the true parameter vector."""
    fields = {
        "dimension": f"{tables.dimension}%N",
        "head_unit": str(tables.head_unit),
        "head_table": text.listed(map(text.table, tables.heads)),
    }
    truth = _definition("theta", "seq Z", text.row(tables.theta))
    return f"{_record('heads_of_instance', 'heads', fields)}\n\n{truth}"


def vector(name: str, numbers: tuple[int, ...]) -> str:
    """Return the definition of a vector of integers."""
    return f"Local Open Scope Z_scope.\n{_definition(name, 'seq Z', text.row(numbers))}\nLocal Close Scope Z_scope."


def index(name: str, kind: str, number: int) -> str:
    """Return the definition of the model or context with a number."""
    return f"Definition {name} : 'I_({kind} instance) := Ordinal (isT : ({number} < {kind} instance)%N)."


def _comparators(tables: tuple[Table, ...], names: dict[Table, str]) -> str:
    if len(names) == 1:
        return f"nseq {len(tables)}%N {names[tables[0]]}"
    return text.listed(names[table] for table in tables)


def _definition(name: str, kind: str, term: str) -> str:
    return f"Definition {name} : {kind} :=\n{text.wrapped(term)}."


def _record(name: str, kind: str, fields: dict[str, str]) -> str:
    inside = ";\n".join(text.wrapped(f"{field} := {term}", 4) for field, term in fields.items())
    return f"Definition {name} : {kind} := {{|\n{inside}\n  |}}."

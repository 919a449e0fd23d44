"""Instances from NumPy arrays or nested lists; every number is taken exactly, floats as binary fractions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from theory.errors import InputError
from theory.files.instance_file import FORMAT, read
from theory.instance import Instance


def exact(value: Any, place: str = "value") -> Any:
    """Return nested numbers as nested lists of exact rational strings.

    Parameters
    ----------
    value : array, sequence, mapping or number
        Anything with ``tolist``, lists and tuples, or one number: integers, floats, `Fraction`, ``"p/q"``.
    place : str
        What it is called in error messages.

    Raises
    ------
    InputError
        At a number that is none, such as NaN.

    Examples
    --------
    >>> exact([[0.5, 1], ["1/3", Fraction(2, 7)]])
    [['1/2', '1'], ['1/3', '2/7']]
    """
    value = value.tolist() if hasattr(value, "tolist") else value
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return [exact(entry, f"{place}[{i}]") for i, entry in enumerate(value)]
    try:
        return str(Fraction(value))
    except (ValueError, TypeError, OverflowError, ZeroDivisionError):
        raise InputError(place, f"not a number: {str(value)[:40]!r}") from None


def from_arrays(
    rewards: Any,
    *,
    probabilities: Any = None,
    comparators: Any = "uniform",
    truth: str | None = None,
    contexts: Sequence[tuple[str, str]] | None = None,
    responses: Sequence[str] | None = None,
    name: str | None = None,
) -> Instance:
    """Build an instance with a finite class of models.

    Parameters
    ----------
    rewards : mapping of name to array (C, Y), or array (M, C, Y)
        r_m(c, y); models of an array are called ``m0``, ``m1``, ….
    probabilities : array (C,), optional
        Of the contexts; equal where left out.
    comparators : ``"uniform"``, a response, ``{"baseline": response}``, ``{"slate": …}``, or array (C, Y, Y)
        κ(y' | c, y), or slates as in a file.
    truth : str, optional
        The name of the true model.
    contexts : sequence of (user, prompt), optional
        Names; ``u0``, ``u1``, … with one prompt where left out.
    responses : sequence of str, optional
        Names; ``y0``, ``y1``, … where left out.
    name : str, optional
        Of the instance.

    Returns
    -------
    Instance

    Raises
    ------
    InputError
        Naming what is wrong, and where.

    Examples
    --------
    >>> instance = from_arrays([[[0, 1.5]], [[1, 0]]], comparators="y0", truth="m0")
    >>> instance.models.table["m0"]
    ((Fraction(0, 1), Fraction(3, 2)),)
    """
    if not isinstance(rewards, Mapping):
        rewards = {f"m{i}": table for i, table in enumerate(rewards)}
    table = {str(key): exact(value, f"rewards.{key}") for key, value in rewards.items()}
    shape = _shape(next(iter(table.values()), []), "rewards")
    return _built(shape, probabilities, comparators, contexts, responses, {"rewards": table}, truth, name)


def from_heads(
    heads: Any,
    *,
    parameters: Any = "all",
    probabilities: Any = None,
    comparators: Any = "uniform",
    truth: Any = None,
    contexts: Sequence[tuple[str, str]] | None = None,
    responses: Sequence[str] | None = None,
) -> Instance:
    """Build an instance with linear rewards r_θ(c, y) = ⟨h_c(y), θ⟩.

    Parameters
    ----------
    heads : array (C, Y, d)
        h_c(y).
    parameters : ``"all"``, a mapping of name to vector (d,), or ``{"lower": …, "upper": …, "inequalities": …}``
        Θ: everything, a finite class, or a polytope as in the instance file.
    truth : str or vector (d,), optional
        A name where Θ is finite, a vector otherwise.
    probabilities, comparators, contexts, responses
        As for `from_arrays`.

    Returns
    -------
    Instance

    Raises
    ------
    InputError
        Naming what is wrong, and where.

    Examples
    --------
    >>> from_heads([[[0], [1]]], parameters={"a": [1], "b": [-1]}, truth="a").model_names
    ('a', 'b')
    """
    table = exact(heads, "heads")
    shape = _shape(table, "heads")
    named = isinstance(parameters, Mapping) and not {"lower", "upper", "inequalities"} & set(parameters)
    theta = {key: exact(value, f"parameters.{key}") for key, value in parameters.items()} if named else parameters
    given = truth if truth is None or isinstance(truth, str) else exact(truth, "truth")
    described = {"heads": table, "parameters": theta}
    return _built(shape, probabilities, comparators, contexts, responses, described, given, None)


def _shape(table: Any, place: str) -> tuple[int, int]:
    if not table or not isinstance(table[0], list) or not table[0]:
        raise InputError(place, "needs at least one context with its responses")
    return len(table), len(table[0])


def _built(
    shape: tuple[int, int],
    probabilities: Any,
    comparators: Any,
    contexts: Sequence[tuple[str, str]] | None,
    responses: Sequence[str] | None,
    described: dict[str, Any],
    truth: Any,
    name: str | None,
) -> Instance:
    """Read the document of the parts, so that they are validated as a file is."""
    size, width = shape
    shares = [f"1/{size}"] * size if probabilities is None else exact(probabilities, "probabilities")
    pairs = [(f"u{c}", "p0") for c in range(size)] if contexts is None else list(contexts)
    if not len(shares) == len(pairs) == size:
        raise InputError("contexts", f"{size} contexts, {len(pairs)} names, {len(shares)} probabilities")
    names = [f"y{y}" for y in range(width)] if responses is None else list(responses)
    if isinstance(comparators, str) and comparators != "uniform":
        comparators = {"baseline": comparators}
    document = {
        "format": FORMAT,
        "contexts": [
            {"user": user, "prompt": prompt, "probability": share}
            for (user, prompt), share in zip(pairs, shares, strict=True)
        ],
        "responses": names,
        "comparators": comparators if isinstance(comparators, str | Mapping) else exact(comparators, "comparators"),
        **described,
        **({} if truth is None else {"truth": truth}),
        **({} if name is None else {"name": name}),
    }
    return read(document)

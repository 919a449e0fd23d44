"""What an audit reads: heads, features of responses, standard errors or covariances, and choices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from checks.audit.reading import rounding
from checks.audit.reading.array_files import read_arrays
from checks.audit.reading.coordinates import coordinates
from checks.audit.reading.frames import MAX_COLUMNS, Frame, finite
from checks.audit.reading.in_memory import array_of, frame_of
from checks.audit.reading.numbers import Array, Floats, Scaled, from_floats
from theory.errors import InputError
from theory.files.rational import shown


@dataclass(frozen=True)
class Heads:
    """User heads: one row a user, one column a latent coordinate.

    Attributes
    ----------
    users, columns : tuple of str
        The names of the rows and of the coordinates.
    values : array, shape (n, k)
        As floats.
    exact : Scaled
        The same numbers exactly as given.
    source : str
        Where they come from.
    rounding : array, shape (n, k), optional
        How far the numbers meant may be from those given; none for whole numbers.
    notes : tuple of str
        What was made of the table that is not obvious.
    """

    users: tuple[str, ...]
    columns: tuple[str, ...]
    values: Floats
    exact: Scaled
    source: str = "heads"
    rounding: Floats | None = None
    notes: tuple[str, ...] = ()

    def centred(self) -> Heads:
        """Each head minus the mean of its own coordinates, exactly."""
        exact = self.exact.centred()
        off = None if self.rounding is None else self.rounding + self.rounding.mean(axis=1, keepdims=True)
        return replace(self, values=exact.floats(), exact=exact, rounding=off)

    def select(self, columns: tuple[str, ...]) -> Heads:
        """These coordinates only, in this order."""
        turn = [self.columns.index(name) for name in columns]
        exact = Scaled(self.exact.mantissas[:, turn], self.exact.exponents[:, turn], self.exact.base, self.exact.unit)
        off = None if self.rounding is None else self.rounding[:, turn]
        return replace(self, columns=columns, values=self.values[:, turn], exact=exact, rounding=off)

    def take(self, rows: Array) -> Heads:
        """These users only."""
        off = None if self.rounding is None else self.rounding[rows]
        users = tuple(self.users[i] for i in rows)
        return replace(self, users=users, values=self.values[rows], exact=self.exact.take(rows), rounding=off)


@dataclass(frozen=True)
class Features:
    """Features of the responses, prompt by prompt.

    Attributes
    ----------
    prompts, responses : tuple of str
        For each row the prompt and the response it describes.
    columns : tuple of str
        Names of the features.
    values : array, shape (rows, d)
    exact : Scaled
    """

    prompts: tuple[str, ...]
    responses: tuple[str, ...]
    columns: tuple[str, ...]
    values: Floats
    exact: Scaled

    def groups(self) -> list[Array]:
        """The rows of each prompt, in order of first appearance."""
        return grouped(self.prompts)


def grouped(labels: tuple[Any, ...]) -> list[Array]:
    """Row numbers of equal labels together, groups in order of first appearance."""
    rows: dict[Any, list[int]] = {}
    for row, label in enumerate(labels):
        rows.setdefault(label, []).append(row)
    return [np.array(group) for group in rows.values()]


def make_heads(
    values: Array, users: tuple[str, ...] = (), columns: tuple[str, ...] = (), source: str = "heads"
) -> Heads:
    """Heads from an array; users and columns are numbered where no names are given.

    Raises
    ------
    InputError
        Where the array is not two-dimensional, empty, not finite, or a user comes twice.
    """
    values = np.asarray(values)
    if values.ndim != 2:
        raise InputError(source, f"a table of shape (users, coordinates) is needed, got shape {values.shape}")
    if values.dtype.kind in "iu" and values.size and max(abs(int(values.min())), abs(int(values.max()))) > 2**53:
        raise InputError(source, "integers beyond 2^53, choose another unit")
    given, values = values, values.astype(np.float64)
    if columns and len(columns) != values.shape[1]:
        raise InputError(source, f"{len(columns)} names for {values.shape[1]} coordinates")
    columns = columns or tuple(f"x{j}" for j in range(values.shape[1]))
    finite(values, source, columns)
    named = users or tuple(map(str, range(len(values))))
    return checked(Heads(named, columns, values, from_floats(values), source, rounding.of_floats(given)))


def checked(heads: Heads) -> Heads:
    """Refuse an empty table, too many coordinates, and a user who comes twice."""
    if not heads.values.size:
        raise InputError(heads.source, f"no heads: shape {heads.values.shape}")
    if len(heads.columns) > MAX_COLUMNS:
        raise InputError(heads.source, f"more than {MAX_COLUMNS} coordinates")
    twice = repeated(heads.users)
    if twice is not None:
        raise InputError(heads.source, f"user {shown(twice)} comes twice; one head a user is needed")
    return heads


def repeated(labels: Sequence[Any]) -> Any:
    """The first label that came before; ``None`` where all differ."""
    seen: set[Any] = set()
    return next((label for label in labels if label in seen or seen.add(label)), None)  # type: ignore[func-returns-value]


def read_heads(path: Any, user: str = "user", columns: tuple[str, ...] = (), array: str | None = None) -> Heads:
    """Read heads from a file or from a table in memory.

    Parameters
    ----------
    path : str, Path, array or table
        A table (see `checks.audit.reading.table_files`), NPY, NPZ or safetensors; or a NumPy array, nested lists, a
        pandas, polars or Arrow table.
    user : str
        Column that names the users; rows are numbered where it is absent.
    columns : tuple of str
        The coordinates; where empty every other column that does not only look like one.
    array : str, optional
        Which array of a file of several; ``heads`` where absent.

    Raises
    ------
    InputError
        One line naming the file, and the row and column where there is one.

    Examples
    --------
    >>> read_heads([[1, 2], [3, 4]]).values.tolist()
    [[1.0, 2.0], [3.0, 4.0]]
    """
    inside = array_of(path)
    if inside is not None:
        return make_heads(inside, columns=columns, source="an array")
    source = str(path)
    if not source.lower().endswith((".npy", ".npz", ".safetensors")):
        return frame_heads(frame_of(path), user, columns)
    found = pick(read_arrays(path, array), array or "heads", source)
    return make_heads(found, columns=columns, source=source)


def frame_heads(frame: Frame, user: str, columns: tuple[str, ...] = ()) -> Heads:
    """Heads of a table with named columns."""
    if user != "user" and user not in frame.columns:
        raise InputError(frame.source, f"no column {shown(user)}")
    names, left = (columns, ()) if columns else coordinates(frame, {user})
    values, exact = frame.numbers(names)
    users = frame.labels(user) if user in frame.columns else tuple(map(str, range(frame.rows)))
    off = rounding.of_decimals(exact, values)
    return checked(Heads(users, names, values, exact, frame.source, off, (*frame.notes, *left)))


def pick(arrays: dict[str, Array], name: str, source: str) -> Array:
    """The array of that name, or the only one there is."""
    if name in arrays:
        return arrays[name]
    if len(arrays) == 1 and name in {"heads", "covariances"}:
        return next(iter(arrays.values()))
    raise InputError(source, f"no array named {name!r} among {shown(sorted(arrays))}; --array NAME chooses one")


def read_noise(heads: Heads, covariances: Any, standard_errors: Any, user: str = "user") -> Array | None:
    """Read what is known of the estimation noise: covariances (n, k, k), or one (k, k) for everybody.

    Both are files or in memory. Standard errors come as a table like the heads, with the same users and columns in any
    order, or as an array with the rows and columns of the heads.

    Raises
    ------
    InputError
        For a wrong shape, an unknown user, a negative standard error or a covariance that is not positive definite.
    """
    if covariances is not None:
        inside = array_of(covariances)
        if inside is not None:
            return check_covariances(inside, heads, "covariances")
        return check_covariances(pick(read_arrays(covariances), "covariances", covariances), heads, covariances)
    if standard_errors is None:
        return None
    inside = array_of(standard_errors)
    if inside is not None and np.shape(inside) == heads.values.shape:
        table = make_heads(inside, heads.users, heads.columns, "standard errors")
    else:
        table = read_heads(standard_errors, user)
    source = table.source
    if len(table.users) != len(heads.users) or len(table.columns) != len(heads.columns):
        raise InputError(source, f"shape {table.values.shape} where the heads have {heads.values.shape}")
    try:
        rows = [{u: i for i, u in enumerate(table.users)}[u] for u in heads.users]
        order = [table.columns.index(name) for name in heads.columns]
    except (KeyError, ValueError) as error:
        raise InputError(source, f"no row or column for {shown(str(error))}") from None
    errors = table.values[np.ix_(rows, order)]
    if (errors <= 0).any():
        i, j = np.argwhere(errors <= 0)[0]
        raise InputError(source, f"standard error of {shown(heads.users[i])}, {heads.columns[j]} is not positive")
    return np.asarray(errors[:, :, None] * errors[:, None, :] * np.eye(errors.shape[1]))


def check_covariances(covariances: Array, heads: Heads, source: str) -> Floats:
    """Refuse covariances of a wrong shape, not finite, not symmetric or not positive definite."""
    users, size = heads.values.shape
    if covariances.shape not in {(users, size, size), (size, size)}:
        raise InputError(
            source, f"shape {covariances.shape} where ({users}, {size}, {size}) or ({size}, {size}) is needed"
        )
    stack = np.asarray(covariances, dtype=np.float64).reshape(-1, size, size)
    finite(stack.reshape(len(stack), -1), source)
    deviations = np.sqrt(np.abs(np.einsum("nii->ni", stack)))
    for i, matrix in enumerate(stack):
        scale = np.outer(deviations[i], deviations[i])
        if not (scale > 0).all() or np.abs(matrix - matrix.T).max(initial=0, where=scale > 0) > 1e-6 * scale.max():
            raise InputError(source, f"covariance {i} is not symmetric with a positive diagonal")
        if np.linalg.eigvalsh((matrix + matrix.T) / (2 * scale))[0] <= 0:
            raise InputError(source, f"covariance {i} is not positive definite")
    return stack if covariances.ndim == 3 else stack[0]


def read_features(path: Any, prompt: str = "prompt", response: str = "response") -> Features:
    """Read the features of responses: one row for a response to a prompt; without ``prompt``, one prompt for all.

    An array or nested lists are the responses to one prompt, their features named x0, x1, … as the coordinates of heads
    that are given so.

    Raises
    ------
    InputError
        For a response that comes twice under one prompt, and whatever `Frame.numbers` refuses.
    """
    inside = array_of(path)
    if inside is not None:
        table = make_heads(inside, source="features")
        return Features(("all",) * len(table.users), table.users, table.columns, table.values, table.exact)
    frame = frame_of(path)
    columns = tuple(name for name in frame.names if name not in {prompt, response})
    if not columns or not frame.rows:
        raise InputError(frame.source, "no features" if frame.rows else "no responses")
    responses = frame.labels(response)
    prompts = frame.labels(prompt) if prompt in frame.columns else ("all",) * frame.rows
    pairs = list(zip(prompts, responses, strict=True))
    twice = repeated(pairs)
    if twice is not None:
        raise InputError(frame.source, f"response {shown(twice[1])} to prompt {shown(twice[0])} comes twice")
    values, exact = frame.numbers(columns)
    return Features(prompts, responses, columns, values, exact)

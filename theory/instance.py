"""An instance: contexts, responses, comparators, a class of reward models and, optionally, the truth.

These are the objects of section 1 of the theory, in exact rationals and by name.
`theory.files.instance_file` reads them, `theory.files.writing` writes them; `theory.problem` turns a finite one into
arrays.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from fractions import Fraction
from itertools import chain
from typing import Any

Vector = tuple[Fraction, ...]
Matrix = tuple[Vector, ...]


@dataclass(frozen=True)
class Context:
    """A user with a prompt, and how often the pair arrives.

    Attributes
    ----------
    user, prompt : str
        Who asks, and what.
    probability : Fraction
        Positive; the probabilities of one list of contexts sum to 1.
    """

    user: str
    prompt: str
    probability: Fraction

    @property
    def pair(self) -> tuple[str, str]:
        """The user and the prompt."""
        return self.user, self.prompt


@dataclass(frozen=True)
class Baseline:
    """The comparator is always one fixed response."""

    response: str


@dataclass(frozen=True)
class Uniform:
    """The comparator is uniform over the other responses."""


@dataclass(frozen=True)
class Explicit:
    """The comparator law as a table ``[context][deployed][comparator]``; each row sums to 1."""

    rows: tuple[Matrix, ...]


@dataclass(frozen=True)
class Slate:
    """Both responses of a comparison are drawn from the softened policy of the model that the learner selected.

    With model g selected, y and y' are independent draws from γ_g(y | c) ∝ γ_0(y | c) e^{β r_g(c, y)}.

    Claim: T27.

    Attributes
    ----------
    inverse_temperature : Fraction
        β, not negative.
    reference : Matrix or None
        γ_0 as a table ``[context][response]``, positive rows that sum to 1; ``None`` is uniform.
    """

    inverse_temperature: Fraction
    reference: Matrix | None = None


Comparators = Baseline | Uniform | Explicit | Slate


@dataclass(frozen=True)
class Everything:
    """The whole parameter space is admitted: Θ = ℝ^d (or ℝ^{k×d})."""


@dataclass(frozen=True)
class Inequality:
    """The parameters with ⟨normal, θ⟩ ≤ at_most."""

    normal: Vector
    at_most: Fraction


@dataclass(frozen=True)
class Box:
    """The parameters between two bounds, coordinate by coordinate, that satisfy further inequalities: a polytope.

    Attributes
    ----------
    lower, upper : tuple of Fraction or None, length d
        ``None`` is unbounded.
    inequalities : tuple of Inequality
        With normals of length d; there may be none.
    """

    lower: tuple[Fraction | None, ...]
    upper: tuple[Fraction | None, ...]
    inequalities: tuple[Inequality, ...] = ()

    @property
    def bounded(self) -> bool:
        """Whether every coordinate has both bounds, so that the class is compact."""
        return None not in self.lower and None not in self.upper


Vectors = Mapping[str, Vector]
Matrices = Mapping[str, Matrix]


@dataclass(frozen=True)
class Rewards:
    """A finite class given by its rewards, model → ``[context][response]``."""

    table: Mapping[str, Matrix]


@dataclass(frozen=True)
class Heads:
    """Linear latent reward: heads ``[context][response]`` → ℚ^d and the parameters θ admitted."""

    vectors: tuple[Matrix, ...]
    parameters: Vectors | Everything | Box

    @property
    def dimension(self) -> int:
        """The dimension d of the latent reward."""
        return len(self.vectors[0][0])


@dataclass(frozen=True)
class Factored:
    """The factored form: r_u(x, y) = w_uᵀ B φ(x, y) with user heads w, features φ and k × d matrices B.

    The parameters of a box are B row by row.
    """

    user_heads: Mapping[str, Vector]
    features: Mapping[str, Matrix]
    parameters: Matrices | Everything | Box

    @property
    def shape(self) -> tuple[int, int]:
        """The shape (k, d) of a parameter matrix."""
        return len(next(iter(self.user_heads.values()))), len(next(iter(self.features.values()))[0])


ModelClass = Rewards | Heads | Factored


@dataclass(frozen=True)
class Training:
    """Where the offline data come from: contexts with the law q, and the behaviour policy β.

    Attributes
    ----------
    contexts : tuple of Context
        The support of q.
    behaviour : Matrix or None
        β as a table ``[training context][response]``; ``None`` is uniform.
    """

    contexts: tuple[Context, ...]
    behaviour: Matrix | None


@dataclass(frozen=True)
class Instance:
    """One document of the format ``user-diversity/instance/1``.

    Attributes
    ----------
    contexts : tuple of Context
        Where the policy is deployed: the support of p.
    responses : tuple of str
        At least two names.
    comparators : Baseline, Uniform, Explicit or Slate
        The law κ(· | c, y), or that of both responses.
    models : Rewards, Heads or Factored
        The class Θ.
    truth : str, Vector, Matrix or None
        A model's name for a finite class, a parameter otherwise.
    training : Training or None
        For the offline claims.
    name, note : str or None
        Free text.

    Examples
    --------
    >>> Instance.from_arrays({"a": [[0, 1]], "b": [[1, 0]]}, name="two models").responses
    ('y0', 'y1')
    """

    contexts: tuple[Context, ...]
    responses: tuple[str, ...]
    comparators: Comparators
    models: ModelClass
    truth: str | Vector | Matrix | None = None
    training: Training | None = None
    name: str | None = None
    note: str | None = None

    @classmethod
    def from_arrays(cls, rewards: Any, **options: Any) -> Instance:
        """Build an instance with a finite class from rewards; see `theory.arrays.from_arrays`.

        Examples
        --------
        >>> Instance.from_arrays({"a": [[0, 1]], "b": [[1, 0]]}, truth="a").model_names
        ('a', 'b')
        """
        from theory.arrays import from_arrays

        return from_arrays(rewards, **options)

    @classmethod
    def from_heads(cls, heads: Any, **options: Any) -> Instance:
        """Build an instance with linear rewards from heads; see `theory.arrays.from_heads`.

        Examples
        --------
        >>> Instance.from_heads([[[0, 0], [1, 0]], [[0, 0], [0, 1]]], truth=[1, -1]).finite
        False
        """
        from theory.arrays import from_heads

        return from_heads(heads, **options)

    @property
    def finite(self) -> bool:
        """Whether Θ is a finite class."""
        return isinstance(self.models, Rewards) or isinstance(self.models.parameters, Mapping)

    @property
    def model_names(self) -> tuple[str, ...]:
        """The names of the models, in the order of the document; empty where Θ is not finite."""
        members = self.models.table if isinstance(self.models, Rewards) else self.models.parameters
        return tuple(members) if isinstance(members, Mapping) else ()

    @property
    def training_only(self) -> tuple[Context, ...]:
        """Training contexts that are never deployed."""
        deployed = {context.pair for context in self.contexts}
        return tuple(c for c in (self.training.contexts if self.training else ()) if c.pair not in deployed)


def numbers(value: object) -> Iterator[Fraction]:
    """Yield every number of an instance, or of a part of one."""
    if isinstance(value, Fraction):
        yield value
    elif isinstance(value, Rewards):
        yield from chain.from_iterable(chain.from_iterable(value.table.values()))
    elif isinstance(value, Mapping):
        for entry in value.values():
            yield from numbers(entry)
    elif isinstance(value, tuple):
        here = [entry for entry in value if isinstance(entry, Fraction)]
        yield from here
        for entry in value if len(here) < len(value) else ():
            if not isinstance(entry, Fraction):
                yield from numbers(entry)
    elif is_dataclass(value):
        for field in fields(value):
            yield from numbers(getattr(value, field.name))

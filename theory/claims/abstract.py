"""The abstract, sentence by sentence, and which of the reviewed sentences each one holds."""

from __future__ import annotations

from dataclasses import dataclass

SOURCE = (
    "E. H. Kang, Personalized Alignment Revisited: The Necessity and Sufficiency of User Diversity, arXiv 2605.09119"
)
"""Where the abstract is from."""


@dataclass(frozen=True)
class Quote:
    """One sentence of the abstract.

    Attributes
    ----------
    text : str
        As published.
    sentences : tuple of str
        The ids in `theory.claims.SENTENCES` under which it is reviewed; none where it claims nothing.
    """

    text: str
    sentences: tuple[str, ...]


ABSTRACT = (
    Quote(
        "Personalized alignment aims to adapt large language models to heterogeneous user preferences, yet the precise "
        "theoretical conditions for its statistical efficiency have not been formally established.",
        (),
    ),
    Quote(
        "This paper characterizes the conditions under which personalized alignment achieves O(1) online regret and "
        "log(1/epsilon) offline sample complexity.",
        ("A1", "A2"),
    ),
    Quote(
        "We show that these optimal rates depend on a specific user-diversity condition: the population of "
        "user-specific heads must span the latent reward directions that can alter the optimal response.",
        ("A3",),
    ),
    Quote("We prove that this condition is both necessary and sufficient.", ("A4", "A5")),
    Quote(
        "When it holds, simple greedy algorithms achieve benchmark efficiency; when it fails, every learner in a "
        "natural admissible class incurs at least logarithmic regret.",
        ("A4", "A5"),
    ),
    Quote("Our results identify user diversity as the fundamental driver of personalized identifiability.", ("A6",)),
)
"""The sentences, in order."""

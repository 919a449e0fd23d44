"""Trial of one claim on random populations, reproducible from a seed."""

from __future__ import annotations

import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any

from checks.claims import Check, examine, load
from checks.claims.judge import Judgement, Ruling
from checks.populations.source import Population, Seeded
from theory.claims import Claim
from theory.errors import InputError
from theory.files import writing
from theory.instance import Instance

Keep = Callable[[dict[str, Any]], None]

_CHUNK = 100
_MOST_CHUNKS = 40
_SHRINKING = 500
"""How many smaller instances are examined, at most, once one refutes."""


class _RefutedError(Exception):
    """A comparison went the wrong way."""


@dataclass
class Trial:
    """What trying one claim found.

    Attributes
    ----------
    claim : str
        Its id.
    cases, met : int
        Instances tried, and those on which some comparison had its hypotheses and was decided.
    comparisons : Counter
        Ruling → how often.
    wanted : tuple of str
        The statements that must be met, each at least once, before the claim counts as tried.
    statements : Counter
        Statement → how often its hypotheses held and it was decided.
    tightness : dict
        Statement → the largest ratio of its smaller to its larger side.
    failing : Instance or None
        The smallest instance found that refutes the claim.
    failure : str
        Which comparison failed there, or what went wrong.
    error : bool
        Whether the check itself broke.
    slack : bool
        Whether a bound is looser than it is known to be; see `checks.verify.slack`.
    unfinished : bool
        Whether its time was over before enough cases met the hypotheses.
    log : list of dict
        One entry a case.
    """

    claim: str
    cases: int = 0
    met: int = 0
    comparisons: Counter[str] = field(default_factory=Counter)
    wanted: tuple[str, ...] = ()
    statements: Counter[str] = field(default_factory=Counter)
    tightness: dict[str, float] = field(default_factory=dict)
    failing: Instance | None = None
    failure: str = ""
    error: bool = False
    slack: bool = False
    unfinished: bool = False
    log: list[dict[str, Any]] = field(default_factory=list)

    def record(self, instance: Instance, judgements: list[Judgement]) -> None:
        """Count one instance, and raise if it refutes the claim."""
        rulings = Counter(judgement.ruling.value for judgement in judgements)
        self.cases += 1
        decided = [judgement for judgement in judgements if judgement.ruling not in {Ruling.VACUOUS, Ruling.OPEN}]
        self.met += bool(decided)
        self.statements.update(judgement.statement for judgement in decided)
        self.comparisons += rulings
        for judgement in judgements:
            if judgement.tightness is not None:
                self.tightness[judgement.statement] = max(
                    judgement.tightness, self.tightness.get(judgement.statement, 0.0)
                )
        self.log.append({"case": self.cases, **dict(sorted(rulings.items()))})
        for judgement in judgements:
            if judgement.ruling is Ruling.VIOLATED:
                self.failing, self.failure = instance, _described(judgement)
                raise _RefutedError

    def saved(self, known: int) -> dict[str, Any]:
        """Return the trial so far, with the entries of its log from ``known`` on, as JSON values for `restore`."""
        return {
            "cases": self.cases,
            "met": self.met,
            "comparisons": dict(self.comparisons),
            "statements": dict(self.statements),
            "tightness": dict(self.tightness),
            "log": self.log[known:],
        }

    def restore(self, saved: Mapping[str, Any]) -> None:
        """Take up a trial where it was saved; chunks are restored in order."""
        self.cases, self.met = saved["cases"], saved["met"]
        self.comparisons, self.statements = Counter(saved["comparisons"]), Counter(saved["statements"])
        self.tightness = dict(saved["tightness"])
        self.log += saved["log"]

    @property
    def untried(self) -> tuple[str, ...]:
        """The wanted statements that were never decided."""
        return tuple(name for name in self.wanted if not self.statements[name])

    @property
    def verdict(self) -> str:
        """What is shown, and never more than the cases show of every statement.

        ``error``, ``refuted``, ``slack``, ``vacuous`` or ``unrefuted``.
        """
        if self.error:
            return "error"
        if self.failing is not None:
            return "refuted"
        if self.slack:
            return "slack"
        return "unrefuted" if self.met and not self.untried else "vacuous"


def _described(judgement: Judgement) -> str:
    where = f" ({judgement.where})" if judgement.where else ""
    return f"{judgement.statement}: {judgement.left} against {judgement.right}{where}"


def run(
    claim: Claim,
    cases: int,
    start: int,
    most_chunks: int = _MOST_CHUNKS,
    kept: Sequence[Mapping[str, Any]] = (),
    keep: Keep | None = None,
    deadline: float | None = None,
) -> Trial:
    """Try a claim, or a mutant of it, on random instances until ``cases`` met its hypotheses and each statement did.

    Parameters
    ----------
    claim : Claim
        From the ledger or mutated.
    cases : int
        How many instances must meet the hypotheses.
    start : int
        The seed; the same seed gives the same instances.
    most_chunks : int
        Stop after this many hundred instances even if too few met the hypotheses.
    kept : sequence of mapping
        The chunks of hundred that an interrupted trial with the same arguments finished, as ``keep`` was given them.
    keep : callable, optional
        Is given each chunk as it is finished.
    deadline : float, optional
        On the clock of `time.monotonic`: the trial is left unfinished at the first chunk that would start later.
    """
    trial = Trial(claim.id, wanted=tuple(statement.name for statement in claim.statements))
    for saved in kept:
        trial.restore(saved)
    check: list[Check] = []
    if not _survived(trial, lambda: check.append(load(claim))):
        return trial
    for chunk in range(len(kept), most_chunks):
        if trial.met >= cases and not trial.untried:
            break
        if deadline is not None and monotonic() > deadline:
            trial.unfinished = True
            break

        known = len(trial.log)
        choose = Seeded(repr((start, claim.id, chunk)))
        if not _survived(trial, partial(_some, trial, claim, check[0].population, cases, choose)):
            break
        if keep is not None:
            keep(trial.saved(known))
    return trial


def _some(trial: Trial, claim: Claim, population: Population, cases: int, choose: Seeded) -> None:
    """Try a claim on up to a hundred instances, none of them drawn in vain; on the smallest like it, if one refutes."""
    for _ in range(_CHUNK):
        if trial.met >= cases and not trial.untried:
            return
        instance = population(choose)
        try:
            trial.record(instance, examine(claim, instance))
        except _RefutedError:
            trial.failing, trial.failure = _smallest(claim, instance)
            raise


def _smallest(claim: Claim, instance: Instance) -> tuple[Instance, str]:
    """Shrink an instance that refutes a claim; return it, and which comparison fails there."""
    from checks.refute.shrinking.shrink import shrink

    left = _SHRINKING

    def refutes(candidate: Instance) -> bool:
        nonlocal left
        left -= 1
        return left >= 0 and _violated(claim, candidate) is not None

    smallest = shrink(instance, refutes)
    judgement = _violated(claim, smallest)
    assert judgement is not None
    return smallest, _described(judgement)


def _violated(claim: Claim, instance: Instance) -> Judgement | None:
    try:
        judgements = examine(claim, instance)
    except Exception:  # an instance on which the check breaks is no smaller counterexample
        return None
    return next((judgement for judgement in judgements if judgement.ruling is Ruling.VIOLATED), None)


def compare_with_known(trial: Trial, claim: Claim) -> None:
    """Play a claim that nothing refuted where its bounds are known to be tight, and say so if they are looser there."""
    from checks.verify.slack import found

    lines: list[str] = []
    if trial.verdict in ("error", "refuted") or not _survived(trial, lambda: lines.append(found(claim))):
        return
    trial.slack, trial.failure = bool(lines[0]), lines[0]


def replay(claim: Claim, instances: Iterable[Instance], files: Sequence[str] = ()) -> Trial:
    """Try a claim on given instances.

    Parameters
    ----------
    files : sequence of str, optional
        Where each instance comes from, for complaints.

    Raises
    ------
    InputError
        Where the claim does not speak of such an instance.
    """
    trial, unsuitable = Trial(claim.id), list[InputError]()

    def attempt() -> None:
        for number, instance in enumerate(instances):
            try:
                judgements = examine(claim, instance)
            except InputError as error:
                place = f"{files[number]}: {claim.id}" if files else claim.id
                unsuitable.append(InputError(place, f"does not speak of such an instance: {error}"))
                return
            trial.record(instance, judgements)

    _survived(trial, attempt)
    if unsuitable:
        raise unsuitable[0]
    return trial


def _survived(trial: Trial, attempt: Callable[[], None]) -> bool:
    try:
        attempt()
    except _RefutedError:
        return False
    except Exception as error:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        trial.error, trial.failure = (
            True,
            f"{type(error).__name__}: {error} ({Path(frame.filename).name}:{frame.lineno})",
        )
        return False
    return True


def as_values(trial: Trial) -> dict[str, Any]:
    """Return a trial as JSON values, without the log."""
    return {
        "claim": trial.claim,
        "verdict": trial.verdict,
        "cases": trial.cases,
        "met": trial.met,
        "comparisons": dict(sorted(trial.comparisons.items())),
        "statements": {name: trial.statements[name] for name in trial.wanted},
        "tightness": {name: float(f"{ratio:.9g}") for name, ratio in sorted(trial.tightness.items())},
        "failure": trial.failure,
        "instance": None if trial.failing is None else writing.document(trial.failing),
    }

"""The symbolic proofs by claim, and how they are run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from time import perf_counter

from proofs.symbolic.engine.step import CLAIMS, ELEMENTARY, Discharge, Goal, Proof, Step
from theory.claims.claim import Statement


@dataclass(frozen=True, slots=True)
class StepResult:
    """A step with what its discharger answered and how long that took, in seconds."""

    step: Step
    outcome: Discharge
    seconds: float


@dataclass(frozen=True, slots=True)
class ProofResult:
    """What running a claim's symbolic proof gave."""

    claim: str
    steps: tuple[StepResult, ...]
    seconds: float

    @property
    def kernel_theorems(self) -> tuple[str, ...]:
        """The Rocq theorems that cover the steps not proved here."""
        return tuple(r.outcome.kernel_theorem for r in self.steps if r.outcome.kernel_theorem is not None)

    @property
    def failed(self) -> tuple[StepResult, ...]:
        """The steps that are neither proved here nor left to the kernel."""
        return tuple(r for r in self.steps if not r.outcome.accepted and r.outcome.kernel_theorem is None)

    @property
    def status(self) -> str:
        """`proved`, `partial: …`, or `failed`."""
        if self.failed or not self.steps:
            return "failed"
        if self.kernel_theorems:
            return f"partial: kernel only steps {len(self.kernel_theorems)} of {len(self.steps)}"
        if self.claim != ELEMENTARY and not any(isinstance(r.step.statement, Statement) for r in self.steps):
            return "partial: no step ends in a statement of the ledger"
        return "proved"


def module_name(claim: str) -> str:
    """Return the module of a claim's proof: `T6` is `proofs.symbolic.t06`."""
    return f"proofs.symbolic.{claim if claim == ELEMENTARY else f'{claim[0].lower()}{int(claim[1:]):02d}'}"


def load(claim: str) -> Proof | None:
    """Return the symbolic proof of a claim, or of the `elementary` facts, or None if there is none.

    Raises
    ------
    ValueError
        If this is not the id of a claim.

    Examples
    --------
    >>> load("L1").steps[0].name
    'closed form'
    """
    if claim != ELEMENTARY and claim not in CLAIMS:
        raise ValueError(f"{claim!r} is not the id of a claim")
    if find_spec(module_name(claim)) is None:
        return None
    proof = import_module(module_name(claim)).PROOF
    if not isinstance(proof, Proof) or proof.claim != claim:
        raise ValueError(f"{module_name(claim)} does not prove {claim}")
    return proof


def proves(claim: str, statement: str) -> bool:
    """Tell whether a claim's symbolic proof ends in a statement by itself, rather than leaving it to the kernel.

    Examples
    --------
    >>> proves("L1", "closed form"), proves("T1", "headline")
    (True, False)
    """
    proof = load(claim)
    steps = () if proof is None else proof.steps
    ends = [step for step in steps if isinstance(step.statement, Statement) and step.statement.name == statement]
    return any(not getattr(step.discharger, "theorem", "") for step in ends)


def all_proofs() -> Iterator[Proof]:
    """Yield every symbolic proof, in order of the claims."""
    for claim in CLAIMS:
        proof = load(claim)
        if proof is not None:
            yield proof


def find(reference: str, within: Proof, before: str | None = None) -> Step:
    """Return the step a reference means: `name` here, `L2: name` elsewhere, `T7` for the last step of a claim.

    Raises
    ------
    LookupError
        If there is no such step, or it does not come before the step that asks.
    """
    if reference in CLAIMS:
        return _other(reference, within).steps[-1]
    claim, separator, name = reference.partition(": ")
    return _other(claim, within).step(name) if separator else within.step(reference, before)


def _other(claim: str, within: Proof) -> Proof:
    proof = load(claim) if claim != within.claim else None
    if proof is None:
        raise LookupError(f"{within.claim} cannot cite {claim}")
    return proof


def goal(proof: Proof, step: Step) -> Goal:
    """Return what the step's discharger has to prove, with the steps before it in reach."""
    return Goal(step.statement, step.given, lambda reference: find(reference, proof, before=step.name))


def cited(proof: Proof) -> tuple[str, ...]:
    """Return the other claims that a proof's steps use, in order."""
    named = {use.step.partition(": ")[0] for step in proof.steps for use in step.discharger.uses}
    return tuple(claim for claim in CLAIMS if claim in named)


def _elementary(proof: Proof) -> tuple[Step, ...]:
    """Return the elementary steps that a proof uses, directly or through one another, in order."""
    shared = load(ELEMENTARY)
    if shared is None or proof is shared:
        return ()
    prefix = f"{ELEMENTARY}: "
    wanted = {
        use.step.removeprefix(prefix)
        for step in proof.steps
        for use in step.discharger.uses
        if use.step.startswith(prefix)
    }
    for step in reversed(shared.steps):
        if step.name in wanted:
            wanted |= {use.step for use in step.discharger.uses}
    return tuple(step for step in shared.steps if step.name in wanted)


def discharge(proof: Proof, step: Step) -> StepResult:
    """Discharge one step of a proof; an error in a discharger is a step that failed."""
    start = perf_counter()
    try:
        outcome = step.discharger(goal(proof, step))
    except Exception as error:
        outcome = Discharge(False, f"error: {error!r}")
    return StepResult(step, outcome, perf_counter() - start)


def run(claim: str) -> ProofResult:
    """Discharge every step of a claim's proof, and the elementary facts that it uses.

    Raises
    ------
    LookupError
        If the claim has no symbolic proof.
    """
    proof, shared = load(claim), load(ELEMENTARY)
    if proof is None or shared is None:
        raise LookupError(f"{claim} has no symbolic proof")
    results = [discharge(shared, step) for step in _elementary(proof)]
    results += [discharge(proof, step) for step in proof.steps]
    return ProofResult(claim, tuple(results), sum(result.seconds for result in results))

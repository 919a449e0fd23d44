"""The algebra of every proof as named steps, each discharged by a decision procedure that can fail."""

from proofs.symbolic.catalogue import ProofResult, StepResult, all_proofs, cited, load, run
from proofs.symbolic.engine.step import Discharge, Proof, Step

__all__ = ["Discharge", "Proof", "ProofResult", "Step", "StepResult", "all_proofs", "cited", "load", "run"]

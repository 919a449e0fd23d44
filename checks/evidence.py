"""Evidence on disk: one file a claim, written whole when its trial ends.

A killed run loses at most the claims it was working on. Dates and durations live in a file of their own: for one
seed the evidence is the same bytes wherever it is made.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checks import trial as trials
from checks.output import write_text
from checks.trial import Trial
from theory.errors import InputError


@dataclass(frozen=True)
class Evidence:
    """A folder of evidence for one set of options.

    Attributes
    ----------
    folder : Path
        Where the files are.
    options : mapping
        What the evidence depends on: seed, cases, versions. Files made with other options are not reused.
    """

    folder: Path
    options: Mapping[str, Any]

    def open(self, resume: bool) -> None:
        """Create the folder; unless the run is resumed, forget what is in it.

        Raises
        ------
        InputError
            When the folder cannot be made.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            if not resume:
                for old in (*self.folder.glob("*.jsonl"), *self.folder.glob("*-refuted.json")):
                    old.unlink()
        except OSError as error:
            raise InputError(str(self.folder), error.strerror or "cannot be written") from None

    def finished(self, claim: str) -> dict[str, Any] | None:
        """Return what an earlier run with the same options found for a claim, or None."""
        try:
            lines = (self.folder / f"{claim}.jsonl").read_text(encoding="utf-8").splitlines()
            header, last = json.loads(lines[0]), json.loads(lines[-1])
        except (OSError, ValueError, IndexError):
            return None
        return last if header == {"options": dict(self.options)} and last.get("claim") == claim else None

    def keep(self, trial: Trial) -> dict[str, Any]:
        """Write the evidence of one claim and return its summary."""
        summary = trials.document(trial)
        lines = [{"options": dict(self.options)}, *trial.log, summary]
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        write_text(self.folder / f"{trial.claim}.jsonl", text)
        if summary["instance"] is not None:
            refuted = json.dumps(summary["instance"], ensure_ascii=False, indent=1) + "\n"
            write_text(self.folder / f"{trial.claim}-refuted.json", refuted)
        return summary

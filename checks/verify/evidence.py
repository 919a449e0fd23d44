"""Evidence on disk: one file a claim, written whole when its trial ends; until then, a journal of finished chunks.

A run that is killed loses at most the hundred cases each worker was trying. Dates and durations live in a file of
their own: for one seed the evidence is the same bytes wherever it is made.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from checks.runtime import journal
from checks.runtime.journal import Write
from checks.runtime.output import TEMPORARY, write_text
from checks.verify import trial as trials
from checks.verify.trial import Trial
from proofs.seal import sealed, unsealed
from theory.claims import LEDGER
from theory.errors import InputError

KINDS = (".jsonl", "-refuted.json", ".part")
"""Endings of the files of a claim: evidence, the instance that refutes it, and the journal of an unfinished trial."""


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
        """Create the folder; clear what killed runs left half-made and, unless the run is resumed, all old evidence.

        Raises
        ------
        InputError
            When the folder cannot be made, and when a run is resumed that was asked for otherwise.
        """
        if resume:
            self._same()
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            for leftover in self.folder.glob(f"{TEMPORARY}*"):
                leftover.unlink()
            for claim in () if resume else LEDGER:
                self._forget(claim.id, KINDS)
        except OSError as error:
            raise InputError(str(self.folder), error.strerror or "cannot be written") from None

    def _same(self) -> None:
        """Refuse to go on with a run that had another seed or other cases; versions may have changed."""
        for path in (self.folder / f"{claim.id}{kind}" for claim in LEDGER for kind in (".jsonl", ".part")):
            try:
                with path.open(encoding="utf-8") as stream:
                    before = dict(json.loads(stream.readline())["options"])
            except (OSError, ValueError, KeyError, TypeError):
                continue
            for name in ("seed", "cases"):
                now = self.options.get(name)
                if name in before and before[name] != now:
                    raise InputError("--resume", f"{path} was made with --{name} {before[name]}, not {now}")

    def _forget(self, claim: str, kinds: tuple[str, ...]) -> None:
        for kind in kinds:
            (self.folder / f"{claim}{kind}").unlink(missing_ok=True)

    def finished(self, claim: str) -> dict[str, Any] | None:
        """Return what an earlier run with the same options found for a claim, or None; edited evidence is none."""
        try:
            lines = (self.folder / f"{claim}.jsonl").read_text(encoding="utf-8").splitlines()
            header, last = json.loads(lines[0]), unsealed(json.loads(lines[-1]), *lines[:-1])
        except (OSError, ValueError, IndexError):
            return None
        if header != self._header or last is None or last.get("claim") != claim:
            return None
        self._forget(claim, (".part",))
        return last

    @property
    def _header(self) -> dict[str, Any]:
        return {"options": dict(self.options)}

    @contextmanager
    def chunks(self, claim: str) -> Iterator[tuple[list[dict[str, Any]], Write]]:
        """Give the chunks that an unfinished trial of a claim kept, and a function that keeps one more."""
        path = self.folder / f"{claim}.part"
        with journal.appending(path) as write:
            entries = journal.read(path)
            kept = [unsealed(entry, claim, str(number)) for number, entry in enumerate(entries[1:])]
            chunks = [chunk for chunk in kept if chunk is not None]
            if entries[:1] != [self._header] or len(chunks) < len(kept):
                path.write_bytes(b"")
                write(self._header)
                chunks = []
            numbers = count(len(chunks))
            yield chunks, lambda chunk: write(sealed(chunk, claim, str(next(numbers))))

    def keep(self, trial: Trial) -> dict[str, Any]:
        """Write the evidence of one claim and return its summary."""
        summary = trials.as_values(trial)
        lines = [json.dumps(line, ensure_ascii=False) for line in (self._header, *trial.log)]
        lines.append(json.dumps(sealed(summary, *lines), ensure_ascii=False))
        text = "".join(f"{line}\n" for line in lines)
        if summary["instance"] is None:
            self._forget(trial.claim, ("-refuted.json",))
        else:
            refuted = json.dumps(summary["instance"], ensure_ascii=False, indent=1) + "\n"
            write_text(self.folder / f"{trial.claim}-refuted.json", refuted)
        write_text(self.folder / f"{trial.claim}.jsonl", text)
        self._forget(trial.claim, (".part",))
        return summary

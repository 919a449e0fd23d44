"""The generated parts of the README: figure, model, ledger, proofs, bounded jobs.

``python -m checks.report.readme`` says whether they are current; ``--write`` makes them so.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from checks.report import real_populations
from checks.report.figures import charts
from checks.report.render import style
from checks.report.words.model import MODEL, READING
from checks.runtime.job_figures import recorded
from checks.runtime.output import write_text
from proofs.symbolic import catalogue
from theory.claims import LEDGER, SENTENCES

ROOT = Path(__file__).resolve().parents[2]
README, FIGURE = ROOT / "README.md", ROOT / "docs" / "regimes.svg"

SEED = 0
_SECTION = re.compile(r"(<!-- generated: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def figure() -> str:
    """Return the figure as a free-standing SVG file."""
    panels = charts.panels(real_populations.figures(SEED))
    return charts.sheet(panels[:3], style("chart.css"), "Regret in the bounded, the logarithmic and the linear regime")


def model() -> str:
    """Return the model in half a page."""
    rows = [(term.name, f"$`{term.latex}`$", term.words) for term in MODEL]
    return f"{READING}\n\n{_table(('', '', ''), rows)}"


def sentences() -> str:
    """Return the sentences of the abstract and the claims behind each."""
    behind = {name: [claim.id for claim in LEDGER if name in claim.sentences] for name in SENTENCES}
    rows = [(name, text, ", ".join(behind[name])) for name, text in SENTENCES.items()]
    return _table(("", "sentence, in short", "claims"), rows)


def ledger() -> str:
    """Return the ledger as it is written down; verdicts come from a run only."""
    rows = [
        (claim.id, claim.title, ", ".join(claim.sentences) or "—", claim.match.grade, claim.match.difference)
        for claim in LEDGER
    ]
    return _table(("claim", "title", "sentences", "match", "difference"), rows)


def proofs() -> str:
    """Return where each claim is proved: theorems of the headline file, steps of the symbolic proof, rests on."""
    rows = []
    for claim in LEDGER:
        proof = catalogue.load(claim.id)
        steps = "—" if proof is None else f"[{len(proof.steps)} steps](proofs/symbolic/{claim.module}.py)"
        theorems = ", ".join(f"`{name}`" for name in claim.kernel) or "—"
        rows.append((claim.id, theorems, steps, ", ".join(claim.rests_on) or "—"))
    return _table(("claim", "kernel", "symbolic", "rests on"), rows)


def jobs() -> str:
    """Return the bounded jobs with what each measured last."""
    rows = [(job.job, f"`{job.command}`", job.figure) for job in recorded()]
    return _table(("job", "command", "last figure"), rows)


SECTIONS = {"sentences": sentences, "model": model, "ledger": ledger, "proofs": proofs, "jobs": jobs}


def current(text: str) -> str:
    """Return the README with every generated part made anew."""
    return _SECTION.sub(lambda found: f"{found[1]}{SECTIONS[found[2]]()}\n{found[3]}", text)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(_cell(cell) for cell in line)} |" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", r"\|")


def main(arguments: Sequence[str]) -> int:
    """Write or compare; 1 when something is out of date."""
    made = {README: current(README.read_text("utf-8")), FIGURE: figure()}
    stale = [path for path, text in made.items() if not path.is_file() or path.read_text("utf-8") != text]
    for path in stale:
        if "--write" in arguments:
            write_text(path, made[path])
        print(path.relative_to(ROOT))
    return int(bool(stale) and "--write" not in arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

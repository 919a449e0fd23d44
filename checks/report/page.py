"""Data of the review page, in the shape of its template."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from checks.refute import necessity_table
from checks.report import adversary, tables
from checks.report.figures import graph
from checks.report.figures.charts import charts
from checks.report.kept.origins import of_audit, of_figures, origins
from checks.report.not_claimed import not_claimed, unsettled
from checks.report.readings import readings
from checks.report.real_populations import Document
from checks.report.render import render
from checks.report.sources import NOT_RUN, Reading, behind
from checks.report.words.formulas import latex, mathml, symbols
from checks.report.words.model import MODEL, READING
from proofs.symbolic import catalogue
from proofs.symbolic.engine.step import Step
from proofs.symbolic.render import render_mathml
from theory.claims import LEDGER, SENTENCES, Claim, Statement
from theory.claims.abstract import ABSTRACT, Quote
from theory.claims.hypotheses import HYPOTHESES
from theory.claims.words import words

TITLE = "User diversity, reviewed"
CONTENTS = (
    ("abstract", "Abstract"),
    ("sentences", "Sentences"),
    ("readings", "Readings"),
    ("model", "Model"),
    ("regimes", "Regimes"),
    ("graph", "Graph"),
    ("claims", "Claims"),
    ("tightness", "Tightness"),
    ("populations", "Populations"),
    ("not-claimed", "Not claimed"),
    ("reproduce", "Reproduce"),
)
GROUPS = {
    ("exact", "weaker", "our reading"): "What the abstract leaves open, and how we read it",
    ("stronger",): "Beyond the abstract",
    ("limit",): "Where it ends",
    ("tool",): "Lemmas",
}
"""Grades of the match → the heading under which a sentence lists its claims."""

VERDICTS = ("proved", "unrefuted", "vacuous", "slack", "refuted", "error", NOT_RUN)


def page(
    reading: Reading,
    figures: Document,
    audits: Mapping[str, Document],
    stamp: str,
    left_out: Sequence[str] = (),
) -> str:
    """Return the review as one self-contained HTML document.

    Parameters
    ----------
    reading : Reading
        The evidence of a run.
    figures : mapping
        The document ``user-diversity/picture/1``.
    audits : mapping
        Case → the document of its audit.
    stamp : str
        When the page was made; the only thing that differs between two runs.
    left_out : sequence of str
        Cases that were not audited.
    """
    trials = [entry["trial"] for entry in reading.entries.values() if entry["trial"]]
    counts = Counter(reading.verdict(claim) for claim in LEDGER)
    return render(
        "review.html.j2",
        TITLE,
        contents=CONTENTS,
        reading_note=READING,
        model=MODEL,
        tally=[(word, counts[word]) for word in VERDICTS if counts[word]],
        met=f"{sum(trial['met'] for trial in trials):,}",
        comparisons=f"{sum(sum(trial['comparisons'].values()) for trial in trials):,}",
        abstract=[
            {"text": quote.text, "sentences": [_sentence(reading, name) for name in quote.sentences]}
            for quote in _quotes()
        ],
        unsettled=unsettled(reading),
        sentences=[_sentence(reading, name) for name in SENTENCES],
        readings=readings(reading.verdict),
        charts=[Markup(chart) for chart in charts(figures)],
        figures=figures,
        measured=of_figures(figures),
        graph=Markup(graph.svg(reading.verdict)),
        claims=[_claim(reading, claim) for claim in LEDGER],
        tightest=adversary.bounds(reading.tightest),
        fates={fate: len(listed) for fate, listed in reading.falsified.items()},
        audits=[_audit(case, document) for case, document in audits.items()],
        audits_left_out=left_out,
        not_claimed=list(not_claimed(reading)),
        options=reading.options,
        command=reading.command,
        origins=tables.table(
            "computed, and kept", ["shown", "where from", "again"], origins(reading.command, figures, audits)
        ),
        versions=tables.table("versions of this run", ["package", "version"], reading.versions.items()),
        tables=tables.instance_tables,
        stamp=stamp,
    )


def _sentence(reading: Reading, name: str) -> dict[str, Any]:
    claims = behind(name)
    groups = []
    for grades, heading in GROUPS.items():
        listed = [
            {
                "id": claim.id,
                "title": claim.title,
                "verdict": reading.verdict(claim),
                "says": claim.match.grade != "tool",
                "difference": claim.match.difference,
            }
            for claim in claims
            if claim.match.grade in grades
        ]
        if listed:
            groups.append((heading, listed))
    verdict = reading.verdict_of_sentence(name)
    weakest = next((claim for claim in claims if reading.verdict(claim) == verdict and verdict != "proved"), None)
    return {"id": name, "text": SENTENCES[name], "verdict": verdict, "groups": groups, "weakest": weakest}


def _quotes() -> list[Quote]:
    """Return the quotations with each reviewed sentence under the first of them that holds it."""
    seen: set[str] = set()
    result = []
    for quote in ABSTRACT:
        result.append(replace(quote, sentences=tuple(name for name in quote.sentences if name not in seen)))
        seen |= set(quote.sentences)
    return result


def _claim(reading: Reading, claim: Claim) -> dict[str, Any]:
    entry = reading.entries.get(claim.id, {})
    trial = entry.get("trial") or {}
    return {
        "id": claim.id,
        "title": claim.title,
        "verdict": reading.verdict(claim),
        "own": entry.get("own_verdict", NOT_RUN),
        "met": trial.get("met") if trial else None,
        "statements": [
            {"name": s.name, "latex": latex(s), "needs": claim.assumed(s) if s.spares else ()} for s in claim.statements
        ],
        "symbols": symbols(claim),
        "sentence": words(claim.id).sentence,
        "why": words(claim.id).why,
        "hypotheses": [
            {
                "latex": HYPOTHESES[name].latex,
                "words": HYPOTHESES[name].words,
                "breaks": words(claim.id).breaks(name),
            }
            for name in claim.hypotheses
        ],
        "standing": [str(row) for row in necessity_table.of(claim.id)],
        "sentences": claim.sentences,
        "grade": claim.match.grade,
        "difference": claim.match.difference,
        "proofs": _proofs(reading, claim),
        "supporting": [{"name": name, "axioms": _axioms(reading, name)} for name in claim.supporting],
        "symbolic": entry.get("symbolic", NOT_RUN),
        "steps": _steps(claim),
        "trial": trial,
        "tightness": _tightness(claim, trial.get("tightness", {})),
        "rests_on": claim.rests_on,
        "tightest": reading.bounds(claim.id),
        "falsified": adversary.refutations(reading.mutants(claim.id, "refuted")),
        "survivors": adversary.survivors(reading.mutants(claim.id, "true"), reading.mutants(claim.id, "open")),
        "counterexamples": reading.counterexamples(claim.id),
        "failing": trial.get("instance"),
    }


def _proofs(reading: Reading, claim: Claim) -> list[dict[str, Any]]:
    """Return how each statement is proved, and by what."""
    rows = reading.entries.get(claim.id, {}).get("statements", [])
    found = {row["name"]: row["proof"] for row in rows}
    return [
        {
            "name": statement.name,
            "proof": found.get(statement.name, NOT_RUN),
            "theorems": [{"name": name, "axioms": _axioms(reading, name)} for name in statement.kernel],
            "symbolic": catalogue.proves(claim.id, statement.name),
        }
        for statement in claim.statements
    ]


def _tightness(claim: Claim, found: Mapping[str, float]) -> list[tuple[str, str, str]]:
    """Return statement, ratio and slack of each bound that was tried; an identity has none."""
    bounds = [s.name for s in claim.statements if s.relation in ("<=", ">=") and s.name in found and s.right != 0]
    return [(name, f"{found[name]:.4g}", f"{100 * (1 - found[name]):.3g} %") for name in bounds]


def _axioms(reading: Reading, theorem: str) -> str:
    if theorem not in reading.axioms:
        return "not built in this run"
    named = reading.axioms[theorem]
    return f"rests on {', '.join(named)}" if named else "closed under the global context: no axioms"


def _steps(claim: Claim) -> list[dict[str, Any]]:
    proof = catalogue.load(claim.id)
    steps = () if proof is None else proof.steps
    return [{"name": step.name, "because": step.because, "shown": _shown(step)} for step in steps]


def _shown(step: Step) -> str:
    """Return a step as MathML, or as plain words where it is stated in words, which wrap."""
    if isinstance(step.statement, Statement):
        return Markup(mathml(latex(step.statement)))
    return step.statement if isinstance(step.statement, str) and not step.given else Markup(render_mathml(step))


def _audit(case: str, document: Document) -> dict[str, Any]:
    from checks.audit.showing.show import WORDS, estimate, named

    strength, weakest = document["strength"], document["weakest"]
    coefficient = None
    if strength is not None:
        coefficient = estimate(**strength["coefficient"], digits=3)
    return {
        "case": case,
        "words": WORDS[document["verdict"]],
        "users": document["population"]["users"],
        "coordinates": len(document["population"]["coordinates"]),
        "dimensions": document["dimensions"],
        "confidence": document["confidence"],
        "origin": of_audit(case, document["seed"]),
        "coefficient": coefficient,
        "weakest": named(weakest[0]["features"]) if weakest else None,
        "says": document["says"],
        "does_not_say": document["does_not_say"],
    }

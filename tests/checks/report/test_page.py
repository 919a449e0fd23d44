import re
from dataclasses import replace

import pytest

from checks.report.page import page
from checks.report.render import style
from checks.report.sources import Reading
from tests.checks.report.conftest import HOSTILE
from tests.checks.report.pages import check
from theory.claims import LEDGER, SENTENCES
from theory.claims.abstract import ABSTRACT
from theory.claims.hypotheses import HYPOTHESES


def test_the_page_is_well_formed_and_accessible(html: str) -> None:
    check(html)


def test_every_claim_sentence_and_hypothesis_is_there(html: str) -> None:
    shown = check(html)
    ids, words = shown.values("id"), " ".join(shown.words)
    assert {claim.id for claim in LEDGER} | set(SENTENCES) <= set(ids)
    assert all(text in words for text in SENTENCES.values())
    assert all(HYPOTHESES[name].words in words for claim in LEDGER for name in claim.hypotheses)
    assert all(claim.match.difference in words for claim in LEDGER)


def test_hostile_names_are_text(html: str) -> None:
    assert "<script" not in html and "<b>x" not in html and "<i>a" not in html
    assert "".join(check(html).words).count(HOSTILE) >= 5


def test_verdicts_come_from_the_evidence(html: str, reading: Reading) -> None:
    for claim in LEDGER:
        section = html.split(f'id="{claim.id}"')[1]
        assert f'<span class="verdict {reading.verdict(claim)}">' in section.split("</header>")[0]


def test_a_sentence_is_no_greener_than_its_weakest_claim(reading: Reading) -> None:
    assert reading.verdict_of_sentence("A6") == "refuted"
    assert reading.verdict_of_sentence("A5") == "unrefuted"
    assert [reading.verdict(claim) for claim in LEDGER if claim.id in ("L6", "T9")] == ["proved", "unrefuted"]


def test_every_counterexample_is_shown(html: str, reading: Reading) -> None:
    words = " ".join(" ".join(check(html).words).split())
    assert reading.witnesses
    for witness in reading.witnesses:
        assert " ".join(witness["observed"].split()) in words
        assert " ".join(witness["replay"].split()) in words


@pytest.mark.slow
def test_only_the_stamp_differs(reading: Reading, figures: dict) -> None:
    one, two = (page(reading, figures, {}, stamp) for stamp in ("then", "now"))
    assert one != two
    assert one.replace('<time id="stamp" datetime="then">then</time>', "") == two.replace(
        '<time id="stamp" datetime="now">now</time>', ""
    )


def _luminance(colour: str) -> float:
    digits = colour if len(colour) == 6 else "".join(2 * c for c in colour)
    channels = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("block", [0, 1, 2], ids=["light", "dark", "print"])
def test_contrast(block: int) -> None:
    roots = [
        dict(re.findall(r"--([\w-]+): #([0-9a-f]+)", found))
        for found in re.findall(r":root \{(.*?)\}", style("style.css"), re.DOTALL)
    ]
    colours = {**roots[0], **roots[block]}
    for ground in ("paper", "panel"):
        for ink in ("ink", "soft", "accent", "proved", "unrefuted", "vacuous", "refuted", "error", "not-run"):
            assert _contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)


def test_the_first_screen_quotes_the_abstract_and_says_what_is_open(html: str) -> None:
    first = html.split('aria-labelledby="sentences"')[0]
    assert all(quote.text in first.replace("&#39;", "'") for quote in ABSTRACT)
    assert all(f'class="answer" id="{name}"' in first for name in SENTENCES)
    assert "Not settled." in first and "T1" in first


def test_the_command_that_is_given_names_the_claims_that_were_run(html: str, reading: Reading) -> None:
    assert reading.command in html and "--claim" not in reading.command
    some = replace(reading, entries={name: reading.entries[name] for name in ("T6", "L1")})
    assert some.command == "user-diversity verify --cases 5 --seed 3 --claim T6 --claim L1"

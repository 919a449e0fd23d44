"""CONTRIBUTING, the changelog and the hooks speak of what is there."""

import re
from pathlib import Path

from checks import __version__

ROOT = Path(__file__).resolve().parents[1]
PAGES = (
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    *(f"docs/decisions/{path.name}" for path in (ROOT / "docs/decisions").glob("*.md")),
)


def test_links_lead_somewhere() -> None:
    for page in PAGES:
        text = (ROOT / page).read_text("utf-8")
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", text):
            assert (ROOT / page).parent.joinpath(target).exists(), (page, target)


def test_files_that_are_named_exist() -> None:
    for page in PAGES:
        for name in re.findall(
            r"`((?:theory|proofs|checks|tests)/[\w/.]+\.(?:py|json|v))`", (ROOT / page).read_text("utf-8")
        ):
            assert (ROOT / name).exists() or page == "CHANGELOG.md", (page, name)


def test_the_changelog_is_about_the_version_there_is() -> None:
    assert re.search(
        rf"^## \[{re.escape(__version__)}\] - \d{{4}}-\d\d-\d\d$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M
    )
    assert f"version: {__version__}" in (ROOT / "CITATION.cff").read_text("utf-8")


def test_hooks_are_local_and_name_tests_that_there_are() -> None:
    text = (ROOT / ".pre-commit-config.yaml").read_text("utf-8")
    assert re.findall(r"repo: (\S+)", text) == ["local"]
    assert all((ROOT / name).exists() for name in re.findall(r"tests/[\w/.]+", text))

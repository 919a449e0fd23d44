"""The pages in headless Chromium: silent, self-contained, no wider than the window, and not blank."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from checks.audit import writing
from checks.audit.cases import audit_case
from checks.audit.showing.page import page as audit_page
from checks.instance.check import check
from checks.picture.regimes import regime
from checks.report.instance_page import page

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--enable-logging=stderr",
    "--virtual-time-budget=3000", "--force-device-scale-factor=1",
)  # fmt: skip
NARROW, WIDE = 390, 1280
PROBE = """<!DOCTYPE html><meta charset="utf-8">
<iframe src="{name}" style="width:{narrow}px;height:900px;border:0"></iframe>
<iframe src="{name}" style="width:{wide}px;height:900px;border:0"></iframe>
<pre id="out"></pre><script>
for (const frame of document.querySelectorAll("iframe")) frame.onload = () => {{
  const seen = frame.contentDocument, root = seen.documentElement, wide = [];
  for (const e of seen.querySelectorAll("details")) e.open = true;
  for (const e of seen.querySelectorAll("body *")) {{
    let box = e.getBoundingClientRect(), inner = e.closest(".formula, .table, .contents, .scroll, pre, dt, svg, .skip");
    if (!inner && box.right > root.clientWidth + 1) wide.push(e.tagName + "." + e.className);
  }}
  const loaded = frame.contentWindow.performance.getEntriesByType("resource").map(r => r.name);
  document.getElementById("out").textContent += JSON.stringify([root.scrollWidth, root.clientWidth, wide, loaded]);
}};
</script>"""

pytestmark = [pytest.mark.slow, pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not on this machine")]
Chromium = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def chromium(tmp_path: Path) -> Chromium:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [str(CHROMIUM), *FLAGS, f"--user-data-dir={tmp_path / 'profile'}", *arguments]
        return subprocess.run(command, capture_output=True, text=True, timeout=90, check=True)

    return run


@pytest.fixture(params=["review", "instance", "audit"])
def shown(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "shown.html"
    path.write_text(_text(request), "utf-8")
    return path


def _text(request: pytest.FixtureRequest) -> str:
    if request.param == "review":
        return str(request.getfixturevalue("html"))
    if request.param == "audit":
        return audit_page(writing.document(audit_case("d3code", confidence=0.99, seed=0)))
    instance = regime("logarithmic")
    return page(instance, check(instance))


def test_nothing_scrolls_sideways_and_nothing_is_loaded(shown: Path, chromium: Chromium) -> None:
    probe = shown.with_name("probe.html")
    probe.write_text(PROBE.format(name=shown.name, narrow=NARROW, wide=WIDE), "utf-8")
    done = chromium("--allow-file-access-from-files", "--dump-dom", f"--window-size={WIDE + 100},1000", probe.as_uri())
    said = re.search(r'<pre id="out">(.*)</pre>', done.stdout)
    assert said, done.stdout[-500:]
    found = re.findall(r"\[(\d+),(\d+),(\[.*?\]),(\[.*?\])\]", said[1])
    assert sorted(int(inner) for _, inner, _, _ in found) == [NARROW, WIDE]
    assert all(int(scrolled) <= int(inner) for scrolled, inner, _, _ in found)
    assert {(wide, loaded) for _, _, wide, loaded in found} == {("[]", "[]")}


@pytest.mark.parametrize("width", [NARROW + 100, WIDE])
def test_the_console_stays_silent_and_the_screenshot_shows_something(
    shown: Path, chromium: Chromium, width: int
) -> None:
    picture = shown.with_suffix(".png")
    done = chromium(f"--screenshot={picture}", f"--window-size={width},1500", shown.as_uri())
    assert "CONSOLE" not in done.stderr
    assert picture.stat().st_size > 20_000


def test_the_probe_notices(tmp_path: Path, chromium: Chromium) -> None:
    bad = tmp_path / "bad.html"
    bad.write_text(
        '<!DOCTYPE html><body><p style="width:900px">x<img src="http://127.0.0.1:9/no.png"><script>undefined.x</script>',
        "utf-8",
    )
    (tmp_path / "probe.html").write_text(PROBE.format(name="bad.html", narrow=NARROW, wide=WIDE), "utf-8")
    arguments = ("--allow-file-access-from-files", "--dump-dom", (tmp_path / "probe.html").as_uri())
    done = chromium(*arguments)
    assert "CONSOLE" in done.stderr and "no.png" in done.stdout.split('id="out"')[1] and "P." in done.stdout


def test_the_review_prints_on_fewer_than_twelve_pages(html: str, tmp_path: Path, chromium: Chromium) -> None:
    (tmp_path / "review.html").write_text(html, "utf-8")
    chromium(f"--print-to-pdf={tmp_path / 'review.pdf'}", (tmp_path / "review.html").as_uri())
    counts = re.findall(rb"/Count (\d+)", (tmp_path / "review.pdf").read_bytes())
    assert 0 < max(map(int, counts)) < 12

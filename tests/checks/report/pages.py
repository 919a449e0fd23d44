"""What a page must be, whatever it shows: a reader of HTML that keeps what the tests ask about."""

from __future__ import annotations

from functools import cache
from html.parser import HTMLParser

VOID = {"meta", "link", "br", "img", "hr", "input"}
LOADING = {"script", "img", "iframe", "object", "embed", "audio", "video", "form", "base"}


class Page(HTMLParser):
    """Tags, headings, ids and labels of a page; raises on tags that do not match."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.headings: list[int] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)
        if tag in {"h1", "h2", "h3", "h4"}:
            self.headings.append(int(tag[1]))

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open.pop() == tag, f"</{tag}> closes nothing"

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)

    def values(self, attribute: str) -> list[str]:
        return [value for _, found in self.tags if (value := found.get(attribute)) is not None]


@cache
def check(text: str) -> Page:
    """Check what holds for every page, and return it read, once for a page."""
    page = Page(text)
    assert text.startswith("<!DOCTYPE html>") and dict(page.tags)["html"]["lang"] == "en"
    names = [tag for tag, _ in page.tags]
    assert not LOADING & set(names)
    assert names.count("h1") == names.count("main") == 1
    assert all(after - before <= 1 for before, after in zip(page.headings, page.headings[1:], strict=False))
    ids = set(page.values("id"))
    assert len(page.values("id")) == len(ids)
    links = page.values("href")
    assert [link[1:] for link in links if link.startswith("#") and link[1:] not in ids] == []
    assert all(link.startswith(("#", "https://arxiv.org/", "data:,")) for link in links)
    assert not [name for _, found in page.tags for name in found if name.startswith("on")]
    for attribute in ("aria-labelledby", "aria-describedby"):
        assert {word for value in page.values(attribute) for word in value.split()} <= ids
    for tag, found in page.tags:
        if tag == "svg":
            assert found["role"] == "img" and found["aria-labelledby"]
        if tag == "math":
            assert found.get("alttext") or found.get("xmlns")
        if tag == "th":
            assert found["scope"] in {"row", "col"}
        if found.get("role") in {"region", "group"}:
            assert found["aria-label"] is not None and found["tabindex"] == "0"
    return page

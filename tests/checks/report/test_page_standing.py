"""The review says of every hypothesis whether it is needed."""

from html import unescape

import pytest

from checks.refute.necessity_table import committed


@pytest.mark.slow
def test_every_row_of_the_table_is_on_the_page(html: str) -> None:
    page = unescape(html)
    assert all(f"<li>{row}</li>" in page for row in committed())

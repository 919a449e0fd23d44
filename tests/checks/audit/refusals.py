"""What a refused file looks like."""

import pytest

from theory.errors import InputError


def refused(read, path, *words):
    with pytest.raises(InputError) as error:
        read(path)
    text = str(error.value)
    assert "\n" not in text
    assert str(path) in text
    for word in words:
        assert word in text, text

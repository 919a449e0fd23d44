from importlib.metadata import version

from checks.runtime.versions import NOT_INSTALLED, versions


def test_versions_are_those_installed() -> None:
    assert versions("numpy", "no-such-distribution") == {
        "numpy": version("numpy"),
        "no-such-distribution": NOT_INSTALLED,
    }

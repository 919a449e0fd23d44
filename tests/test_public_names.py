import subprocess
import sys

import checks
import theory


def test_every_public_name_is_documented_and_there() -> None:
    for package in (theory, checks):
        for name in package.__all__:
            assert getattr(package, name) is not None
            assert f"`{name}`" in (package.__doc__ or "")


def test_an_unknown_name_is_an_attribute_error() -> None:
    for package in (theory, checks):
        assert not hasattr(package, "nonsense")


def test_importing_loads_nothing_heavy() -> None:
    code = "import sys, theory, checks; print(sorted({'sympy', 'numpy', 'flint', 'hypothesis'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

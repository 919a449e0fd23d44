"""Installing Rocq: at once where it is here, by apt where root may, otherwise in words."""

from __future__ import annotations

import pytest

from proofs import install_rocq
from proofs.kernel.toolchain import KernelUnavailable, Tools

HERE = Tools(("coqc",), ("makefile",), ("coqchk",), "make", "Rocq 1", "0")


class Machine:
    """Rocq appears once it was installed."""

    def __init__(self, here: bool) -> None:
        self.here = here
        self.commands: list[list[str]] = []

    def tools(self) -> Tools:
        if not self.here:
            raise KernelUnavailable("neither coqc nor rocq is installed")
        return HERE

    def run(self, command: list[str], check: bool) -> None:
        self.commands.append(command)
        self.here = command[1] == "install"


@pytest.fixture
def machine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Machine:
    here, root, apt = request.param
    found = Machine(here)
    found.tools.__func__.cache_clear = lambda: None  # type: ignore[attr-defined]
    monkeypatch.setattr(install_rocq, "tools", found.tools)
    monkeypatch.setattr(install_rocq.os, "geteuid", lambda: 0 if root else 1000)
    monkeypatch.setattr(install_rocq.shutil, "which", lambda name: "/usr/bin/apt-get" if apt else None)
    monkeypatch.setattr(install_rocq.subprocess, "run", found.run)
    return found


@pytest.mark.parametrize("machine", [(True, True, True)], indirect=True)
def test_what_is_here_is_left_alone(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    assert install_rocq.main() == 0 and machine.commands == []
    assert capsys.readouterr().out == "Rocq 1\n"


@pytest.mark.parametrize("machine", [(False, True, True)], indirect=True)
def test_root_with_apt_installs(machine: Machine) -> None:
    assert install_rocq.main() == 0
    assert [command[1] for command in machine.commands] == ["update", "install"]
    assert set(install_rocq.DEBIAN) <= set(machine.commands[1])


@pytest.mark.parametrize("machine", [(False, False, True), (False, True, False)], indirect=True)
def test_anybody_else_is_told_what_to_install(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    assert install_rocq.main() == 2 and machine.commands == []
    told = capsys.readouterr().err
    assert all(word in told for word in ("neither coqc", "apt-get install coq", "opam install coq.8.16.1", "conda"))

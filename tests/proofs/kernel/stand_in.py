"""A stand-in for the Rocq tools: compiles nothing, and answers as it is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from proofs.kernel import build, checker, runner, session
from proofs.kernel.toolchain import Tools

CLOSED = "Closed under the global context\n"
CLASSIC = "Axioms:\nclassic : forall P : Prop, P \\/ ~ P\n"
SUMMARY = (
    "CONTEXT SUMMARY\n===============\n\n* Theory: Set is predicative\n  \n* Axioms:\n{0}\n  \n"
    "* Inductives whose positivity is assumed: <none>\n"
)


class StandIn:
    """What the tools are asked, and what they say."""

    def __init__(self) -> None:
        self.audits = 0
        self.compiled: list[list[str]] = []
        self.assumed: dict[str, str] = {}
        self.types: dict[str, str] = {}
        self.stands_for: dict[str, str] = {}
        self.summary = SUMMARY.format("    Coq.Logic.Classical_Prop.classic")

    def __call__(self, command, directory: Path, deadline, heard=None, both=False) -> str:
        if command[0] == "make":
            sources = sorted((directory / "theories").glob("*.v"))
            self.compiled.append([one.stem for one in sources if not one.with_suffix(".vo").exists()])
            for name in self.compiled[-1]:
                (directory / "theories" / f"{name}.vo").write_text((directory / "theories" / f"{name}.v").read_text())
        elif command[-1] == "Questions.v":
            for number, question in re.findall(r'Redirect "(\d+)" (.*)\.', (directory / "Questions.v").read_text()):
                (directory / f"{number}.out").write_text(self.answer(question))
        elif command[-1] == "All.v":
            (directory / "All.vo").write_text("libraries")
        self.audits += "-norec" in command
        return self.summary if both else ""

    def answer(self, question: str) -> str:
        if question == "Print Libraries":
            return "Loaded library files:\n  Coq.Init.Prelude\n"
        verb, _, name = question.rpartition(" ")
        if verb == "Print Assumptions":
            return self.assumed.get(name, CLOSED)
        if verb == "Locate Term":
            usual = name if "." in name else f"Coq.Logic.Classical_Prop.{name}"
            return f"Constant {self.stands_for.get(name, usual)}\n"
        return f"{name}\n     : {self.types.get(name, 'True')}\n"

    def install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        tools = Tools(("coqc",), ("makefile",), ("coqchk",), "make", "none", "none")
        for module in (build, session, checker):
            monkeypatch.setattr(module, "call", self)
        for module in (build, session, checker, runner):
            monkeypatch.setattr(module, "tools", lambda: tools)

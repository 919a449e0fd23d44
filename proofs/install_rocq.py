"""Rocq on this machine: ``python -m proofs.install_rocq`` installs it where apt and root may, or says what to do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from proofs.kernel.toolchain import KernelUnavailable, tools

DEBIAN = (
    "coq",
    "libcoq-mathcomp-ssreflect",
    "libcoq-mathcomp-algebra",
    "libcoq-mathcomp-algebra-tactics",
    "libcoq-mathcomp-analysis",
    "make",
)
OPAM = (
    "coq.8.16.1",
    "coq-mathcomp-algebra.1.15.0",
    "coq-mathcomp-algebra-tactics.1.0.0",
    "coq-mathcomp-analysis.0.6.0",
)
ADVICE = f"""Debian 12:  apt-get install {" ".join(DEBIAN)}
opam:       opam repo add coq-released https://coq.inria.fr/opam/released && opam install {" ".join(OPAM)}
conda:      conda install -c conda-forge opam make, then as for opam (conda-forge itself has no mathcomp)"""


def main() -> int:
    """Return 0 when Rocq is here or was installed, 2 when somebody has to install it."""
    try:
        print(tools().version)
        return 0
    except KernelUnavailable as missing:
        print(missing, file=sys.stderr)
    if os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *DEBIAN], check=True)
        tools.cache_clear()
        print(tools().version)
        return 0
    print(f"install one of\n{ADVICE}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    from argparse import ArgumentParser

    ArgumentParser(description=__doc__).parse_args()
    sys.exit(main())

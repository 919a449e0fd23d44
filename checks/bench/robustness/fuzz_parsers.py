"""Coverage-guided fuzzing of the readers: instance files, text tables and arrays, with atheris.

``python -m checks.bench.robustness.fuzz_parsers --runs 200000`` needs ``pip install 'user-diversity[fuzz]'`` and says
so where it is missing. A reader may raise `InputError` and nothing else.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from checks.runtime.job_figures import Figure, record

ENDINGS = ("json", "csv", "tsv", "npy", "npz", "safetensors", "parquet")
ROOT = Path(__file__).resolve().parents[3]
MISSING = "fuzz_parsers: needs atheris: pip install 'user-diversity[fuzz]'"
_DONE = re.compile(r"Done (\d+) runs in (\d+) second")
_COVERED = re.compile(r"cov: (\d+)")


def read(data: bytes, folder: Path) -> None:
    """Hand bytes to the reader that their first byte chooses; only `InputError` is allowed.

    Examples
    --------
    >>> read(bytes([0]) + b'{"format": 1}', Path("."))
    """
    from checks.audit.reading.array_files import read_arrays
    from checks.audit.reading.table_files import read_frame
    from theory.errors import InputError
    from theory.files.instance_file import loads

    ending, content = ENDINGS[data[0] % len(ENDINGS)] if data else "json", data[1:]
    try:
        if ending == "json":
            loads(content.decode("utf-8", "replace"))
            return
        path = folder / f"input.{ending}"
        path.write_bytes(content)
        if ending in ("csv", "tsv", "parquet"):
            frame = read_frame(path)
            frame.numbers(frame.names)
        else:
            read_arrays(path)
    except InputError:
        return


def _guided(runs: int, seed: int) -> None:
    """Let atheris choose the bytes; this ends the process."""
    atheris = import_module("atheris")
    with atheris.instrument_imports(include=["theory", "checks.audit"]):
        for module in (
            "theory.files.instance_file",
            "checks.audit.reading.table_files",
            "checks.audit.reading.array_files",
        ):
            import_module(module)
    folder = Path(tempfile.mkdtemp(prefix="user-diversity-fuzz-"))
    corpus = folder / "corpus"
    corpus.mkdir()
    for number, good in enumerate(sorted((ROOT / "checks" / "data" / "regimes").glob("*.json"))):
        (corpus / str(number)).write_bytes(b"\x00" + good.read_bytes())
    (corpus / "table").write_bytes(b"\x01user,a,b\nann,1,2\nbob,0.5,-1e3\n")
    os.chdir(folder)
    flags = [f"-runs={runs}", f"-seed={seed}", "-timeout=20", "-rss_limit_mb=4096", "-max_len=4096"]
    atheris.Setup([sys.argv[0], *flags, str(corpus)], lambda data: read(data, folder))
    atheris.Fuzz()


def main(arguments: list[str] | None = None) -> int:
    """Run the job in a process of its own; 1 when a reader failed, 2 where atheris is missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--guided", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--record", action="store_true", help="keep the figure for the README")
    options = parser.parse_args(arguments)
    if find_spec("atheris") is None:
        print(MISSING, file=sys.stderr)
        return 2
    if options.guided:
        _guided(options.runs, options.seed)
    here = [sys.executable, "-m", "checks.bench.robustness.fuzz_parsers", "--guided"]
    command = [*here, "--runs", str(options.runs), "--seed", str(options.seed)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace", timeout=7200)
    ended = _DONE.search(done.stderr)
    if done.returncode or ended is None:
        print(done.stderr[-3000:])
        return 1
    reached = _COVERED.findall(done.stderr)
    edges = f", {int(reached[-1]):,} edges covered" if reached else ""
    line = f"{int(ended[1]):,} inputs chosen by coverage{edges}; 0 failures"
    print(line)
    if options.record:
        job = "The readers of instance files and tables, fuzzed by coverage: bad input is refused, no more"
        record(
            "fuzz_parsers", Figure(job, f"python -m checks.bench.robustness.fuzz_parsers --runs {options.runs}", line)
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())

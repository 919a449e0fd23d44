"""Pictures of an audit: the spectrum and its floor, heads on the two weakest directions, coverage per feature."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from checks.audit.certifying.strength import weakest_names
from checks.audit.verdict import Answer
from checks.picture.figure import canvas
from theory.errors import InputError


def draw(result: Answer, folder: str | Path) -> list[Path]:
    """Write ``spectrum.svg``, ``weakest.svg`` and ``coverage.svg`` into a folder; return what was written.

    Raises
    ------
    InputError
        Where the folder cannot be written.
    """
    target, written = Path(folder), []
    try:
        target.mkdir(parents=True, exist_ok=True)
        for name, paint in (("spectrum", _spectrum), ("weakest", _weakest), ("coverage", _coverage)):
            with canvas(7, 4.2, written=True) as figure:
                if paint(result, figure.add_subplot()):
                    figure.savefig(target / f"{name}.svg", metadata={"Date": None})
                    written.append(target / f"{name}.svg")
    except OSError as error:
        raise InputError(str(folder), error.strerror or "cannot be written") from None
    return written


def _spectrum(result: Answer, axes: Any) -> bool:
    signal, spectrum = result.signal, result.spectrum
    if signal is None or signal.method == "choices" or np.isnan(signal.eigenvalues).any():
        values, low, high = (np.maximum(v[::-1], 0) for v in (spectrum.values, spectrum.lower, spectrum.upper))
        place = np.arange(1, len(values) + 1)
        reach = [np.maximum(values - low, 0), np.maximum(high - values, 0)]
        axes.errorbar(place, values, yerr=reach if np.isfinite(reach).all() else None, fmt="o")
        axes.set_ylabel("second moment per user")
    else:
        place = np.arange(1, len(signal.eigenvalues) + 1)
        colours = np.where(place <= signal.dimension, "C0", "0.6")
        axes.scatter(place, signal.eigenvalues, c=list(colours), zorder=3)
        axes.plot(
            place, signal.floors, color="C3", drawstyle="steps-mid", label=f"floor at {100 * result.confidence:g} %"
        )
        axes.axhline(1, color="0.7", linewidth=0.8, label="noise alone")
        axes.set_yscale("log")
        axes.set_ylabel("second moment in units of noise")
        axes.legend()
    axes.set_xlabel("direction")
    axes.set_title(f"{result.population.name}: {result.verdict}")
    return len(place) > 0


def _weakest(result: Answer, axes: Any) -> bool:
    population = result.population
    if len(result.weak) < 2 or not population.users:
        return False
    for direction, label in zip(result.weak, (axes.set_xlabel, axes.set_ylabel), strict=False):
        names = weakest_names(population.root @ direction, population.columns, population.sizes, 3)
        label(", ".join(f"{item['loading']:+.2f} {item['feature']}" for item in names), parse_math=False)
    axes.scatter(population.heads @ result.weak[0], population.heads @ result.weak[1], s=8, alpha=0.6)
    axes.axhline(0, color="0.8", linewidth=0.8)
    axes.axvline(0, color="0.8", linewidth=0.8)
    axes.set_title("heads on the two weakest directions")
    return True


def _coverage(result: Answer, axes: Any) -> bool:
    population = result.population
    if not population.heads.shape[1]:
        return False
    effects = (population.root / population.sizes[:, None]) @ population.heads.T
    reach = np.sqrt((effects**2).sum(axis=1) / population.size)
    place = np.arange(len(reach))
    axes.barh(place, reach)
    axes.set_yticks(place, population.columns, parse_math=False)
    axes.invert_yaxis()
    axes.set_xlabel("root mean square effect of one typical change, over the users")
    axes.set_title("coverage per feature")
    return True

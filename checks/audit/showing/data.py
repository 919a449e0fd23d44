"""The report on the data of an audit, line by line."""

from __future__ import annotations

from typing import Any


def some(names: list[str]) -> str:
    """The first names of a list, and how many more there are."""
    return (", ".join(names[:8]) or "none") + (f" and {len(names) - 8} more" if len(names) > 8 else "")


def told_of_data(data: dict[str, Any] | None) -> list[str]:
    """What the report on the data says (see `checks.audit.certifying.data_report`)."""
    if data is None:
        return []
    lines = list(data["notes"])
    constant = data.get("constant", data.get("constant_within_tasks", []))
    if constant:
        lines.append(f"constant {'within tasks' if 'informing' in data else 'over users'}: {some(constant)}")
    lines += [f"each fixed by the others: {some(names)}" for names in data["collinear"][:3] if len(names) > 1]
    if data.get("identical_rows"):
        lines.append(f"{data['identical_rows']} users have the same head as another one")
    return lines + (_told_of_choices(data) if "informing" in data else [])


def _told_of_choices(data: dict[str, Any]) -> list[str]:
    least, lower, _, upper, most = data["tasks_a_user"].values()
    lines = [f"tasks a user: {least:g} to {most:g}, half of the users {lower:g} to {upper:g}"]
    fewest = sorted(data["informing"].items(), key=lambda pair: int(pair[1]))[:3]
    told = ", ".join(f"{name} {count}" for name, count in fewest)
    lines.append(f"users who inform a coordinate, fewest first: {told}")
    if data["identical_answer_blocks"]:
        lines.append(f"{data['identical_answer_blocks']} users answered just as another one did; they count once")
    if data["near_copies"]:
        lines.append(
            f"{data['near_copies']} users gave nine tenths of another one's answers; they count as people who agree"
        )
    if data["straight_liners"]:
        lines.append(f"{data['straight_liners']} users always chose the same place in the table")
    z = data["halves"]["z"]
    if z is not None and not data["halves"]["as_expected"]:
        alike, why = ("less", "people may contradict themselves") if z < 0 else ("more", "answers may be repeated")
        lines.append(
            f"halves of the answers are {alike} alike than the fitted law of heads expects: z = {z:.1f}; {why}, "
            "or heads are far from Gaussian"
        )
    return lines

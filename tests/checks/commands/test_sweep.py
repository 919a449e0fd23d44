"""Many instances: on cores and on a cluster, interrupted and taken up again, always the same documents."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checks.commands import sweep as module
from checks.commands.sweep import Task, play, sweep
from tests.checks.clusters import losing_a_worker
from tests.checks.two_users import two_users
from theory.errors import InputError

TASKS = [Task(f"file{i}", two_users(i), "greedy", None, 500, runs=200) for i in range(1, 9)]


def test_two_workers_give_what_one_gives() -> None:
    assert list(sweep(TASKS[:4], 2)) == [play(task) for task in TASKS[:4]]


def test_the_same_task_twice_is_played_once(tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    results = list(sweep([TASKS[0], TASKS[1], TASKS[0]], 1, journal=str(journal)))
    assert results[0] == results[2] != results[1]
    assert len(journal.read_text().splitlines()) == 2


def test_a_journal_is_taken_up_where_it_was_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = tmp_path / "journal"
    whole = list(sweep(TASKS[:3], 1, journal=str(journal)))
    content = journal.read_bytes()
    for cut in (
        0,
        1,
        content.index(b"\n"),
        content.index(b"\n") + 1,
        len(content) // 2,
        len(content) - 1,
        len(content),
    ):
        journal.write_bytes(content[:cut])
        assert list(sweep(TASKS[:3], 1, journal=str(journal))) == whole
        assert journal.read_bytes() == content
    monkeypatch.setattr(module, "play", lambda task: pytest.fail("played again"))
    assert list(sweep(TASKS[:3], 1, journal=str(journal))) == whole


def test_a_journal_that_is_none_is_refused(tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    journal.write_text("[1]\n")
    with pytest.raises(InputError, match="journal:1"):
        list(sweep(TASKS[:1], 1, journal=str(journal)))


def test_keys_depend_on_what_matters_only() -> None:
    from dataclasses import replace

    assert replace(TASKS[0], source="elsewhere").key == TASKS[0].key
    changed = [replace(TASKS[0], **change) for change in ({"seed": 1}, {"runs": 3}, {"truth": "b"}, {"horizon": None})]
    assert len({task.key for task in (TASKS[0], *changed)}) == 5


def test_truth_is_needed() -> None:
    document = json.loads(two_users(1))
    del document["truth"]
    with pytest.raises(InputError, match="--truth"):
        play(Task("file", json.dumps(document), "greedy", None, 10))
    with pytest.raises(InputError, match="no model"):
        play(Task("file", two_users(1), "greedy", "nobody", 10))


def test_no_scheduler_there() -> None:
    pytest.importorskip("distributed")
    with pytest.raises(InputError, match="--scheduler"):
        list(sweep(TASKS[:1], scheduler="nonsense://nowhere"))


@pytest.mark.slow
def test_a_cluster_that_loses_a_worker_gives_the_same() -> None:
    slow = [Task("file", two_users(i), "thompson", None, 8000, runs=100) for i in range(1, 9)]
    with losing_a_worker() as address:
        results = list(sweep(slow, scheduler=address))
    assert results == [play(task) for task in slow]


def test_what_an_interrupt_cut_short_ends_the_sweep_and_is_played_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one process Ctrl-C ends the simulation that is played; a journal of an earlier version may hold such a one."""
    journal, whole = tmp_path / "journal", [play(task) for task in TASKS[:3]]
    cut = {**whole[1], "runs": 64, "requested": 200}
    results = iter([whole[0], cut])
    monkeypatch.setattr(module, "play", lambda task: next(results))
    assert list(sweep(TASKS[:3], 1, journal=str(journal))) == [whole[0], cut]
    assert len(journal.read_text().splitlines()) == 1
    with journal.open("a") as stream:
        stream.write(json.dumps({"key": TASKS[1].key, "result": cut}) + "\n")
    monkeypatch.setattr(module, "play", play)
    assert list(sweep(TASKS[:3], 1, journal=str(journal))) == whole

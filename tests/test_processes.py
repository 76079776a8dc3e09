import pytest

from coding_assist import processes
from coding_assist.processes import cores, processes_worth


def test_cores():
    assert cores() >= 1


@pytest.mark.parametrize(
    ("notes", "workers", "expected"),
    [(1, 8, 1), (24, 8, 1), (25, 8, 2), (1000, 3, 3), (1000, None, 4), (1000, 8, 8)],
)
def test_few_notes_are_not_worth_many_processes(notes, workers, expected, monkeypatch):
    monkeypatch.setattr(processes, "cores", lambda: 4)
    assert processes_worth(notes, workers) == expected

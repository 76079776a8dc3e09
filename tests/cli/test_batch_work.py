import pytest

from coding_assist import CodingAssistError, Note
from coding_assist.cli.batch_rows import Row
from coding_assist.cli.batch_work import code_rows
from coding_assist.cli.options import CodingOptions


def test_outcomes_come_in_the_order_of_the_rows(double):
    rows = [Row(1, Note(text="x", note_id="a")), Row(2, None, "bad"), Row(3, Note(text="y"))]
    found = list(code_rows(rows, CodingOptions(), workers=1))
    assert [(o.line, o.problem, o.was_read) for o in found] == [
        (1, "", True), (2, "bad", False), (3, "", True),
    ]  # fmt: skip
    assert found[0].answer.startswith('{"note_id":"a"')


def test_a_fault_of_ours_is_named_by_its_type(double):
    (found,) = code_rows([Row(1, Note(text="FAIL Jane Doe"))], CodingOptions(), workers=1)
    assert (found.answer, found.problem) == ("", "internal error (KeyError)")


def test_a_refusal_says_why(double, monkeypatch):
    def refuse(*args, **options):
        raise CodingAssistError("Not today.")

    monkeypatch.setattr(double, "suggest", refuse)
    (found,) = code_rows([Row(1, Note(text="x"))], CodingOptions(), workers=1)
    assert found.problem == "Not today."


def test_processes_give_the_same_as_one(assistant):
    rows = [Row(n, Note(text=f"Asthma, {n} years.", note_id=str(n))) for n in range(1, 41)]
    rows.insert(7, Row(99, None, "bad"))
    one, two = (list(code_rows(iter(rows), CodingOptions(), workers=n)) for n in (1, 2))
    assert one == two


def test_a_dead_worker_is_said(assistant, monkeypatch):
    monkeypatch.setattr("coding_assist.cli.batch_work._start", _die)
    monkeypatch.setattr("coding_assist.cli.batch_work._work", _die)
    with pytest.raises(CodingAssistError, match="worker process died"):
        list(code_rows([Row(1, Note(text="x"))], CodingOptions(), workers=2))


def _die(*args):
    import os

    os._exit(1)

import json

import pytest

from coding_assist import Setting
from coding_assist.cli import batch_rows
from coding_assist.cli.batch_rows import read_rows
from coding_assist.cli.options import CodingOptions, parse_date


@pytest.fixture
def rows(tmp_path):
    def read(content: bytes, options: CodingOptions = CodingOptions()):  # noqa: B008
        path = tmp_path / "in.jsonl"
        path.write_bytes(content)
        return list(read_rows(path, options))

    return read


def test_row(rows):
    (row,) = rows(b'{"note_id": "a", "text": "Asthma.", "labels": [1], "patient": {"sex": "F"}}\n')
    assert (row.line, row.note.note_id, row.note.text, row.problem) == (1, "a", "Asthma.", "")
    assert row.note.patient.sex == "F"


@pytest.mark.parametrize("note_id", [{}, {"note_id": None}, {"note_id": ""}])
def test_missing_id_is_the_line(rows, note_id):
    (row,) = rows(b"\n \r\n" + json.dumps({"text": "Asthma.", **note_id}).encode())
    assert (row.line, row.note.note_id) == (3, "line-3")


def test_options_fill_in_what_a_row_does_not_say(rows):
    options = CodingOptions(Setting.INPATIENT, parse_date("2026-05-04"))
    (row,) = rows(b'{"text": "Asthma.", "setting": null}', options)
    assert row.note.setting is Setting.INPATIENT
    assert str(row.note.date_of_service) == "2026-05-04"


def test_what_a_row_says_wins(rows):
    options = CodingOptions(Setting.INPATIENT, parse_date("2026-05-04"))
    line = b'{"text": "Asthma.", "setting": "emergency", "date_of_service": "2025-01-02"}'
    (row,) = rows(line, options)
    assert row.note.setting is Setting.EMERGENCY
    assert str(row.note.date_of_service) == "2025-01-02"


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (b'{"text" 5}', "The row is not valid JSON (character 9)."),
        (b"secret", "The row is not valid JSON (character 1)."),
        (b'{"text": "caf\xe9"}', "The row is not UTF-8 (byte 14)."),
        (b"[1]", "The row is not a JSON object."),
        (b"null", "The row is not a JSON object."),
        (b"[" * 100_000, "The row is not JSON that can be read."),
        (b'{"text": ' + b"9" * 5000 + b"}", "The row is not JSON that can be read."),
        (b"{}", "The note is empty."),
        (b'{"text": null}', "The note is empty."),
        (b'{"text": "  "}', "The note is empty."),
        (b'{"text": 5}', "`text` must be a string"),
        (b'{"text": "\\ud800 x"}', "The note holds lone surrogates."),
        (b'{"text": "x \\u0000"}', "The note holds NUL characters"),
        (b'{"text": "x", "setting": "ward"}', "Unknown setting."),
        (b'{"text": "x", "note_id": 5}', "`note_id` must be a string."),
        (b'{"text": "x", "note_id": []}', "`note_id` must be a string."),
        (b'{"text": "x", "note_id": "\\udfff"}', "`note_id` holds lone surrogates."),
        (b'{"text": "x", "date_of_service": "soon"}', "`date_of_service` is no date."),
        (b'{"text": "x", "patient": {"sex": "X"}}', "`patient` takes"),
        (b'{"text": "' + b"a" * 200_001 + b'"}', "The note has 200,001 characters"),
    ],
)
def test_bad_row_is_passed_over(rows, line, problem):
    bad, good = rows(line + b'\n{"text": "Asthma."}\n')
    assert bad.note is None
    assert bad.problem.startswith(problem)
    assert "secret" not in bad.problem
    assert good.note.note_id == "line-2"


def test_note_id_twice(rows):
    first, second = rows(b'{"note_id": "a", "text": "x"}\n' * 2)
    assert first.note is not None
    assert second.problem == "An earlier row has the same `note_id`."


def test_a_bad_row_does_not_use_up_its_id(rows):
    _, second = rows(b'{"note_id": "a", "text": ""}\n{"note_id": "a", "text": "x"}')
    assert second.problem == ""


def test_byte_order_mark_is_passed_over(rows):
    (row,) = rows(b'\xef\xbb\xbf{"text": "Asthma."}')
    assert row.note.text == "Asthma."


def test_endless_row_is_not_held_in_memory(rows, monkeypatch):
    monkeypatch.setattr(batch_rows, "MAX_ROW_BYTES", 40)
    long, good = rows(b"x" * 500 + b'\n{"text": "Asthma."}')
    assert long.problem == "The row is longer than 40 bytes."
    assert good.line == 2

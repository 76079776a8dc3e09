from dataclasses import replace

import pytest

from coding_assist import InputError, Note
from coding_assist.cli.batch_output import BatchOutput
from coding_assist.cli.batch_record import Run, cut_partial_line, record_path, recorded_run
from coding_assist.cli.batch_rows import Row
from coding_assist.cli.batch_work import Outcome

RUN = Run("1", "tables-1", "options", "input")
ROWS = [Row(n, Note(text="x", note_id=i)) for n, i in enumerate("abcd", 1)]


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out.jsonl"


def write(out, count, run=RUN, **options):
    """Write the answers of the first rows that remain, as a run does that is killed then."""
    with BatchOutput(out, run, **options) as output:
        rows = output.remaining(ROWS)
        for row in [next(rows) for _ in range(count)]:
            output.write(Outcome(row.line, f'{{"note_id":"{row.note.note_id}"}}'))


def remaining(out, rows=ROWS):
    with BatchOutput(out, RUN) as output:
        return [row.line for row in output.remaining(rows)]


def test_goes_on_where_it_was(out):
    write(out, 2)
    assert remaining(out) == [3, 4]
    write(out, 2)
    assert out.read_text() == "".join(f'{{"note_id":"{i}"}}\n' for i in "abcd")
    assert remaining(out) == []


@pytest.mark.parametrize("partial", [b'{"no', b'{"note_id":"c"}', b"\xff"])
def test_partial_row_is_cut_off(out, partial):
    write(out, 2)
    with out.open("ab") as file:
        file.write(partial)
    assert remaining(out) == [3, 4]
    assert out.read_text() == '{"note_id":"a"}\n{"note_id":"b"}\n'


def test_failed_row_stays_failed(out):
    with BatchOutput(out, RUN) as output:
        output.write(Outcome(1, '{"note_id":"a"}'))
        output.write(Outcome(2, "", "internal error (KeyError)", was_read=True))
        output.write(Outcome(3, '{"note_id":"c"}'))
    with BatchOutput(out, RUN) as output:
        again = list(output.remaining(ROWS))
        assert [(r.line, r.problem) for r in again] == [(2, "internal error (KeyError)"), (4, "")]
        assert again[0].note is None
        assert output.already_there == 2


def test_partial_failure_in_the_record_is_cut_off(out):
    write(out, 1)
    with record_path(out).open("ab") as file:
        file.write(b'{"line": 2, "pro')
    assert remaining(out) == [2, 3, 4]


def test_bad_rows_are_reported_again(out):
    rows = [Row(1, None, "bad"), *(replace(r, line=r.line + 1) for r in ROWS)]
    write(out, 2)
    assert remaining(out, rows) == [1, 4, 5]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("version", "another version"),
        ("tables", "other code tables"),
        ("options", "other options"),
        ("input", "another input"),
    ],
)
def test_another_run_is_refused(out, name, message):
    write(out, 2)
    with pytest.raises(InputError, match=f"{message}.*--restart"):
        BatchOutput(out, replace(RUN, **{name: "new"}))
    assert out.read_text().count("\n") == 2


def test_restart_drops_what_is_there(out):
    write(out, 2)
    write(out, 1, replace(RUN, options="new"), restart=True)
    assert out.read_text() == '{"note_id":"a"}\n'
    assert recorded_run(record_path(out)).options == "new"


@pytest.mark.parametrize("record", [None, b"", b'{"ver', b"{}", b"[]"])
def test_output_without_a_record_is_refused(out, record):
    out.write_text("precious\n")
    if record is not None:
        record_path(out).write_bytes(record)
    with pytest.raises(InputError, match="no record"):
        BatchOutput(out, RUN)
    assert out.read_text() == "precious\n"


def test_empty_output_is_begun_whatever_the_record(out):
    out.touch()
    record_path(out).write_text("old")
    assert remaining(out) == [1, 2, 3, 4]


@pytest.mark.parametrize("there", ['{"note_id":"z"}\n', "no JSON\n", "[]\n", '{"note_id":"d"}\n'])
def test_rows_that_are_not_the_inputs_are_refused(out, there):
    write(out, 1)
    with out.open("a") as file:
        file.write(there)
    with pytest.raises(InputError, match="not those of the input"):
        remaining(out)


def test_more_rows_than_the_input_has_are_refused(out):
    write(out, 3)
    with pytest.raises(InputError, match="not those of the input"):
        remaining(out, ROWS[:2])


def test_two_runs_do_not_write_one_file(out):
    with BatchOutput(out, RUN), pytest.raises(InputError, match="Another run"):
        BatchOutput(out, RUN, restart=True)


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        (b"", b""),
        (b"a\n", b"a\n"),
        (b"a\nb", b"a\n"),
        (b"ab", b""),
        (b"a\n" + b"x" * 200_000, b"a\n"),
    ],
)
def test_cut_partial_line(tmp_path, content, kept):
    path = tmp_path / "file"
    path.write_bytes(content)
    cut_partial_line(path)
    assert path.read_bytes() == kept

import json

import pytest

from coding_assist.cli import app


@pytest.fixture
def note(tmp_path):
    path = tmp_path / "note.txt"
    path.write_bytes("ASSESSMENT: Acute bronchitis 😀. No fever.\r\n".encode())
    return path


def test_json_is_the_contracts_object(cli, assistant, visit):
    result = cli.invoke(app, ["suggest", str(visit), "--json"])
    answer = json.loads(result.stdout)
    assert answer["note_id"] == "visit.txt"
    assert "M17.11" in [s["code"] for s in answer["suggestions"]]
    text = visit.read_bytes().decode()
    for found in answer["suggestions"] + answer["withheld"]:
        for e in found["evidence"]:
            assert text[e["start"] : e["end"]] == e["text"]


def test_options_reach_the_assistant(cli, assistant, visit):
    result = cli.invoke(
        app,
        ["suggest", str(visit), "--json", "--setting", "emergency", "--policy", "mentions",
         "--systems", "CPT", "--min-score", "0", "--max-suggestions", "1", "--note-id", "x",
         "--date-of-service", "2026-05-04"],
    )  # fmt: skip
    answer = json.loads(result.stdout)
    assert (answer["note_id"], answer["setting"], answer["policy"]) == (
        "x",
        "emergency",
        "mentions",
    )
    assert [s["system"] for s in answer["suggestions"]] == ["CPT"]


def test_stdin(cli, assistant, note):
    result = cli.invoke(app, ["suggest", "-", "--json"], input=note.read_bytes())
    assert json.loads(result.stdout)["note_id"] == "stdin"


def test_for_people(cli, assistant, note):
    text = cli.invoke(app, ["suggest", str(note)]).stdout
    assert "J20.9" in text and "negated" in text


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"caf\xe9 au lait", "not UTF-8"),
        (b"\x00\x01\x02", "NUL"),
        (b"\xed\xa0\x80 secret", "not UTF-8"),
        (b"a" * 200_001, "limit"),
    ],
)
def test_bad_note(cli, double, content, message):
    result = cli.invoke(app, ["suggest", "-"], input=content)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr and result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "options",
    [
        ["--setting", "ward"],
        ["--policy", "all"],
        ["--systems", "ICD9"],
        ["--date-of-service", "yesterday"],
        ["--min-score", "1.1"],
        ["--min-score", "nan"],
        ["--max-suggestions", "0"],
    ],
)
def test_bad_option(cli, double, note, options):
    result = cli.invoke(app, ["suggest", str(note), *options])
    assert result.exit_code == 2
    assert "Traceback" not in result.stderr


def test_internal_error_keeps_the_note_to_itself(cli, double, tmp_path):
    path = tmp_path / "note.txt"
    path.write_text("FAIL Jane Doe")
    result = cli.invoke(app, ["suggest", str(path)])
    assert (result.exit_code, result.stderr) == (1, "coding-assist: internal error (KeyError)\n")


def test_folder_in_place_of_a_note(run, tmp_path):
    done = run("suggest", tmp_path)
    assert done.returncode == 2
    assert done.stderr == f"coding-assist: {tmp_path}: Is a directory\n".encode()


def test_piped_output_has_no_escapes(run, assistant, note):
    done = run("suggest", note)
    assert done.returncode == 0, done.stderr
    assert b"\x1b" not in done.stdout + done.stderr
    assert "«Acute bronchitis[1]»".encode() in done.stdout


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_narrow_encodings_are_no_failure(run, assistant, note, encoding):
    done = run("suggest", note, env={"PYTHONIOENCODING": encoding})
    assert done.returncode == 0, done.stderr
    assert b"J20.9" in done.stdout


def test_json_is_utf_8_whatever_the_encoding(run, assistant, note):
    plain = run("suggest", note, "--json")
    ascii_only = run("suggest", note, "--json", env={"PYTHONIOENCODING": "ascii"})
    assert plain.stdout == ascii_only.stdout != b""


def test_odd_bytes_in_a_file_name(run, assistant, tmp_path):
    path = tmp_path / "caf\udce9.txt"
    path.write_text("Acute bronchitis.")
    done = run("suggest", path, "--json")
    assert json.loads(done.stdout)["note_id"] == "caf\ufffd.txt"

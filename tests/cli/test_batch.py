import contextlib
import json
import os
import signal
import subprocess
import time

import pytest

from coding_assist.cli import app


@pytest.fixture
def batch(cli, tmp_path):
    """Run a batch in this process; give its result and the rows of its output."""

    def run_batch(path, *options):
        out = tmp_path / "out.jsonl"
        result = cli.invoke(app, ["batch", str(path), "--out", str(out), *options])
        lines = out.read_text(encoding="utf-8").splitlines() if out.exists() else []
        return result, [json.loads(line) for line in lines]

    return run_batch


def test_rows_come_out_in_order(batch, double, jsonl):
    path = jsonl([{"note_id": i, "text": "x"} for i in "cab"])
    result, rows = batch(path)
    assert result.exit_code == 0
    assert [r["note_id"] for r in rows] == ["c", "a", "b"]
    assert (result.stdout, result.stderr) == ("", "3 notes coded, 0 failed\n")


def test_same_row_as_suggest(batch, cli, assistant, jsonl, visit):
    path = jsonl([{"note_id": "visit.txt", "text": visit.read_bytes().decode()}])
    _, (row,) = batch(path)
    assert row == json.loads(cli.invoke(app, ["suggest", str(visit), "--json"]).stdout)


def test_a_rows_own_setting_wins(batch, double, jsonl):
    path = jsonl([{"text": "x"}, {"text": "x", "setting": "emergency"}])
    _, rows = batch(path, "--setting", "inpatient")
    assert [r["setting"] for r in rows] == ["inpatient", "emergency"]


def test_failures_are_reported_and_the_rest_goes_on(batch, double, jsonl):
    rows = [{"text": "x"}, {"text": ""}, {"text": "FAIL Jane Doe"}, {"text": "y"}]
    result, found = batch(jsonl(rows))
    assert result.exit_code == 1
    assert [r["note_id"] for r in found] == ["line-1", "line-4"]
    assert result.stderr.splitlines() == [
        "line 2: The note is empty. Send its text in `text`.",
        "line 3: internal error (KeyError)",
        "2 notes coded, 2 failed",
    ]


def test_run_again_reports_failures_again(batch, double, jsonl):
    path = jsonl([{"text": "x"}, {"text": ""}, {"text": "FAIL"}, {"text": "y"}])
    _, first = batch(path)
    result, second = batch(path)
    assert (result.exit_code, second) == (1, first)
    assert result.stderr.splitlines()[-2:] == [
        "line 3: internal error (KeyError)",
        "0 notes coded, 2 were already, 2 failed",
    ]


def test_other_options_are_refused(batch, double, jsonl):
    path = jsonl([{"text": "x"}])
    batch(path)
    result, _ = batch(path, "--policy", "mentions")
    assert result.exit_code == 2
    assert "other options" in result.stderr


def test_other_input_is_refused_and_restart_helps(batch, double, jsonl):
    batch(jsonl([{"text": "x"}]))
    path = jsonl([{"text": "y"}, {"text": "z"}])
    assert "another input" in batch(path)[0].stderr
    result, rows = batch(path, "--restart")
    assert (result.exit_code, len(rows)) == (0, 2)


def test_workers_are_not_an_option_that_matters(batch, double, jsonl):
    path = jsonl([{"text": "x"}])
    batch(path, "--workers", "1")
    assert batch(path, "--workers", "4")[0].exit_code == 0


def test_missing_input(batch, tmp_path):
    result, _ = batch(tmp_path / "none.jsonl")
    assert (result.exit_code, "does not exist" in result.stderr) == (2, True)


def test_folder_as_input(batch, tmp_path):
    assert batch(tmp_path)[0].exit_code == 2


@pytest.mark.parametrize("out", ["in.jsonl", "./in.jsonl", "link.jsonl"])
def test_input_is_not_overwritten(cli, jsonl, tmp_path, out):
    path = jsonl([{"text": "x"}])
    (tmp_path / "link.jsonl").symlink_to(path)
    before = path.read_bytes()
    result = cli.invoke(app, ["batch", str(path), "--out", f"{tmp_path}/{out}", "--restart"])
    assert (result.exit_code, path.read_bytes()) == (2, before)
    assert "overwrite the input" in result.stderr


@pytest.mark.parametrize("out", ["none/out.jsonl", "."])
def test_output_must_be_a_file_in_a_folder(cli, jsonl, tmp_path, out):
    path = jsonl([{"text": "x"}])
    assert cli.invoke(app, ["batch", str(path), "--out", f"{tmp_path}/{out}"]).exit_code == 2


def test_missing_out_is_misuse(cli, jsonl):
    assert cli.invoke(app, ["batch", str(jsonl([]))]).exit_code == 2


def test_empty_input(batch, double, jsonl):
    result, rows = batch(jsonl([]))
    assert (result.exit_code, rows) == (0, [])


@pytest.fixture
def many(jsonl, visit):
    text = visit.read_text(encoding="utf-8")
    return jsonl([{"note_id": f"n{n}", "text": f"Visit {n}.\n{text}"} for n in range(60)])


@pytest.fixture
def begin(command, assistant):
    """Start a batch of two workers as a process; it and its workers end with the test."""
    started = []

    def begin_batch(*args):
        start, env = command
        process = subprocess.Popen(
            [*start, "batch", *map(str, args), "--workers", "2"],
            env=env,
            start_new_session=True,
            stderr=subprocess.PIPE,
        )
        started.append(process)
        return process

    yield begin_batch
    for process in started:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


@pytest.mark.skipif(os.name != "posix", reason="kills with SIGKILL")
def test_killed_run_goes_on(run, begin, many, tmp_path):
    whole, killed = tmp_path / "whole.jsonl", tmp_path / "killed.jsonl"
    done = run("batch", many, "--out", whole, "--workers", "1", env={"PYTHONHASHSEED": "1"})
    assert done.returncode == 0, done.stderr
    process = begin(many, "--out", killed)
    wait_until(lambda: rows_of(killed) >= 5)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    wait_until(lambda: not alive_in_group(process.pid))
    before = rows_of(killed)
    with killed.open("ab") as file:
        file.write(b'{"note_id":"n')
    done = run("batch", many, "--out", killed, "--workers", "2")
    assert done.returncode == 0, done.stderr
    assert f"{before} were already".encode() in done.stderr
    assert killed.read_bytes() == whole.read_bytes()


@pytest.mark.skipif(os.name != "posix", reason="sends SIGINT")
def test_interrupted_run_says_how_to_go_on(begin, many, tmp_path):
    out = tmp_path / "out.jsonl"
    process = begin(many, "--out", out)
    wait_until(lambda: rows_of(out) >= 2)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert err == b"coding-assist: Stopped. Run the same command again to go on from here.\n"


def rows_of(path):
    return path.read_bytes().count(b"\n") if path.exists() else 0


def wait_until(condition, seconds=120):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.01)


def alive_in_group(group):
    found = subprocess.run(["ps", "-eo", "pgid=,stat="], capture_output=True, text=True, check=True)
    rows = (line.split() for line in found.stdout.splitlines())
    return any(int(pgid) == group and not stat.startswith("Z") for pgid, stat in rows)
